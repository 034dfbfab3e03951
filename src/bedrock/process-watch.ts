/** Tells when a profile's credential_process runs: it may be waiting for a person, and write on the terminal. */
import {plainText} from '../core/plain-text.ts';
import {type CredentialSources, credentialSource} from './credential-source.ts';
import type {Identity} from './credentials.ts';
import {profileChain} from './profile-chain.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import type {SharedFiles} from './profiles.ts';
import type {GatewaySettings} from './settings.ts';

/** The profile whose credential_process is run for `first`: itself, or the source of its role. */
const processBehind = (files: SharedFiles, first: string): string | undefined => {
  for (const {name, profile} of profileChain(first, files)) {
    const hasKeys = Boolean(profile.aws_access_key_id && profile.aws_secret_access_key);
    const {role_arn, source_profile, web_identity_token_file, credential_process} = profile;
    // In the SDK's order: keys of a source profile come before its role, which comes before keys.
    if (hasKeys && name !== first) return undefined;
    if (role_arn && source_profile) continue;
    if (hasKeys || (role_arn && web_identity_token_file)) return undefined;
    return credential_process ? name : undefined;
  }
  return undefined;
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
