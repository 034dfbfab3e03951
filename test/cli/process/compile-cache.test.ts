/** The compile cache: kept in a directory that only the user can write to, or not at all. */
import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import nodeModule from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {isAnythingPending} from '../../../src/bedrock/waiting/pending.ts';
import {enableCompileCache, enableCompileCacheIfReachable} from '../../../src/cli/process/compile-cache.ts';
import {isReachable} from '../../../src/cli/process/is-reachable.ts';

const enable = vi.fn();
const real = nodeModule.enableCompileCache;

beforeEach(() => {
  enable.mockReset();
  nodeModule.enableCompileCache = enable as unknown as typeof real;
});
afterEach(() => {
  nodeModule.enableCompileCache = real;
});

const makeHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'compile-cache-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  return {home, directory: join(home, 'bedrock-imports-tui')};
};

it('makes a directory for the owner only, under XDG_CACHE_HOME', () => {
  const {home, directory} = makeHome();
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).toHaveBeenCalledExactlyOnceWith(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

it('does not use a directory that others can write to', () => {
  const {home, directory} = makeHome();
  mkdirSync(directory);
  chmodSync(directory, 0o777);
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).not.toHaveBeenCalled();
});

it('does not use a directory of another user', () => {
  const {home} = makeHome();
  const getuid = vi.spyOn(process, 'getuid').mockReturnValue(54321);
  onTestFinished(() => getuid.mockRestore());
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).not.toHaveBeenCalled();
});

it('does nothing if the directory cannot be made, or Node has no compile cache', () => {
  const {home, directory} = makeHome();
  writeFileSync(join(home, 'file'), '');
  enableCompileCache({XDG_CACHE_HOME: join(home, 'file')}, 'linux');
  expect(enable).not.toHaveBeenCalled();
  nodeModule.enableCompileCache = undefined as unknown as typeof real;
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(existsSync(directory)).toBe(false);
});

it('does nothing if there is no home directory', () => {
  const nobody = () => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT');
  };
  enableCompileCache({}, 'linux', nobody);
  expect(enable).not.toHaveBeenCalled();
});

describe('does not use', () => {
  const withHome = (home: string, work: () => void) => {
    const {HOME} = process.env;
    process.env.HOME = home;
    try {
      work();
    } finally {
      process.env.HOME = HOME;
    }
  };

  it('the current directory: relative paths are ignored', () => {
    const {home} = makeHome();
    mkdirSync(join(home, '.cache'));
    withHome(home, () => enableCompileCache({XDG_CACHE_HOME: 'relative'}, 'linux'));
    expect(enable).toHaveBeenCalledExactlyOnceWith(join(home, '.cache', 'bedrock-imports-tui'));
    enable.mockReset();
    withHome('', () => enableCompileCache({}, 'linux'));
    expect(enable).not.toHaveBeenCalled();
    expect(existsSync('relative')).toBe(false);
  });

  it('a home directory that does not exist, and does not make it', () => {
    const {home} = makeHome();
    withHome(join(home, 'gone'), () => enableCompileCache({}, 'linux'));
    expect(enable).not.toHaveBeenCalled();
    expect(existsSync(join(home, 'gone'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('a file system in which no directory can be made, and does not hang', () => {
    withHome('/proc', () => enableCompileCache({}, 'linux'));
    expect(enable).not.toHaveBeenCalled();
  });

  it('a symbolic link', () => {
    const {home, directory} = makeHome();
    const target = join(home, 'target');
    mkdirSync(target, 0o700);
    symlinkSync(target, directory);
    enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
    expect(enable).not.toHaveBeenCalled();
  });
});

describe('a file system', () => {
  it('is reachable if it answers, even with an error', async () => {
    const {home, directory} = makeHome();
    await enableCompileCacheIfReachable({XDG_CACHE_HOME: home});
    expect(enable).toHaveBeenCalledExactlyOnceWith(directory);
    expect(await isReachable(join(home, 'nothing'))).toBe(true);
  });

  it('is not reachable if it does not answer in time, and counts as pending', async () => {
    let answer = () => {};
    const answered = isReachable('/dead', (_, callback) => {
      answer = callback;
    });
    expect(await answered).toBe(false);
    expect(isAnythingPending()).toBe(true);
    answer();
    expect(isAnythingPending()).toBe(false);
  });
});
