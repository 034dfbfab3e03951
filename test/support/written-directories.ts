/** Prepared models written to temporary directories, which are removed when all tests of a file have ended. */
import {mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll} from 'vitest';
import type {Files} from './model-directories.ts';

/** To be called once, outside of tests. The function writes a directory, and returns its path. */
export const writesDirectories = (): ((files: Files) => string) => {
  let root: string;
  let count = 0;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'imports-check-'));
  });
  afterAll(() => rmSync(root, {recursive: true}));
  return files => {
    const directory = join(root, String(count++));
    mkdirSync(directory);
    for (const [name, {bytes, size}] of files) {
      const path = join(directory, name);
      mkdirSync(dirname(path), {recursive: true});
      writeFileSync(path, bytes);
      // Files that are longer than their bytes are sparse.
      if (size !== undefined) truncateSync(path, size);
    }
    return directory;
  };
};
