/** Credentials from anywhere, without white space around them, and refused if they hold what no header can carry. */
import {headerText} from './header-text.ts';
import {profileChain} from './profile-chain.ts';
import type {Profile, SharedFiles} from './profiles.ts';
import type {Environment} from './settings.ts';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly $source?: unknown;
}

type Key = Exclude<keyof Keys, '$source'>;

const NAMES: Readonly<Record<Key, {readonly variable: string; readonly setting: string; readonly words: string}>> = {
  accessKeyId: {variable: 'AWS_ACCESS_KEY_ID', setting: 'aws_access_key_id', words: 'access key ID'},
  secretAccessKey: {variable: 'AWS_SECRET_ACCESS_KEY', setting: 'aws_secret_access_key', words: 'secret access key'},
  sessionToken: {variable: 'AWS_SESSION_TOKEN', setting: 'aws_session_token', words: 'session token'},
};

const KEYS = Object.keys(NAMES) as readonly Key[];

const checkKeysOfEnvironment = (environment: Environment): void => {
  for (const {variable} of Object.values(NAMES)) headerText(environment[variable] ?? '', variable);
};

/** The keys of a profile and of those that its role starts from. Throws for the first that is no use. */
export const checkKeysOfProfile = (first: string, files: SharedFiles, environment: Environment): void => {
  for (const {name, profile} of profileChain(first, files)) {
    for (const key of KEYS) {
      const {setting} = NAMES[key];
      headerText(profile[setting] ?? '', `${setting} in ${files.placeOf(name, setting)}`);
    }
    if (profile.credential_source === 'Environment') checkKeysOfEnvironment(environment);
  }
};

/** Who gave the keys, for a person; the SDK marks where it found them. */
const giverOf = (marks: unknown, profile: Profile | undefined, holder: string): string => {
  const {CREDENTIALS_HTTP, CREDENTIALS_PROFILE_PROCESS} = (marks ?? {}) as Readonly<Record<string, unknown>>;
  if (CREDENTIALS_PROFILE_PROCESS) return `from the credential_process of ${holder}`;
  if (CREDENTIALS_HTTP) return 'from the container';
  return profile === undefined ? 'from the instance' : `that AWS gave for ${holder}`;
};

interface Origin {
  /** `profile NAME`. */
  readonly holder: string;
  readonly profile: Profile | undefined;
}

/** The same credentials, fit for a header. Throws if they are not. */
export const checkedCredentials = <T extends Keys>(credentials: T, {holder, profile}: Origin): T => {
  const isEnvironment = Boolean((credentials.$source as {CREDENTIALS_ENV_VARS?: unknown})?.CREDENTIALS_ENV_VARS);
  const giver = giverOf(credentials.$source, profile, holder);
  const checked = KEYS.filter(key => typeof credentials[key] === 'string').map(key => {
    const {variable, words} = NAMES[key];
    return [key, headerText(credentials[key] ?? '', isEnvironment ? variable : `The ${words} ${giver}`)];
  });
  return {...credentials, ...Object.fromEntries(checked)};
};
