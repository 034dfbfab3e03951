/** A profile and those that its role starts from: `source_profile` leads from one to the next. */
import type {Profile, SharedFiles} from './profiles.ts';

export interface ChainLink {
  readonly name: string;
  readonly profile: Profile;
}

/** In their order, each once; nothing if there is no profile of this name. */
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

const SETTINGS_OF_LOGINS = ['sso_session', 'sso_start_url', 'sso_account_id', 'login_session'];

/** The profile whose sign-in gives the first credentials of the chain. */
export const loginProfileOf = (chain: readonly ChainLink[]): string | undefined =>
  chain.find(({profile}) => SETTINGS_OF_LOGINS.some(setting => profile[setting]))?.name;
