/** Lets Node keep the compiled program between starts, in a directory that only the user can write to. */
import {lstatSync, mkdirSync} from 'node:fs';
import nodeModule from 'node:module';
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import {PROGRAM} from './about.ts';
import {answersSoon} from './answers-soon.ts';
import type {Environment} from './environment.ts';
import {codeOf} from './terminal-write.ts';

const HOMES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ['AppData', 'Local'],
  darwin: ['Library', 'Caches'],
};

/**
 * Where programs on this system keep their caches. A relative path in a variable is ignored, as XDG requires.
 * Throws if there is no home directory: no HOME, and a user whom the system does not know.
 */
const cacheHome = (
  {XDG_CACHE_HOME = '', LOCALAPPDATA = ''}: Environment,
  platform: NodeJS.Platform,
  lookUp: () => string,
): string => {
  const named = platform === 'win32' ? LOCALAPPDATA : XDG_CACHE_HOME;
  return isAbsolute(named) ? named : join(lookUp(), ...(HOMES[platform] ?? ['.cache']));
};

/** Not its parents: Node's recursive form never returns if the file system cannot hold them (HOME=/proc). */
const make = (directory: string): void => {
  try {
    mkdirSync(directory, 0o700);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

const OTHERS_CAN_WRITE = 0o022;

/** Code is loaded from the directory, so nobody else may be able to write to it. */
const isOwn = (directory: string): boolean => {
  const stats = lstatSync(directory);
  if (!stats.isDirectory()) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & OTHERS_CAN_WRITE) === 0);
};

/** Must run before the modules that it should speed up are loaded. The program also starts without a cache (Node 20 has none). */
export const keepCompiled = (environment: Environment, platform = process.platform, lookUp = homedir): void => {
  if (typeof nodeModule.enableCompileCache !== 'function') return;
  try {
    const home = cacheHome(environment, platform, lookUp);
    // Without a home directory it would be the current one, where anybody may have put files.
    if (!isAbsolute(home)) return;
    const directory = join(home, PROGRAM);
    make(home);
    make(directory);
    if (isOwn(directory)) nodeModule.enableCompileCache(directory);
  } catch {}
};

/** The same, unless the directory is on a dead mount, where it would hang and no key or signal would be handled. */
export const keepCompiledIfReachable = async (environment: Environment): Promise<void> => {
  if (typeof nodeModule.enableCompileCache !== 'function') return;
  try {
    const home = cacheHome(environment, process.platform, homedir);
    if (await answersSoon(join(home, PROGRAM))) keepCompiled(environment);
  } catch {
    // There is no home directory, so there is no cache.
  }
};
