/** The environment as one plain record; nothing outside cli/ looks at process.env. */
import {homedir} from 'node:os';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A copy of the environment as it is now: later changes to process.env do not show in it. */
export const readEnvironment = (source: Environment = process.env): Environment => ({...source});

/** A home directory in which nothing can be. */
const NO_HOME = '/dev/null';

const knowsHome = ({HOME, USERPROFILE, HOMEPATH}: Environment, lookUp: () => string): boolean => {
  if (HOME || USERPROFILE || HOMEPATH) return true;
  try {
    return lookUp() !== '';
  } catch {
    return false;
  }
};

/**
 * Makes of the process's own environment one that the SDK understands, which reads it by itself: it fails if there is no home
 * directory, and takes “False” for a yes. Must have run before the SDK is used.
 */
export const prepareForSdk = (target: NodeJS.ProcessEnv = process.env, lookUp: () => string = homedir): void => {
  if (!knowsHome(target, lookUp)) target.HOME = NO_HOME;
  if (target.AWS_EC2_METADATA_DISABLED?.trim().toLowerCase() === 'false') delete target.AWS_EC2_METADATA_DISABLED;
};
