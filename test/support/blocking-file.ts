/** A file whose reader waits for ever: a named pipe that nobody writes to. */
import {spawnSync} from 'node:child_process';
import {closeSync, constants, mkdtempSync, openSync, rmSync} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export interface BlockingFile {
  readonly path: string;
  /** Resolves once somebody has opened it for reading; from then on a read waits. */
  readonly opened: Promise<unknown>;
  /** Lets every reader go, and removes the file. */
  dispose(): Promise<void>;
}

/** Windows has no such files. */
export const hasBlockingFiles = process.platform !== 'win32';

export const createBlockingFile = (): BlockingFile => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-fifo-'));
  const path = join(directory, 'pipe');
  const {status, stderr} = spawnSync('mkfifo', [path], {encoding: 'utf8'});
  if (status !== 0) throw new Error(`mkfifo: ${stderr}`);
  // As a writer, which is let in when a reader comes.
  const opened: Promise<FileHandle> = open(path, 'w');
  return {
    path,
    opened,
    dispose: async () => {
      // As a reader and writer it waits for nobody, and lets our own writer in.
      const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      await (await opened).close();
      closeSync(fd);
      rmSync(directory, {recursive: true, force: true});
    },
  };
};
