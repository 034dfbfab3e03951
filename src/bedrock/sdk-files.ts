/**
 * Hands the content of the shared files to the SDK, which would read them by itself, with rules of its own, and wait for a
 * named pipe. It looks into what its interceptor was given before it opens a file of that spelling; @smithy/core is pinned
 * to a version because the interceptor is no documented promise (test/bedrock/sdk-files.test.ts fails without it).
 */
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {SdkFiles} from './sdk-ini.ts';
import type {Environment} from './settings.ts';
import {sharedPaths} from './shared-paths.ts';

/** What the SDK finds if there are no files. */
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

const ends = (token: Token | undefined): number => (token ? new Date(String(token.expiresAt)).getTime() || 0 : -1);

/** The SDK finds the token of `aws sso login` by the session's name, and writes a renewed one under the name that it knows. */
const tokenOf = async (directory: string, names: readonly string[]): Promise<Token | undefined> => {
  const tokens = await Promise.all(names.map(name => readToken(directory, name)));
  return tokens.toSorted((a, b) => ends(b) - ends(a))[0];
};

/** Everything goes into what stands for the config file. From now on the SDK opens neither of the two. */
export const handFilesToSdk = async (environment: Environment, {text, renamedSessions}: SdkFiles): Promise<void> => {
  const {externalDataInterceptor, getSSOTokenFilepath} = await import('./sdk.ts');
  const {config, credentials} = sharedPaths(environment);
  // Both may be one file, which is then the config file.
  for (const path of credentials.spellings) externalDataInterceptor.interceptFile(path, '');
  for (const path of config.spellings) externalDataInterceptor.interceptFile(path, text);
  for (const [name, sdkName] of renamedSessions) {
    const token = await tokenOf(dirname(getSSOTokenFilepath(sdkName)), [name, sdkName]);
    if (token) externalDataInterceptor.interceptToken(sdkName, token);
    else delete externalDataInterceptor.getTokenRecord()[sdkName];
  }
};
