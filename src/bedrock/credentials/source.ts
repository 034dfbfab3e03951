/** Where credentials come from: the environment, the chosen profile, or the SDK's own search. */
import type {Profile, SharedFiles} from '../profiles/profiles.ts';
import {DEFAULT_PROFILE, type Environment} from '../settings.ts';

export interface CredentialSources {
  readonly environment: Environment;
  /** The profile that a flag or variable names, if any. */
  readonly chosen: string | undefined;
  readonly files: SharedFiles;
}

const CREDENTIAL_SETTINGS = [
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

/** Whether a profile says how to get credentials. */
const hasCredentialSettings = (profile: Profile | undefined): boolean =>
  CREDENTIAL_SETTINGS.some(setting => profile?.[setting]);

const hasEnvironmentKeys = (environment: Environment): boolean =>
  Boolean(environment.AWS_ACCESS_KEY_ID?.trim() && environment.AWS_SECRET_ACCESS_KEY?.trim());

/** Keys in the environment count only if no profile was chosen. `chain` is the SDK's own search. */
export const credentialSource = (sources: CredentialSources): 'environment' | 'profile' | 'chain' => {
  const {environment, chosen, files} = sources;
  if (chosen === undefined && hasEnvironmentKeys(environment)) return 'environment';
  return hasCredentialSettings(files.profile(chosen ?? DEFAULT_PROFILE)) ? 'profile' : 'chain';
};

const SOURCES: Readonly<Record<string, string>> = {
  CREDENTIALS_ENV_VARS: 'env keys',
  CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: 'web identity',
  CREDENTIALS_HTTP: 'container role',
};

/**
 * The name of the source if no profile was chosen: `env keys`, `default`, `instance role` and the like. The SDK marks what
 * it finds, except for keys from the default profile and from an instance role.
 */
export const sourceName = (credentials: unknown, profile: Profile | undefined): string => {
  const marks = (credentials as {$source?: Readonly<Record<string, unknown>>} | undefined)?.$source ?? {};
  const known = Object.keys(marks).find(mark => Object.hasOwn(SOURCES, mark));
  const unmarked = hasCredentialSettings(profile) ? DEFAULT_PROFILE : 'instance role';
  return (known && SOURCES[known]) ?? unmarked;
};
