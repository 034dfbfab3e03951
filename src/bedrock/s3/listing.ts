/** Lists the files directly under a prefix, and counts those below it. */
import type {ListObjectsV2CommandOutput} from '@aws-sdk/client-s3';
import type {ModelFile, ModelFiles} from '../../core/checks/model-files.ts';
import {isSafetensors} from '../../core/checks/model-files.ts';
import {s3UriOf} from '../../core/checks/s3-place.ts';
import {countOf} from '../../core/text/format.ts';
import {problem} from '../failures/problem.ts';
import type {S3Access} from './access.ts';
import {inTurns} from './in-turns.ts';

export interface ListedFile extends ModelFile {
  readonly key: string;
  readonly etag: string | undefined;
}

export interface Listing {
  readonly files: readonly ListedFile[];
  readonly below: ModelFiles['below'];
}

const PAGE = 1_000;
/** A model has a few dozen files. */
const FILES_MAX = 20_000;
/** Folders below do not count for the import, so of each only one page is counted. */
const FOLDERS_MAX = 10;

/** S3 writes keys in the encoding of forms, as XML cannot hold every character. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

interface PageRequest {
  readonly prefix: string;
  readonly delimiter?: string;
  readonly token?: string | undefined;
}

/** Throws if the answer is no list: the SDK reads an HTML page as a list of nothing. */
const listPage = async (
  {client, place: {bucket}}: S3Access,
  {prefix, delimiter, token}: PageRequest,
  signal: AbortSignal,
): Promise<ListObjectsV2CommandOutput> => {
  const {ListObjectsV2Command} = await import('../s3-sdk.ts');
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    Prefix: prefix,
    Delimiter: delimiter,
    ContinuationToken: token,
    MaxKeys: PAGE,
    EncodingType: 'url',
  });
  const output = await client.send(command, {abortSignal: signal});
  if (output.IsTruncated === undefined || output.Name === undefined) {
    throw problem('AnswerWithoutList', 'it is not a list of files');
  }
  const {NextContinuationToken: next} = output;
  if (output.IsTruncated && (!next || next === token)) throw problem('TokenRepeated', 'it leads to no next page');
  return output;
};

const filesIn = ({Contents = []}: ListObjectsV2CommandOutput, prefix: string): readonly ListedFile[] =>
  Contents.flatMap(({Key = '', Size, ETag}) => {
    const key = decoded(Key);
    // The prefix itself may be a key: some tools create it as a folder.
    if (!key.startsWith(prefix) || key === prefix || Size === undefined) return [];
    return [{key, name: key.slice(prefix.length), size: Size, etag: ETag}];
  });

const countBelow = async (
  access: S3Access,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<ModelFiles['below']> => {
  let [count, hasWeights, isPartial] = [0, false, folders.length > FOLDERS_MAX];
  await inTurns(folders.slice(0, FOLDERS_MAX), async folder => {
    const output = await listPage(access, {prefix: folder}, signal);
    const files = filesIn(output, folder).filter(({key}) => !key.endsWith('/'));
    count += files.length;
    hasWeights ||= files.some(({name}) => isSafetensors(name));
    isPartial ||= output.IsTruncated === true;
  });
  return {count, hasWeights, ...(isPartial && {isPartial})};
};

/** Stops with an error if there are far more files than a model can have. */
export const listFiles = async (access: S3Access, signal: AbortSignal): Promise<Listing> => {
  const {prefix} = access.place;
  const files: ListedFile[] = [];
  const folders: string[] = [];
  let token: string | undefined;
  do {
    const page = await listPage(access, {prefix, delimiter: '/', token}, signal);
    files.push(...filesIn(page, prefix));
    folders.push(...(page.CommonPrefixes ?? []).map(({Prefix = ''}) => decoded(Prefix)));
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
    if (token !== undefined && files.length + folders.length >= FILES_MAX) {
      throw problem('TooManyFiles', `There are more than ${countOf(FILES_MAX)} files under ${s3UriOf(access.place)}`);
    }
  } while (token !== undefined);
  return {files, below: await countBelow(access, folders, signal)};
};
