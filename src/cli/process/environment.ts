/** The environment variables. Nothing outside cli/ reads process.env. */
import {homedir} from 'node:os';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A copy of the present environment, which later changes of process.env do not affect. */
export const readEnvironment = (source: Environment = process.env): Environment => ({...source});

/** Read before prepareForSdk changes process.env. */
const ORIGINAL = readEnvironment();

/** The environment that the program was started with. Commands that it starts get the same. */
export const originalEnvironment = (): Environment => ORIGINAL;

/** A home directory that cannot contain any files. */
const NO_HOME = '/dev/null';

const knowsHome = ({HOME, USERPROFILE, HOMEPATH}: Environment, findHome: () => string): boolean => {
  if (HOME || USERPROFILE || HOMEPATH) return true;
  try {
    return findHome() !== '';
  } catch {
    return false;
  }
};

const lowerCase = (text: string | undefined): string | undefined => text?.trim().toLowerCase();

/** These become part of a request. White space around them was probably copied by mistake. */
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
 * Changes process.env so that the SDK understands it. The SDK reads it by itself, fails if there is no home directory, and does
 * not understand “True”. Must run before the SDK is used. Everything else stays as it is, because a credential_process, which
 * the SDK starts, gets this environment too.
 */
export const prepareForSdk = (target: NodeJS.ProcessEnv = process.env, findHome: () => string = homedir): void => {
  if (!knowsHome(target, findHome)) target.HOME = NO_HOME;
  const rewrite = (name: string, change: (text: string) => string) => {
    const text = target[name];
    if (text !== undefined && change(text) !== text) target[name] = change(text);
  };
  for (const name of TRIMMED) rewrite(name, text => text.trim());
  for (const name of BOOLEANS) rewrite(name, text => text.trim().toLowerCase());
  // If it is set at all, even to “false”, the SDK does not ask the metadata service for the region.
  if (lowerCase(target.AWS_EC2_METADATA_DISABLED) === 'false') delete target.AWS_EC2_METADATA_DISABLED;
  // The SDK fails if it is neither “true” nor “false”. The AWS CLI takes other values for false.
  const isIgnoring = lowerCase(target.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS);
  if (isIgnoring === 'true') target.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
  else delete target.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS;
};
