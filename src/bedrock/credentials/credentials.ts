/** The identity of the caller: an API key, the demo's own keys, or what the SDK's credential chain finds for the profile. */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {problem} from '../failures/problem.ts';
import type {EndpointVariants} from '../profiles/booleans.ts';
import {profileChain} from '../profiles/profile-chain.ts';
import {checkFiles, readSharedFiles, type SharedFiles, sharedFilePaths} from '../profiles/profiles.ts';
import {giveFilesToSdk} from '../profiles/sdk-files.ts';
import {DEFAULT_PROFILE, type Environment, SILENT_LOGGER} from '../settings.ts';
import type {Transport} from '../transport/transport.ts';
import {apiKey} from './api-key.ts';
import {checkedCredentials, checkKeysOfProfile} from './check.ts';
import {headerText} from './header-text.ts';
import type {SearchTurns} from './search-turns.ts';
import {type CredentialSources, credentialSource} from './source.ts';

/** The part of the client's configuration that identifies the caller. */
export type Identity = Pick<BedrockClientConfig, 'authSchemePreference' | 'credentials' | 'token'>;

export interface IdentitySources extends CredentialSources {
  readonly transport: Transport;
  readonly variants: EndpointVariants;
  readonly turns: SearchTurns;
}

/** Throws if the chosen profile is in neither file. The SDK's chain would go on, and might find another identity. */
export const checkProfile = (chosen: string | undefined, files: SharedFiles): void => {
  if (chosen === undefined || files.profile(chosen)) return;
  const missing = `No profile “${chosen}” is in the shared config or credentials file`;
  throw problem('ProfileNotFound', [missing, ...files.nearMisses('profile', chosen)].join('. '));
};

/** Throws if the profile or one of its source profiles names a missing SSO session; the SDK would fail with a TypeError. */
const checkSessions = (first: string, files: SharedFiles): void => {
  for (const {name, profile} of profileChain(first, files)) {
    const session = profile.sso_session;
    if (!session || files.hasSession(session)) continue;
    const missing = `Profile ${name} names the sso-session “${session}”, which is not in the shared config file`;
    throw problem('SsoSessionNotFound', [missing, ...files.nearMisses('sso-session', session)].join('. '));
  }
};

/** Keys that are valid nowhere. The scheme is set so that the person's own API key is not sent instead (see identityOf). */
export const DEMO_IDENTITY: Identity = {
  authSchemePreference: ['sigv4'],
  credentials: {accessKeyId: 'DEMO', secretAccessKey: 'demo'},
};

/**
 * The scheme is always set. Otherwise the SDK sends AWS_BEARER_TOKEN_BEDROCK whatever profile or credentials it was given,
 * and fails if that variable is empty. Throws if the key or the profile is unusable.
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

/**
 * Reads the shared files again before each search but the first: the SDK knows them only as they were when it was given them.
 * Before the first search it may have been given those of another profile.
 */
const withFreshFiles = (
  provider: Provider,
  name: string,
  {environment, files: first, turns}: IdentitySources,
): Provider => {
  let isFirst = true;
  return async options => {
    const files = isFirst ? first : await readSharedFiles(environment);
    checkFiles(files);
    const given = files.sdk.forProfile(name, environment);
    const isKnown = isFirst;
    isFirst = false;
    return turns({name, text: given.text}, async isGiven => {
      if (!isKnown || !isGiven) await giveFilesToSdk(environment, given);
      return provider(options);
    });
  };
};

const CONTAINER_TOKEN = 'AWS_CONTAINER_AUTHORIZATION_TOKEN';

const checkContainerToken = (environment: Environment): void => {
  const {AWS_CONTAINER_CREDENTIALS_FULL_URI: full, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative} = environment;
  if (full || relative) headerText(environment[CONTAINER_TOKEN] ?? '', CONTAINER_TOKEN);
};

/**
 * The SDK's chain; but if the profile says how to get credentials, only the profile is tried. The whole chain would run a
 * failing credential_process twice, wait for an instance role, and hide the reason. Some variables (keys, HOME, container
 * and web identity) the SDK reads from process.env by itself.
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
    // STS, SSO and sign-in use the same proxy, certificates and time limits.
    clientConfig: {requestHandler: transport, logger: SILENT_LOGGER, ...variants},
  };
  const owner = {holder: `profile ${name}`, profile};
  const source = credentialSource(sources);
  const usesContainer = profileChain(name, files).some(link => link.profile.credential_source === 'EcsContainer');
  if (source === 'chain' || (source === 'profile' && usesContainer)) checkContainerToken(environment);
  if (source !== 'profile') {
    const {defaultProvider} = await import('@aws-sdk/credential-provider-node');
    const provider = withFreshFiles(defaultProvider(init), name, sources);
    return async options => checkedCredentials(await provider(options), owner);
  }
  checkKeysOfProfile(name, files, environment);
  checkSessions(name, files);
  const {fromIni} = await import('@aws-sdk/credential-provider-ini');
  const provider = withFreshFiles(fromIni(init), name, sources);
  return async options => {
    try {
      return checkedCredentials(await provider(options), owner);
    } catch (cause) {
      throw withoutCommand(cause);
    }
  };
};

/** Node's message for a failed credential_process begins with the command line, whose arguments may be secret. */
const withoutCommand = (cause: unknown): unknown => {
  if (!(cause instanceof Error) || !cause.message.startsWith('Command failed:')) return cause;
  const output = cause.message.split('\n').slice(1).join(' ').trim();
  return problem('CredentialProcessFailed', output || 'it failed without any output');
};
