/** The programs to compare with, and the terminals they run in: fzf, less, htop, and Node without any program. */
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import {startInTerminal} from './terminal-program.mjs';

const isRunnable = path => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export const isInstalled = name =>
  (process.env.PATH ?? '').split(delimiter).some(folder => isRunnable(join(folder, name)));

// As our filter: the exact text, in its case, in the order of the list; the selected row begins with the same sign.
const FZF = 'exec fzf --exact +i --no-sort --layout=reverse --prompt="? " --pointer=">" --bind home:first <"$0"';

export const startFzf = file => startInTerminal('/bin/sh', ['-c', FZF, file]);
export const startLess = file => startInTerminal('less', [file]);
export const startHtop = () => startInTerminal('htop', ['-d', '20']);

// What each key costs before any program: the pty, the two processes, Node's streams.
const ECHO =
  'let n=0;process.stdin.setRawMode(true).on("data",()=>process.stdout.write("\\r"+ ++n));process.stdout.write("\\r0")';

export const startEcho = () => startInTerminal(process.execPath, ['-e', ECHO]);
export const startBareNode = () => startInTerminal(process.execPath, ['-e', '0']);
