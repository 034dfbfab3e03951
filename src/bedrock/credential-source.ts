/** Where the credentials of a profile choice come from: the environment, the profile itself, or whatever the SDK finds. */
import {DEFAULT_PROFILE} from './profile-choice.ts';
import type {Profile, SharedFiles} from './profiles.ts';
import type {Environment} from './settings.ts';

export interface CredentialSources {
  readonly environment: Environment;
  /** The profile that was chosen by option or environment, if any. */
  readonly chosen: string | undefined;
  readonly files: SharedFiles;
}

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

/** Whether a profile says how to get credentials. */
export const saysHow = (profile: Profile | undefined): boolean =>
  SETTINGS_OF_CREDENTIALS.some(setting => profile?.[setting]);

const hasEnvironmentKeys = (environment: Environment): boolean =>
  Boolean(environment.AWS_ACCESS_KEY_ID?.trim() && environment.AWS_SECRET_ACCESS_KEY?.trim());

/** Keys in the environment count only if no profile was chosen. `chain` is the SDK's own search. */
export const credentialSource = (sources: CredentialSources): 'environment' | 'profile' | 'chain' => {
  const {environment, chosen, files} = sources;
  if (chosen === undefined && hasEnvironmentKeys(environment)) return 'environment';
  return saysHow(files.profile(chosen ?? DEFAULT_PROFILE)) ? 'profile' : 'chain';
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
