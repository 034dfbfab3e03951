/**
 * Reads web identity tokens for the SDK. It would read them by itself, but synchronously: while a file does not answer,
 * neither a key nor a signal would be heard.
 */
import {readFile} from 'node:fs/promises';
import type {Identity} from './credentials.ts';
import {pending} from './pending.ts';
import type {Profile, SharedFiles} from './profiles.ts';
import type {Environment} from './settings.ts';

interface TokenSources {
  readonly environment: Environment;
  readonly profile: Profile | undefined;
  readonly files: Pick<SharedFiles, 'profile'>;
}

/** Where the SDK may look: what the environment names, and the profile, and those from which it takes its first keys. */
export const tokenFilesOf = ({environment, profile, files}: TokenSources): readonly string[] => {
  const paths: (string | undefined)[] = [environment.AWS_WEB_IDENTITY_TOKEN_FILE];
  const seen = new Set<string>();
  for (let current = profile; current; ) {
    paths.push(current.web_identity_token_file);
    const source: string | undefined = current.source_profile;
    if (!source || seen.has(source)) break;
    seen.add(source);
    current = files.profile(source);
  }
  return [...new Set(paths.flatMap(path => path || []))];
};

/** What cannot be read is left to the SDK, whose error says why. */
export const readTokenFiles = async (paths: readonly string[]): Promise<void> => {
  const {externalDataInterceptor} = await import('./sdk.ts');
  const tokens: Record<string, unknown> = externalDataInterceptor.getTokenRecord();
  for (const path of paths) {
    const text = await readFile(path, 'ascii').catch(() => undefined);
    if (text === undefined) delete tokens[path];
    else externalDataInterceptor.interceptToken(path, text);
  }
};

/** `identity` with its token files read ahead of each search for credentials, which counts as pending until it is over. */
export const withTokenFiles = (identity: Identity, sources: TokenSources): Identity => {
  const {credentials} = identity;
  if (typeof credentials !== 'function') return identity;
  const paths = tokenFilesOf(sources);
  const search: typeof credentials = async options => {
    if (paths.length > 0) await readTokenFiles(paths);
    return credentials(options);
  };
  return {...identity, credentials: options => pending(search(options))};
};
