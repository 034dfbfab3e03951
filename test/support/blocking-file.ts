/** A file whose reader waits for ever: a named pipe that never comes to its end. */
import {spawnSync} from 'node:child_process';
import {closeSync, constants, mkdtempSync, openSync, readSync, rmSync} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export interface BlockingFile {
  readonly path: string;
  /** Resolves once somebody is reading it. */
  readonly isRead: Promise<unknown>;
  /** Lets every reader go, and removes the file. */
  dispose(): Promise<void>;
}

/** Windows has no such files. */
export const hasBlockingFiles = process.platform !== 'win32';

/** One byte more than a pipe takes while nobody reads. */
const MORE_THAN_FITS = Buffer.alloc(64 * 1024 + 1, ' ');

/** As a reader and writer one waits for nobody, and lets a writer in that waits for a reader. */
const empty = async (path: string, opening: Promise<FileHandle>): Promise<void> => {
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  await opening;
  try {
    readSync(fd, Buffer.alloc(MORE_THAN_FITS.length));
  } catch {
    // The reader has taken all of it.
  }
  closeSync(fd);
};

export const createBlockingFile = (): BlockingFile => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-fifo-'));
  const path = join(directory, 'pipe');
  const {status, stderr} = spawnSync('mkfifo', [path], {encoding: 'utf8'});
  if (status !== 0) throw new Error(`mkfifo: ${stderr}`);
  const opening = open(path, 'w');
  const isRead = opening.then(handle => handle.write(MORE_THAN_FITS)).catch(() => {});
  return {
    path,
    isRead,
    dispose: async () => {
      await empty(path, opening);
      await isRead;
      await (await opening).close();
      rmSync(directory, {recursive: true, force: true});
    },
  };
};
