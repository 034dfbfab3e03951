/** Trims credentials from any source, and refuses them if they contain characters that an HTTP header cannot carry. */
import {profileChain} from '../profiles/profile-chain.ts';
import type {Profile, SharedFiles} from '../profiles/profiles.ts';
import type {Environment} from '../settings.ts';
import {headerText} from './header-text.ts';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly $source?: unknown;
}

type Key = Exclude<keyof Keys, '$source'>;

const NAMES: Readonly<Record<Key, {readonly variable: string; readonly setting: string; readonly label: string}>> = {
  accessKeyId: {variable: 'AWS_ACCESS_KEY_ID', setting: 'aws_access_key_id', label: 'access key ID'},
  secretAccessKey: {variable: 'AWS_SECRET_ACCESS_KEY', setting: 'aws_secret_access_key', label: 'secret access key'},
  sessionToken: {variable: 'AWS_SESSION_TOKEN', setting: 'aws_session_token', label: 'session token'},
};

const KEYS = Object.keys(NAMES) as readonly Key[];

const checkKeysOfEnvironment = (environment: Environment): void => {
  for (const {variable} of Object.values(NAMES)) headerText(environment[variable] ?? '', variable);
};

/** Checks the keys of a profile and of its source profiles. Throws at the first unusable one. */
export const checkKeysOfProfile = (first: string, files: SharedFiles, environment: Environment): void => {
  for (const {name, profile} of profileChain(first, files)) {
    for (const key of KEYS) {
      const {setting} = NAMES[key];
      headerText(profile[setting] ?? '', `${setting} in ${files.originOf(name, setting)}`);
    }
    if (profile.credential_source === 'Environment') checkKeysOfEnvironment(environment);
  }
};

/** Who provided the keys, as the end of a sentence. The SDK marks where it found them. */
const providerOf = (marks: unknown, profile: Profile | undefined, holder: string): string => {
  const {CREDENTIALS_HTTP, CREDENTIALS_PROFILE_PROCESS} = (marks ?? {}) as Readonly<Record<string, unknown>>;
  if (CREDENTIALS_PROFILE_PROCESS) return `from the credential_process of ${holder}`;
  if (CREDENTIALS_HTTP) return 'from the container';
  return profile === undefined ? 'from the instance' : `that AWS gave for ${holder}`;
};

interface Owner {
  /** `profile NAME`. */
  readonly holder: string;
  readonly profile: Profile | undefined;
}

/** The same credentials, trimmed. Throws if a header could not carry them. */
export const checkedCredentials = <T extends Keys>(credentials: T, {holder, profile}: Owner): T => {
  const isEnvironment = Boolean((credentials.$source as {CREDENTIALS_ENV_VARS?: unknown})?.CREDENTIALS_ENV_VARS);
  const provider = providerOf(credentials.$source, profile, holder);
  const checked = KEYS.filter(key => typeof credentials[key] === 'string').map(key => {
    const {variable, label} = NAMES[key];
    return [key, headerText(credentials[key] ?? '', isEnvironment ? variable : `The ${label} ${provider}`)];
  });
  return {...credentials, ...Object.fromEntries(checked)};
};
