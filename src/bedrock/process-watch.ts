/** Tells when a profile's credential_process runs: it may be waiting for a person, and write on the terminal. */
import {plainText} from '../core/plain-text.ts';
import {type CredentialSources, credentialSource} from './credential-source.ts';
import type {Identity} from './credentials.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import type {SharedFiles} from './profiles.ts';
import type {GatewaySettings} from './settings.ts';

/** The profile whose credential_process is run for `name`: itself, or the source of its role. */
const processBehind = (files: SharedFiles, name: string, seen: readonly string[] = []): string | undefined => {
  const profile = files.profile(name);
  if (!profile || seen.includes(name)) return undefined;
  const hasKeys = Boolean(profile.aws_access_key_id && profile.aws_secret_access_key);
  const {role_arn, source_profile, web_identity_token_file, credential_process} = profile;
  // In the SDK's order: keys of a source profile come before its role, which comes before keys.
  if (hasKeys && seen.length > 0) return undefined;
  if (role_arn && source_profile) return processBehind(files, source_profile, [...seen, name]);
  if (hasKeys || (role_arn && web_identity_token_file)) return undefined;
  return credential_process ? name : undefined;
};

/** The profile whose credential_process is run. Keys in the environment come before the default profile. */
export const processProfile = (sources: CredentialSources): string | undefined =>
  credentialSource(sources) === 'profile' ? processBehind(sources.files, sources.chosen ?? DEFAULT_PROFILE) : undefined;

let runs = 0;

/** `identity`; while its credentials are looked for, and `profile` has a process for them, `onCredentialProcess` knows. */
export const watchProcess = (
  identity: Identity,
  profile: string | undefined,
  {onCredentialProcess}: Pick<GatewaySettings, 'onCredentialProcess'>,
): Identity => {
  const {credentials} = identity;
  if (typeof credentials !== 'function' || profile === undefined || !onCredentialProcess) return identity;
  const watched: typeof credentials = async options => {
    runs += 1;
    const event = {run: runs, profile: plainText(profile)};
    onCredentialProcess({...event, isRunning: true});
    try {
      return await credentials(options);
    } finally {
      onCredentialProcess({...event, isRunning: false});
    }
  };
  return {...identity, credentials: watched};
};
