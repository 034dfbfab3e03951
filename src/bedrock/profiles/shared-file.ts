/** Reads one of the shared AWS files: its text, or the reason why there is none. */
import type {Stats} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import type {SharedPath} from './shared-paths.ts';

export interface SharedFile {
  /** The path as shown to a person. */
  readonly shown: string;
  readonly text: string;
  /** Why an existing file was not read. The AWS CLI treats such a file as missing, so this need not be a problem. */
  readonly note?: string;
  /** Why the AWS CLI would refuse the file, with the line. */
  readonly problem?: string;
}

const KINDS: readonly (readonly [test: 'isDirectory' | 'isFIFO' | 'isSocket', name: string])[] = [
  ['isDirectory', 'a directory'],
  ['isFIFO', 'a named pipe'],
  ['isSocket', 'a socket'],
];

/** In words, what a path is that is not a regular file; undefined for a device. */
export const kindOfFile = (stats: Stats): string | undefined => KINDS.find(([test]) => stats[test]())?.[1];

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ELOOP: 'its symbolic links form a loop',
  EIO: 'the disk failed',
};

/** Error codes that mean that there is no such file. */
const ABSENT = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

const withoutText = (shown: string, cause: unknown): SharedFile => {
  const code = String((cause as {code?: unknown}).code);
  if (ABSENT.includes(code)) return {shown, text: ''};
  return {shown, text: '', note: `${shown} was not read: ${REASONS[code] ?? code}`};
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) ||
  (bytes[0] === 0xfe && bytes[1] === 0xff) ||
  bytes.subarray(0, 64).includes(0);

/** The number of the first line, comments aside, that is not UTF-8. The first line is 1. */
const brokenLine = (bytes: Buffer): number | undefined => {
  const lines = bytes.toString('latin1').split('\n');
  const at = lines.findIndex(line => !/^\s*[#;]/.test(line) && !isUtf8(Buffer.from(line, 'latin1')));
  return at < 0 ? undefined : at + 1;
};

const decoded = (shown: string, bytes: Buffer): SharedFile => {
  if (isUtf16(bytes)) return {shown, text: '', problem: `${shown} is not UTF-8 text; it looks like UTF-16`};
  const text = bytes.toString('utf8');
  const line = isUtf8(bytes) ? undefined : brokenLine(bytes);
  return line === undefined ? {shown, text} : {shown, text, problem: `line ${line} of ${shown} is not UTF-8 text`};
};

/**
 * Opens regular files only: reading a named pipe would block, and a device may never end. There is no note for a device,
 * because /dev/null is a common way to have no file. Never rejects.
 */
export const readSharedFile = async ({path, shown}: SharedPath): Promise<SharedFile> => {
  if (path === undefined) return {shown, text: ''};
  try {
    const stats = await stat(path);
    if (stats.isFile()) return decoded(shown, await readFile(path));
    const kind = kindOfFile(stats);
    return {shown, text: '', ...(kind && {note: `${shown} was not read: it is ${kind}`})};
  } catch (cause) {
    return withoutText(shown, cause);
  }
};
