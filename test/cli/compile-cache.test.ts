/** Where compiled code is kept: in a directory of one's own, or nowhere. */
import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import nodeModule from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {isAnythingPending} from '../../src/bedrock/pending.ts';
import {isReachable} from '../../src/cli/answers-soon.ts';
import {enableCompileCache, enableCompileCacheIfReachable} from '../../src/cli/compile-cache.ts';

const enable = vi.fn();
const real = nodeModule.enableCompileCache;

beforeEach(() => {
  enable.mockReset();
  nodeModule.enableCompileCache = enable as unknown as typeof real;
});
afterEach(() => {
  nodeModule.enableCompileCache = real;
});

const place = () => {
  const home = mkdtempSync(join(tmpdir(), 'compile-cache-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  return {home, directory: join(home, 'bedrock-imports-tui')};
};

it('is made for its owner alone, under XDG_CACHE_HOME', () => {
  const {home, directory} = place();
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).toHaveBeenCalledExactlyOnceWith(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

it('is not taken where others could put code into it', () => {
  const {home, directory} = place();
  mkdirSync(directory);
  chmodSync(directory, 0o777);
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).not.toHaveBeenCalled();
});

it('is not taken from somebody else', () => {
  const {home} = place();
  const getuid = vi.spyOn(process, 'getuid').mockReturnValue(54321);
  onTestFinished(() => getuid.mockRestore());
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).not.toHaveBeenCalled();
});

it('is done without where the directory cannot be made, or Node has none', () => {
  const {home, directory} = place();
  writeFileSync(join(home, 'file'), '');
  enableCompileCache({XDG_CACHE_HOME: join(home, 'file')}, 'linux');
  expect(enable).not.toHaveBeenCalled();
  nodeModule.enableCompileCache = undefined as unknown as typeof real;
  enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
  expect(existsSync(directory)).toBe(false);
});

it('is done without if the system knows no home directory', () => {
  const nobody = () => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT');
  };
  enableCompileCache({}, 'linux', nobody);
  expect(enable).not.toHaveBeenCalled();
});

describe('a place that is not meant', () => {
  const withHome = (home: string, work: () => void) => {
    const {HOME} = process.env;
    process.env.HOME = home;
    try {
      work();
    } finally {
      process.env.HOME = HOME;
    }
  };

  it('is one under the current directory: a relative path counts as none', () => {
    const {home} = place();
    mkdirSync(join(home, '.cache'));
    withHome(home, () => enableCompileCache({XDG_CACHE_HOME: 'relative'}, 'linux'));
    expect(enable).toHaveBeenCalledExactlyOnceWith(join(home, '.cache', 'bedrock-imports-tui'));
    enable.mockReset();
    withHome('', () => enableCompileCache({}, 'linux'));
    expect(enable).not.toHaveBeenCalled();
    expect(existsSync('relative')).toBe(false);
  });

  it('is a home that does not exist, which is not made', () => {
    const {home} = place();
    withHome(join(home, 'gone'), () => enableCompileCache({}, 'linux'));
    expect(enable).not.toHaveBeenCalled();
    expect(existsSync(join(home, 'gone'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('is one that takes no directory at all, and costs no time', () => {
    withHome('/proc', () => enableCompileCache({}, 'linux'));
    expect(enable).not.toHaveBeenCalled();
  });

  it('is behind a link', () => {
    const {home, directory} = place();
    const target = join(home, 'target');
    mkdirSync(target, 0o700);
    symlinkSync(target, directory);
    enableCompileCache({XDG_CACHE_HOME: home}, 'linux');
    expect(enable).not.toHaveBeenCalled();
  });
});

describe('a file system', () => {
  it('that answers is used, whatever it says', async () => {
    const {home, directory} = place();
    await enableCompileCacheIfReachable({XDG_CACHE_HOME: home});
    expect(enable).toHaveBeenCalledExactlyOnceWith(directory);
    expect(await isReachable(join(home, 'nothing'))).toBe(true);
  });

  it('that does not answer is not waited for, and counts as pending', async () => {
    let answer = () => {};
    const soon = isReachable('/dead', (_, callback) => {
      answer = callback;
    });
    expect(await soon).toBe(false);
    expect(isAnythingPending()).toBe(true);
    answer();
    expect(isAnythingPending()).toBe(false);
  });
});
