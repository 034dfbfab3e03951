/** Reads what is looked at of the files: small ones as a whole, of safetensors the header, and of the others nothing. */
import {isSafetensors, type ModelFiles, READ_AS_TEXT, TEXT_MAX, TOO_LONG} from '../../core/checks/model-files.ts';
import {readHead} from '../../core/checks/read-head.ts';
import type {Head} from '../../core/checks/safetensors.ts';
import type {AppError} from '../../core/domain/app-error.ts';
import type {CheckFilesRequest} from '../../core/domain/ports.ts';
import {clause} from '../../core/text/format.ts';
import type {Parsed} from '../../core/text/parsed.ts';
import {explanationOf} from '../failures/explained.ts';
import {problem} from '../failures/problem.ts';
import type {S3Access} from './access.ts';
import {inTurns} from './in-turns.ts';
import type {ListedFile} from './listing.ts';

interface Reading {
  readonly access: S3Access;
  readonly signal: AbortSignal;
  /** A clause: why there is no answer if the time for all files has passed. */
  readonly late: () => string | undefined;
  readonly onProgress: CheckFilesRequest['onProgress'];
}

type Read = Pick<ModelFiles, 'texts' | 'heads' | 'unread'>;

/** The bytes from `begin`; fewer if the file ends before. Throws if they are not what was asked for, as with an HTML page. */
const readAt = async (
  {access: {client, place}, signal}: Reading,
  {key, size, etag}: ListedFile,
  {begin, length}: {readonly begin: number; readonly length: number},
): Promise<Uint8Array> => {
  const end = Math.min(begin + length, size);
  if (end <= begin) return new Uint8Array();
  const {GetObjectCommand} = await import('../s3-sdk.ts');
  const range = `bytes=${begin}-${end - 1}`;
  const command = new GetObjectCommand({Bucket: place.bucket, Key: key, Range: range, IfMatch: etag});
  const {Body} = await client.send(command, {abortSignal: signal});
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
  if (bytes.length !== end - begin) {
    throw problem('AnswerNotRange', `it has ${bytes.length} bytes of the file instead of ${end - begin}`);
  }
  return bytes;
};

const isLooked = ({name}: ListedFile): boolean => READ_AS_TEXT.includes(name) || isSafetensors(name);

/** The failure of one file does not keep the others from being read. Credentials are the same for all. */
const errorOfFile = (cause: unknown, {access}: Reading): AppError => {
  const thrown = access.explain('GetObject', cause);
  const error = explanationOf(thrown);
  if (error === undefined || error.kind === 'credentials') throw thrown;
  return error;
};

/** If nothing at all can be read because of something temporary, the check as a whole has failed, and can be retried. */
const checkAnyRead = ({texts, heads}: Read, failures: readonly (readonly [object, AppError])[]): void => {
  const first = failures[0];
  if (first !== undefined && texts.size + heads.size === 0 && failures.every(([, {isTransient}]) => isTransient)) {
    throw first[0];
  }
};

/** Rejects if the signal is aborted, if the credentials are refused, or if nothing can be read for a temporary reason. */
export const readFiles = async (files: readonly ListedFile[], reading: Reading): Promise<Read> => {
  const texts = new Map<string, string>();
  const heads = new Map<string, Parsed<Head>>();
  const unread = new Map<string, string>();
  const failures: [object, AppError][] = [];
  const looked = files.filter(isLooked);
  let done = 0;
  const readOne = async (file: ListedFile): Promise<void> => {
    const {name, size} = file;
    if (!READ_AS_TEXT.includes(name)) {
      heads.set(name, await readHead((begin, length) => readAt(reading, file, {begin, length})));
    } else if (size > TEXT_MAX) unread.set(name, TOO_LONG);
    else texts.set(name, new TextDecoder().decode(await readAt(reading, file, {begin: 0, length: size})));
  };
  reading.onProgress?.({done, total: looked.length});
  await inTurns(looked, async file => {
    const late = reading.late();
    if (late !== undefined) return void unread.set(file.name, late);
    try {
      await readOne(file);
    } catch (cause) {
      const lateNow = reading.late();
      if (lateNow === undefined && reading.signal.aborted) throw cause;
      const error = lateNow === undefined ? errorOfFile(cause, reading) : undefined;
      if (error) failures.push([cause as object, error]);
      unread.set(file.name, lateNow ?? clause(error?.why ?? ''));
    }
    reading.onProgress?.({done: ++done, total: looked.length});
  });
  const read = {texts, heads, unread};
  checkAnyRead(read, failures);
  return read;
};
