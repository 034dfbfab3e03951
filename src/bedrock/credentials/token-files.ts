/**
 * Reads web identity tokens for the SDK. The SDK would read them synchronously: if a file blocked, keys and signals would
 * block as well.
 */
import {readFile, stat} from 'node:fs/promises';
import {problem} from '../failures/problem.ts';
import {profileChain} from '../profiles/profile-chain.ts';
import type {Profile} from '../profiles/profiles.ts';
import {kindOfFile} from '../profiles/shared-file.ts';
import {DEFAULT_PROFILE} from '../settings.ts';
import {pending} from '../waiting/pending.ts';
import {withDeadline} from '../waiting/race.ts';
import type {Identity} from './credentials.ts';
import {type CredentialSources, credentialSource} from './source.ts';

interface TokenFile {
  readonly path: string;
  /** The variable or setting that names it, as shown to a person. */
  readonly source: string;
}

const SETTING = 'web_identity_token_file';
const VARIABLE = 'AWS_WEB_IDENTITY_TOKEN_FILE';

/** In the SDK's order, a role with another source of credentials comes first, then keys, then the token. */
const isUsed = ({role_arn, source_profile, credential_source, aws_access_key_id, aws_secret_access_key}: Profile) =>
  Boolean(role_arn && !source_profile && !credential_source && !(aws_access_key_id && aws_secret_access_key));

/** The files that the SDK would read: those that the profile and its source profiles name, or the one in the environment. */
export const tokenFilesOf = (sources: CredentialSources): readonly TokenFile[] => {
  const {environment, chosen, files} = sources;
  const source = credentialSource(sources);
  if (source === 'environment') return [];
  if (source === 'profile') {
    return profileChain(chosen ?? DEFAULT_PROFILE, files).flatMap(({name, profile}) => {
      const path = profile[SETTING];
      return path && isUsed(profile) ? [{path, source: `${SETTING} in ${files.originOf(name, SETTING)}`}] : [];
    });
  }
  const path = environment[VARIABLE];
  return path && environment.AWS_ROLE_ARN ? [{path, source: VARIABLE}] : [];
};

const unreadable = ({path, source}: TokenFile, why: string): Error =>
  problem('TokenFileUnreadable', `${source} names ${path}, ${why}`);

/** Undefined if the file cannot be read. Throws if it is not a regular file: reading it might never end. */
const tokenIn = async (file: TokenFile): Promise<string | undefined> => {
  const stats = await stat(file.path).catch(() => undefined);
  if (stats && !stats.isFile()) throw unreadable(file, `which is ${kindOfFile(stats) ?? 'not a regular file'}`);
  return readFile(file.path, 'ascii').catch(() => undefined);
};

/** A file that cannot be read is left to the SDK, whose error says why. Throws if a read takes longer than `waitMs`. */
export const readTokenFiles = async (tokenFiles: readonly TokenFile[], waitMs: number): Promise<void> => {
  const {externalDataInterceptor} = await import('../sdk.ts');
  const tokens: Record<string, unknown> = externalDataInterceptor.getTokenRecord();
  for (const file of tokenFiles) {
    const text = await withDeadline(pending(tokenIn(file)), waitMs, () => unreadable(file, 'which does not answer'));
    if (text === undefined) delete tokens[file.path];
    else externalDataInterceptor.interceptToken(file.path, text);
  }
};

/** `identity`, with its token files read before each search for credentials. A search counts as pending. */
export const withTokenFiles = (identity: Identity, sources: CredentialSources, waitMs: number): Identity => {
  const {credentials} = identity;
  if (typeof credentials !== 'function') return identity;
  const tokenFiles = tokenFilesOf(sources);
  const search: typeof credentials = async options => {
    if (tokenFiles.length > 0) await readTokenFiles(tokenFiles, waitMs);
    return credentials(options);
  };
  return {...identity, credentials: options => pending(search(options))};
};
