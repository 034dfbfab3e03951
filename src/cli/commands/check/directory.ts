/** Reads a model's files from a directory. Nothing is asked of AWS. Only regular files are opened, and links to them. */
import {type FileHandle, open, readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {
  isSafetensors,
  type ModelFile,
  type ModelFiles,
  READ_AS_TEXT,
  TEXT_MAX,
} from '../../../core/checks/model-files.ts';
import {type Head, headLength, LENGTH_BYTES, parseHead} from '../../../core/checks/safetensors.ts';
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

/** Reads eight bytes, then exactly the head that they announce. The weights are never read. */
const headOf = async (path: string): Promise<Parsed<Head>> => {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const length = headLength(await readAt(file, 0, LENGTH_BYTES));
    if (!length.ok) return length;
    const head = await readAt(file, LENGTH_BYTES, length.value);
    if (head.length < length.value) return bad('it ends within its head');
    return parseHead(new TextDecoder().decode(head), length.value);
  } catch (error) {
    return bad(reasonOf(error));
  } finally {
    await file?.close();
  }
};

const textOf = async (path: string, size: number): Promise<Parsed<string>> => {
  if (size > TEXT_MAX) return bad('it is longer than 64 MB');
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return good(new TextDecoder().decode(await readAt(file, 0, size)));
  } catch (error) {
    return bad(reasonOf(error));
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
  const texts = new Map<string, Parsed<string>>();
  const heads = new Map<string, Parsed<Head>>();
  for (const {name} of entries.filter(entry => !entry.isDirectory()).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, name);
    const size = await sizeOf(path);
    if (size === undefined) continue;
    files.push({name, size});
    if (READ_AS_TEXT.includes(name)) texts.set(name, await textOf(path, size));
    if (isSafetensors(name)) heads.set(name, await headOf(path));
  }
  const folders = entries.filter(entry => entry.isDirectory()).map(({name}) => name);
  return good({files, texts, heads, below: await countBelow(directory, folders), region});
};
