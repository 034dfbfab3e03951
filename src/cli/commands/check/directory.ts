/** Reads a model's files from a directory. Nothing is asked of AWS. Only regular files are opened, and links to them. */
import {type FileHandle, open, readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {
  isSafetensors,
  type ModelFile,
  type ModelFiles,
  READ_AS_TEXT,
  TEXT_MAX,
  TOO_LONG,
} from '../../../core/checks/model-files.ts';
import {readHead} from '../../../core/checks/read-head.ts';
import type {Head} from '../../../core/checks/safetensors.ts';
import {bad, good, type Parsed} from '../../../core/text/parsed.ts';
import {codeOf} from '../../process/error-code.ts';

/** Folders below are counted down to this depth, and up to this many files: they do not count for the import. */
const DEPTH_MAX = 4;
const BELOW_MAX = 10_000;

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it leads nowhere',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
};

const reasonOf = (error: unknown): string => WORDS[codeOf(error)] ?? `it could not be read (${codeOf(error)})`;

/** The size of a regular file, or of the one that a link leads to; undefined for anything else. */
const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
};

const readAt = async (file: FileHandle, position: number, length: number): Promise<Uint8Array> => {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const {bytesRead} = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
};

interface Read {
  readonly texts: Map<string, string>;
  readonly heads: Map<string, Parsed<Head>>;
  readonly unread: Map<string, string>;
}

/** Reads what is looked at of a file, and nothing of the others. */
const readFile = async (path: string, {name, size}: ModelFile, {texts, heads, unread}: Read): Promise<void> => {
  const isText = READ_AS_TEXT.includes(name);
  if (!isText && !isSafetensors(name)) return;
  if (isText && size > TEXT_MAX) return void unread.set(name, TOO_LONG);
  let file: FileHandle | undefined;
  try {
    const opened = await open(path, 'r');
    file = opened;
    if (isText) texts.set(name, new TextDecoder().decode(await readAt(opened, 0, size)));
    else heads.set(name, await readHead((begin, length) => readAt(opened, begin, length)));
  } catch (error) {
    unread.set(name, reasonOf(error));
  } finally {
    await file?.close();
  }
};

/** The files in the folders below. A link to a folder is not followed. */
const countBelow = async (directory: string, folders: readonly string[], depth = 1): Promise<ModelFiles['below']> => {
  let [count, hasWeights] = [0, false];
  for (const folder of folders) {
    const path = join(directory, folder);
    const entries = await readdir(path, {withFileTypes: true}).catch(() => []);
    const files = entries.filter(entry => !entry.isDirectory());
    count += files.length;
    hasWeights ||= files.some(({name}) => isSafetensors(name));
    if (depth === DEPTH_MAX || count > BELOW_MAX) continue;
    const deeper = await countBelow(
      path,
      entries.filter(entry => entry.isDirectory()).map(({name}) => name),
      depth + 1,
    );
    count += deeper.count;
    hasWeights ||= deeper.hasWeights;
  }
  return {count, hasWeights};
};

/** What is in the directory, or a clause that says why it cannot be read. */
export const readDirectory = async (directory: string, region?: string): Promise<Parsed<ModelFiles>> => {
  const entries = await readdir(directory, {withFileTypes: true}).catch((error: unknown) => codeOf(error));
  if (typeof entries === 'string') {
    const words: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such directory',
      ENOTDIR: 'it is not a directory',
      EACCES: 'it may not be read',
    };
    return bad(words[entries] ?? `it could not be read (${entries})`);
  }
  const files: ModelFile[] = [];
  const read: Read = {texts: new Map(), heads: new Map(), unread: new Map()};
  for (const {name} of entries.filter(entry => !entry.isDirectory()).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, name);
    const size = await sizeOf(path);
    if (size === undefined) continue;
    const file = {name, size};
    files.push(file);
    await readFile(path, file, read);
  }
  const folders = entries.filter(entry => entry.isDirectory()).map(({name}) => name);
  return good({files, ...read, below: await countBelow(directory, folders), region});
};
