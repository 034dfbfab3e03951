/** Who asks: an API key, the demo's own keys, or what the SDK's credential chain finds for the profile. */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {type EndpointVariants, isSwitchedOn} from './booleans.ts';
import {checkedCredentials, checkKeysOfProfile} from './credential-check.ts';
import {headerText} from './header-text.ts';
import {problem} from './problem.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import {checkFiles, type Profile, readSharedFiles, type SharedFiles, sharedFilePaths} from './profiles.ts';
import {handFilesToSdk} from './sdk-files.ts';
import {type Environment, SILENT_LOGGER} from './settings.ts';
import type {Transport} from './transport.ts';

/** The part of the client's configuration that says who asks. */
export type Identity = Pick<BedrockClientConfig, 'authSchemePreference' | 'credentials' | 'token'>;

export interface IdentitySources {
  readonly environment: Environment;
  /** The profile that was chosen by option or environment, if any. */
  readonly chosen: string | undefined;
  readonly files: SharedFiles;
  readonly transport: Transport;
  readonly variants: EndpointVariants;
}

/** A Bedrock API key. Set but empty counts as unset, where the SDK would try to sign with nothing. */
export const apiKey = (environment: Environment): string | undefined =>
  environment.AWS_BEARER_TOKEN_BEDROCK?.trim() || undefined;

/** Throws where a profile was chosen that no file has: the SDK's chain would go on, and might find another identity. */
export const checkProfile = (chosen: string | undefined, files: SharedFiles): void => {
  if (chosen === undefined || files.profile(chosen)) return;
  const missing = `No profile “${chosen}” is in the shared config or credentials file`;
  throw problem('ProfileNotFound', [missing, ...files.nearMisses('profile', chosen)].join('. '));
};

/** Throws if a profile names an SSO session that is not there: the SDK would trip over it. */
const checkSession = (name: string, files: SharedFiles): void => {
  const session = files.profile(name)?.sso_session;
  if (!session || files.hasSession(session)) return;
  const missing = `Profile ${name} names the sso-session “${session}”, which is not in the shared config file`;
  throw problem('SsoSessionNotFound', [missing, ...files.nearMisses('sso-session', session)].join('. '));
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

const SETTINGS_OF_CREDENTIALS = [
  'aws_access_key_id',
  'credential_process',
  'credential_source',
  'login_session',
  'role_arn',
  'sso_account_id',
  'sso_role_name',
  'sso_session',
  'sso_start_url',
  'web_identity_token_file',
];

const saysHow = (profile: Profile | undefined): boolean => SETTINGS_OF_CREDENTIALS.some(setting => profile?.[setting]);

const hasEnvironmentKeys = (environment: Environment): boolean =>
  Boolean(environment.AWS_ACCESS_KEY_ID?.trim() && environment.AWS_SECRET_ACCESS_KEY?.trim());

type Provider = ReturnType<typeof import('@aws-sdk/credential-provider-ini').fromIni>;

/** The SDK knows the files as they were at the last time: before it looks for credentials again, it is given them anew. */
const withFreshFiles = (provider: Provider, environment: Environment): Provider => {
  let isFirst = true;
  return async options => {
    if (!isFirst) {
      const files = await readSharedFiles(environment);
      checkFiles(files);
      await handFilesToSdk(environment, files.sdk);
    }
    isFirst = false;
    return provider(options);
  };
};

/**
 * The SDK's chain; but where the profile in force says how to get credentials, only that is tried. The whole chain would
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
  const isByProfile = saysHow(profile) && (chosen !== undefined || !hasEnvironmentKeys(environment));
  if (!isByProfile) {
    // The last of the chain is the metadata service.
    if (!hasEnvironmentKeys(environment))
      isSwitchedOn({environment, profile, placeOf: () => name}, 'AWS_EC2_METADATA_DISABLED');
    const {defaultProvider} = await import('@aws-sdk/credential-provider-node');
    const provider = withFreshFiles(defaultProvider(init), environment);
    return async options => checkedCredentials(await provider(options), origin);
  }
  checkKeysOfProfile(name, files, environment);
  checkSession(name, files);
  const {fromIni} = await import('@aws-sdk/credential-provider-ini');
  const provider = withFreshFiles(fromIni(init), environment);
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
  return problem('CredentialProcessFailed', said || 'it ended with an error and said nothing');
};

const SOURCES: Readonly<Record<string, string>> = {
  CREDENTIALS_ENV_VARS: 'env keys',
  CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: 'web identity',
  CREDENTIALS_HTTP: 'container role',
};

/**
 * Where credentials came from with no profile chosen, as a person would name it. The SDK marks what it finds, except for
 * what comes from the default profile or from an instance role.
 */
export const sourceOf = (credentials: unknown, profile: Profile | undefined): string => {
  const marks = (credentials as {$source?: Readonly<Record<string, unknown>>} | undefined)?.$source ?? {};
  const known = Object.keys(marks).find(mark => Object.hasOwn(SOURCES, mark));
  const unmarked = saysHow(profile) ? DEFAULT_PROFILE : 'instance role';
  return (known && SOURCES[known]) ?? unmarked;
};
