/**
 * Gives the SDK the content of the shared files. It would read them by rules of its own, and wait for a named pipe. The SDK
 * asks its interceptor for a path before it opens the file. The interceptor is not documented, so @smithy/core is pinned to
 * a version (test/bedrock/profiles/sdk-files.test.ts fails without the interceptor).
 */
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {Environment} from '../settings.ts';
import type {SdkFiles} from './sdk-ini.ts';
import {sharedPaths} from './shared-paths.ts';

/** What the SDK gets if there are no files. */
export const NO_FILES: SdkFiles = {text: '', renamedSessions: new Map()};

interface Token {
  readonly expiresAt?: unknown;
}

const readToken = async (directory: string, session: string): Promise<Token | undefined> => {
  const name = createHash('sha1').update(session).digest('hex');
  try {
    return JSON.parse(await readFile(join(directory, `${name}.json`), 'utf8')) as Token;
  } catch {
    return undefined;
  }
};

/** Milliseconds since the epoch; 0 if unknown, -1 if there is no token. */
const expiryOf = (token: Token | undefined): number => (token ? new Date(String(token.expiresAt)).getTime() || 0 : -1);

/**
 * The newest token of `aws sso login` under any of these session names: the AWS CLI stores it under the real name, and the
 * SDK stores a renewed one under its own name for the session.
 */
const newestToken = async (directory: string, names: readonly string[]): Promise<Token | undefined> => {
  const tokens = await Promise.all(names.map(name => readToken(directory, name)));
  return tokens.toSorted((a, b) => expiryOf(b) - expiryOf(a))[0];
};

/** Puts all sections into the SDK's config file. From then on the SDK opens neither of the two files. */
export const giveFilesToSdk = async (environment: Environment, {text, renamedSessions}: SdkFiles): Promise<void> => {
  const {externalDataInterceptor, getSSOTokenFilepath} = await import('../sdk.ts');
  const {config, credentials} = sharedPaths(environment);
  // If both are the same file, the config file wins.
  for (const path of credentials.spellings) externalDataInterceptor.interceptFile(path, '');
  for (const path of config.spellings) externalDataInterceptor.interceptFile(path, text);
  for (const [name, sdkName] of renamedSessions) {
    const token = await newestToken(dirname(getSSOTokenFilepath(sdkName)), [name, sdkName]);
    if (token) externalDataInterceptor.interceptToken(sdkName, token);
    else delete externalDataInterceptor.getTokenRecord()[sdkName];
  }
};
