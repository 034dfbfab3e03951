/** Reports when a profile's credential_process runs: it may wait for a person, and write on the terminal. */
import {plainText} from '../../core/text/plain-text.ts';
import {profileChain} from '../profiles/profile-chain.ts';
import type {SharedFiles} from '../profiles/profiles.ts';
import {DEFAULT_PROFILE, type GatewaySettings} from '../settings.ts';
import type {Identity} from './credentials.ts';
import {type CredentialSources, credentialSource} from './source.ts';

/** The profile whose credential_process is run for `first`: this profile, or the source of its role. */
const processOf = (files: SharedFiles, first: string): string | undefined => {
  for (const {name, profile} of profileChain(first, files)) {
    const hasKeys = Boolean(profile.aws_access_key_id && profile.aws_secret_access_key);
    const {role_arn, source_profile, web_identity_token_file, credential_process} = profile;
    // The SDK's order: in a source profile, keys come before its role; in the first profile, the role comes before keys.
    if (hasKeys && name !== first) return undefined;
    if (role_arn && source_profile) continue;
    if (hasKeys || (role_arn && web_identity_token_file)) return undefined;
    return credential_process ? name : undefined;
  }
  return undefined;
};

/** The profile whose credential_process will be run, if any. Keys in the environment come before the default profile. */
export const processProfile = (sources: CredentialSources): string | undefined =>
  credentialSource(sources) === 'profile' ? processOf(sources.files, sources.chosen ?? DEFAULT_PROFILE) : undefined;

let runs = 0;

/** `identity`, with each search for credentials reported to `onCredentialProcess` if `profile` runs a process for it. */
export const reportProcess = (
  identity: Identity,
  profile: string | undefined,
  {onCredentialProcess}: Pick<GatewaySettings, 'onCredentialProcess'>,
): Identity => {
  const {credentials} = identity;
  if (typeof credentials !== 'function' || profile === undefined || !onCredentialProcess) return identity;
  const reported: typeof credentials = async options => {
    runs += 1;
    const event = {run: runs, profile: plainText(profile)};
    onCredentialProcess({...event, isRunning: true});
    try {
      return await credentials(options);
    } finally {
      onCredentialProcess({...event, isRunning: false});
    }
  };
  return {...identity, credentials: reported};
};
