/** Lets Node keep the compiled program from one start to the next, where nobody else can write. */
import {mkdirSync, statSync} from 'node:fs';
import nodeModule from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {PROGRAM} from './about.ts';
import type {Environment} from './environment.ts';

/** Where programs of this system keep what they can make again. */
const cacheHome = (environment: Environment, platform: NodeJS.Platform): string => {
  if (platform === 'win32') return environment.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (environment.XDG_CACHE_HOME) return environment.XDG_CACHE_HOME;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
};

const OTHERS_CAN_WRITE = 0o022;

/** Code is loaded from there. */
const isOwn = (directory: string): boolean => {
  const {uid, mode} = statSync(directory);
  return process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_CAN_WRITE) === 0);
};

/** Must run before what it shall speed up is loaded. Where it cannot be had (Node 20 has none) the program starts without. */
export const keepCompiled = (environment: Environment, platform = process.platform): void => {
  if (typeof nodeModule.enableCompileCache !== 'function') return;
  try {
    const directory = join(cacheHome(environment, platform), PROGRAM);
    mkdirSync(directory, {recursive: true, mode: 0o700});
    if (isOwn(directory)) nodeModule.enableCompileCache(directory);
  } catch {}
};
