/** Turns on Node's compile cache, in a directory that only the user can write to. */
import {lstatSync, mkdirSync} from 'node:fs';
import nodeModule from 'node:module';
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import {PROGRAM} from './about.ts';
import type {Environment} from './environment.ts';
import {codeOf} from './error-code.ts';
import {isReachable} from './is-reachable.ts';

const HOMES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ['AppData', 'Local'],
  darwin: ['Library', 'Caches'],
};

/**
 * The directory in which programs on this system keep their caches. A relative path in a variable is ignored, as XDG requires.
 * Throws if there is no home directory: HOME is not set, and the system does not know the user.
 */
const cacheHome = (
  {XDG_CACHE_HOME = '', LOCALAPPDATA = ''}: Environment,
  platform: NodeJS.Platform,
  findHome: () => string,
): string => {
  const named = platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME;
  return isAbsolute(named) ? named : join(findHome(), ...(HOMES[platform] ?? ['.cache']));
};

/** Makes the directory, but not its parents: Node's recursive form never returns if they cannot be made (HOME=/proc). */
const make = (directory: string): void => {
  try {
    mkdirSync(directory, 0o700);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

const OTHERS_CAN_WRITE = 0o022;

/** Code is loaded from the directory, so nobody else may have the permission to write to it. */
const isOwn = (directory: string): boolean => {
  const stats = lstatSync(directory);
  if (!stats.isDirectory()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & OTHERS_CAN_WRITE) === 0);
};

/** Must run before the modules that it speeds up are loaded. Does nothing if there can be no cache, for example on Node 20. */
export const enableCompileCache = (environment: Environment, platform = process.platform, findHome = homedir): void => {
  if (typeof nodeModule.enableCompileCache !== 'function') return;
  try {
    const home = cacheHome(environment, platform, findHome);
    // A relative path would lead to the current directory, and anybody may have put files there.
    if (!isAbsolute(home)) return;
    const directory = join(home, PROGRAM);
    make(home);
    make(directory);
    if (isOwn(directory)) nodeModule.enableCompileCache(directory);
  } catch {}
};

/** The same, unless the directory is on a dead mount: using it would hang, and no key or signal would be handled. */
export const enableCompileCacheIfReachable = async (environment: Environment): Promise<void> => {
  if (typeof nodeModule.enableCompileCache !== 'function') return;
  try {
    const home = cacheHome(environment, process.platform, homedir);
    if (await isReachable(join(home, PROGRAM))) enableCompileCache(environment);
  } catch {
    // There is no home directory, so there is no cache.
  }
};
