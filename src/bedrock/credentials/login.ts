/** How a person signs in for a profile: the command of the AWS CLI, or why there is none. */
import type {Login} from '../../core/domain/ports.ts';
import type {Target} from '../../core/domain/target.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {loginProfileOf, profileChain} from '../profiles/profile-chain.ts';
import {chosenProfile} from '../profiles/profile-choice.ts';
import {readSharedFiles} from '../profiles/profiles.ts';
import {DEFAULT_PROFILE, type Environment} from '../settings.ts';
import {apiKey} from './api-key.ts';
import {credentialSource} from './source.ts';

const none = (reason: string): Login => ({kind: 'none', reason});

/** A role signs in with its source profile. Never rejects. */
export const findLogin = async (target: Target, environment: Environment): Promise<Login> => {
  if (target.kind === 'demo') return none('the demo needs no sign-in');
  if (apiKey(environment)) return none('an API key is in use, which needs no sign-in');
  const chosen = chosenProfile(target.profile, environment);
  const files = await readSharedFiles(environment).catch(() => undefined);
  if (!files) return none('the AWS configuration files cannot be read');
  if (credentialSource({environment, chosen, files}) === 'environment')
    return none('the keys come from the environment, which needs no sign-in');
  const name = chosen ?? DEFAULT_PROFILE;
  const login = loginProfileOf(profileChain(name, files));
  if (login === undefined)
    return none(`profile ${plainText(name)} does not sign in with IAM Identity Center or aws login`);
  const isSession = Boolean(files.profile(login)?.login_session);
  return {kind: 'login', command: ['aws', ...(isSession ? ['login'] : ['sso', 'login']), '--profile', login]};
};
