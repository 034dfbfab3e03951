/** A profile and its source profiles: `source_profile` leads from one to the next. */
import type {Profile, SharedFiles} from './profiles.ts';

interface ChainLink {
  readonly name: string;
  readonly profile: Profile;
}

/** The profiles in order, each once; empty if there is no profile named `first`. */
export const profileChain = (first: string, files: Pick<SharedFiles, 'profile'>): readonly ChainLink[] => {
  const links: ChainLink[] = [];
  let name: string | undefined = first;
  while (name !== undefined && links.every(link => link.name !== name)) {
    const profile: Profile | undefined = files.profile(name);
    if (!profile) break;
    links.push({name, profile});
    name = profile.source_profile || undefined;
  }
  return links;
};

const LOGIN_SETTINGS = ['sso_session', 'sso_start_url', 'sso_account_id', 'login_session'];

/** The first profile of the chain that a person has to sign in for, if any. */
export const loginProfileOf = (chain: readonly ChainLink[]): string | undefined =>
  chain.find(({profile}) => LOGIN_SETTINGS.some(setting => profile[setting]))?.name;
