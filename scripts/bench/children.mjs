/** Keeps account of the processes and directories that the bench has made, so that none is left, however it ends. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const targets = new Set();
const directories = new Set();

const kill = target => {
  try {
    process.kill(target, 'SIGKILL');
  } catch {}
};

/** Remembers what to kill: a process's id, or the negative id of a group. The function returned is for when it has ended. */
export const remember = target => {
  targets.add(target);
  return () => targets.delete(target);
};

/** Kills what was remembered. */
export const end = target => {
  if (targets.has(target)) kill(target);
};

export const temporaryDirectory = () => {
  const path = mkdtempSync(join(tmpdir(), 'imports-tui-bench-'));
  directories.add(path);
  return path;
};

process.once('exit', () => {
  for (const target of targets) kill(target);
  for (const path of directories) rmSync(path, {recursive: true, force: true});
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
