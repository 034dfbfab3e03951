/** What the terminal UI asks of the shared AWS files: which profiles there are, and how a person signs in. Loaded when it is asked. */
import {pending} from '../../bedrock/waiting/pending.ts';
import type {Login} from '../../core/domain/ports.ts';
import type {Target} from '../../core/domain/target.ts';
import {readEnvironment} from '../process/environment.ts';

export const findProfiles = async (): Promise<readonly string[]> => {
  const {listProfiles} = await import('../../bedrock/profiles/profiles.ts');
  return pending(listProfiles(readEnvironment()));
};

export const findLogin = async (target: Target): Promise<Login> => {
  const {findLogin: find} = await import('../../bedrock/credentials/login.ts');
  return pending(find(target, readEnvironment()));
};
