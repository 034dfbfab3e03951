/** One directory for a whole run in which Node keeps the compiled program, so that not each of its starts compiles it. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestProject} from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** For XDG_CACHE_HOME; only tests of the built program have it. */
    programCache: string | undefined;
  }
}

export default ({provide}: TestProject): (() => void) => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-cache-'));
  provide('programCache', directory);
  return () => rmSync(directory, {recursive: true, force: true});
};
