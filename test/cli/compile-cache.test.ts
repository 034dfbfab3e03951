/** Where compiled code is kept: in a directory of one's own, or nowhere. */
import {chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import nodeModule from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, onTestFinished, vi} from 'vitest';
import {keepCompiled} from '../../src/cli/compile-cache.ts';

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
  keepCompiled({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).toHaveBeenCalledExactlyOnceWith(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

it('is not taken where others could put code into it', () => {
  const {home, directory} = place();
  mkdirSync(directory);
  chmodSync(directory, 0o777);
  keepCompiled({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).not.toHaveBeenCalled();
});

it('is not taken from somebody else', () => {
  const {home} = place();
  const getuid = vi.spyOn(process, 'getuid').mockReturnValue(54321);
  onTestFinished(() => getuid.mockRestore());
  keepCompiled({XDG_CACHE_HOME: home}, 'linux');
  expect(enable).not.toHaveBeenCalled();
});

it('is done without where the directory cannot be made, or Node has none', () => {
  const {home, directory} = place();
  writeFileSync(join(home, 'file'), '');
  keepCompiled({XDG_CACHE_HOME: join(home, 'file')}, 'linux');
  expect(enable).not.toHaveBeenCalled();
  nodeModule.enableCompileCache = undefined as unknown as typeof real;
  keepCompiled({XDG_CACHE_HOME: home}, 'linux');
  expect(existsSync(directory)).toBe(false);
});
