/** Who asks: an API key, the demo's own keys, or what the SDK's credential chain finds for the profile. */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import type {EndpointVariants} from './booleans.ts';
import {checkedCredentials, checkKeysOfProfile} from './credential-check.ts';
import {type CredentialSources, credentialSource} from './credential-source.ts';
import {headerText} from './header-text.ts';
import {problem} from './problem.ts';
import {profileChain} from './profile-chain.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import {checkFiles, readSharedFiles, type SharedFiles, sharedFilePaths} from './profiles.ts';
import {handFilesToSdk} from './sdk-files.ts';
import {type Environment, SILENT_LOGGER} from './settings.ts';
import type {Transport} from './transport.ts';

/** The part of the client's configuration that says who asks. */
export type Identity = Pick<BedrockClientConfig, 'authSchemePreference' | 'credentials' | 'token'>;

export interface IdentitySources extends CredentialSources {
  readonly transport: Transport;
  readonly variants: EndpointVariants;
}

/** A Bedrock API key. Set but empty counts as unset; the SDK would try to sign with nothing. */
export const apiKey = (environment: Environment): string | undefined =>
  environment.AWS_BEARER_TOKEN_BEDROCK?.trim() || undefined;

/** Throws if a profile was chosen that no file has: the SDK's chain would go on, and might find another identity. */
export const checkProfile = (chosen: string | undefined, files: SharedFiles): void => {
  if (chosen === undefined || files.profile(chosen)) return;
  const missing = `No profile “${chosen}” is in the shared config or credentials file`;
  throw problem('ProfileNotFound', [missing, ...files.nearMisses('profile', chosen)].join('. '));
};

/** Throws if the profile, or one that its role starts from, names an SSO session that is not there: the SDK would trip over it. */
const checkSessions = (first: string, files: SharedFiles): void => {
  for (const {name, profile} of profileChain(first, files)) {
    const session = profile.sso_session;
    if (!session || files.hasSession(session)) continue;
    const missing = `Profile ${name} names the sso-session “${session}”, which is not in the shared config file`;
    throw problem('SsoSessionNotFound', [missing, ...files.nearMisses('sso-session', session)].join('. '));
  }
};

/** Keys that mean nothing anywhere. Naming the scheme keeps a person's API key from being sent instead (see identityOf). */
export const DEMO_IDENTITY: Identity = {
  authSchemePreference: ['sigv4'],
  credentials: {accessKeyId: 'DEMO', secretAccessKey: 'demo'},
};

/**
 * The scheme is always named: left alone, the SDK sends AWS_BEARER_TOKEN_BEDROCK whatever profile or credentials it was
 * given, and breaks where that variable is empty.
 */
export const identityOf = async (sources: IdentitySources): Promise<Identity> => {
  const key = apiKey(sources.environment);
  if (key) {
    const token = headerText(key, 'AWS_BEARER_TOKEN_BEDROCK');
    return {authSchemePreference: ['httpBearerAuth'], token: {token}};
  }
  return {authSchemePreference: ['sigv4'], credentials: await credentialProvider(sources)};
};

type Provider = ReturnType<typeof import('@aws-sdk/credential-provider-ini').fromIni>;

/** The SDK knows the files as they were at the last time: before it looks for credentials again, it is given them anew. */
const withFreshFiles = (provider: Provider, name: string, environment: Environment): Provider => {
  let isFirst = true;
  return async options => {
    if (!isFirst) {
      const files = await readSharedFiles(environment);
      checkFiles(files);
      await handFilesToSdk(environment, files.sdk.forProfile(name, environment));
    }
    isFirst = false;
    return provider(options);
  };
};

const CONTAINER_TOKEN = 'AWS_CONTAINER_AUTHORIZATION_TOKEN';

const checkContainerToken = (environment: Environment): void => {
  const {AWS_CONTAINER_CREDENTIALS_FULL_URI: full, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative} = environment;
  if (full || relative) headerText(environment[CONTAINER_TOKEN] ?? '', CONTAINER_TOKEN);
};

/**
 * The SDK's chain; but if the profile in force says how to get credentials, only that is tried. The whole chain would
 * run a failing credential_process twice, then wait for an instance role, and hide the reason in the end. What it finds
 * nowhere else than in process.env (keys, HOME, container and web identity variables) the SDK reads there by itself.
 */
const credentialProvider = async (sources: IdentitySources): Promise<BedrockClientConfig['credentials']> => {
  const {environment, chosen, files, transport, variants} = sources;
  const name = chosen ?? DEFAULT_PROFILE;
  const profile = files.profile(name);
  const init = {
    ...sharedFilePaths(environment),
    profile: chosen && files.sdk.profileName(chosen),
    ignoreCache: true,
    logger: SILENT_LOGGER,
    // STS, SSO and sign-in go through the same proxy, with the same certificates and time limits.
    clientConfig: {requestHandler: transport, logger: SILENT_LOGGER, ...variants},
  };
  const origin = {holder: `profile ${name}`, profile};
  const source = credentialSource(sources);
  const isOfContainer = profileChain(name, files).some(link => link.profile.credential_source === 'EcsContainer');
  if (source === 'chain' || (source === 'profile' && isOfContainer)) checkContainerToken(environment);
  if (source !== 'profile') {
    const {defaultProvider} = await import('@aws-sdk/credential-provider-node');
    const provider = withFreshFiles(defaultProvider(init), name, environment);
    return async options => checkedCredentials(await provider(options), origin);
  }
  checkKeysOfProfile(name, files, environment);
  checkSessions(name, files);
  const {fromIni} = await import('@aws-sdk/credential-provider-ini');
  const provider = withFreshFiles(fromIni(init), name, environment);
  return async options => {
    try {
      return checkedCredentials(await provider(options), origin);
    } catch (cause) {
      throw withoutCommand(cause);
    }
  };
};

/** Node's text for a failed credential_process begins with the command line, whose arguments may be secret. */
const withoutCommand = (cause: unknown): unknown => {
  if (!(cause instanceof Error) || !cause.message.startsWith('Command failed:')) return cause;
  const said = cause.message.split('\n').slice(1).join(' ').trim();
  return problem('CredentialProcessFailed', said || 'it failed without any output');
};
