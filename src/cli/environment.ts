/** The environment as one plain record; nothing outside cli/ looks at process.env. */
import {homedir} from 'node:os';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A copy of the environment as it is now: later changes to process.env do not show in it. */
export const readEnvironment = (source: Environment = process.env): Environment => ({...source});

/** Taken before the program changes anything in process.env for the SDK. */
const GIVEN = readEnvironment();

/** The environment that the program was given: commands that it starts get the same. */
export const givenEnvironment = (): Environment => GIVEN;

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

const lowerCase = (text: string | undefined): string | undefined => text?.trim().toLowerCase();

/** What becomes a part of a request: white space around it was copied by mistake. */
const TRIMMED = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
];
const BOOLEANS = ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];

/**
 * Makes of the process's own environment one that the SDK understands, which reads it by itself: it fails if there is no home
 * directory, and knows no “True”. Must have run before the SDK is used. What is understood as it is stays as it is, because a
 * credential_process, which the SDK starts, gets this environment as well.
 */
export const prepareForSdk = (target: NodeJS.ProcessEnv = process.env, lookUp: () => string = homedir): void => {
  if (!knowsHome(target, lookUp)) target.HOME = NO_HOME;
  const rewrite = (name: string, change: (text: string) => string) => {
    const text = target[name];
    if (text !== undefined && change(text) !== text) target[name] = change(text);
  };
  for (const name of TRIMMED) rewrite(name, text => text.trim());
  for (const name of BOOLEANS) rewrite(name, text => text.trim().toLowerCase());
  // Anything that is set, “false” included, keeps the SDK from asking for the region there.
  if (lowerCase(target.AWS_EC2_METADATA_DISABLED) === 'false') delete target.AWS_EC2_METADATA_DISABLED;
  // It fails for anything but “true” and “false”; the AWS CLI takes that for false.
  const isIgnoring = lowerCase(target.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS);
  if (isIgnoring === 'true') target.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
  else delete target.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS;
};
