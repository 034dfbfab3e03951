/** Runs a program on the terminal and streams of this one, as a shell does, and tells how it ended. */
import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {codeOf} from './error-code.ts';

export interface CommandEnd {
  /** The program's exit code; 128 plus the number of the signal that ended it; 127 or 126 if it could not be run. */
  readonly code: number;
  /** Why it could not be run, in a line. */
  readonly problem?: string | undefined;
}

export interface RunningCommand {
  readonly end: Promise<CommandEnd>;
  pass(signal: NodeJS.Signals): void;
}

const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

const endOf = (program: string, error: unknown): CommandEnd =>
  codeOf(error) === 'ENOENT'
    ? {code: NOT_FOUND, problem: `program “${program}” not found`}
    : {code: NOT_RUNNABLE, problem: `${program} could not be run (${codeOf(error)})`};

/** `variables` are added to those of this program; undefined removes one. */
export const runCommand = (
  [program, ...args]: readonly [string, ...string[]],
  variables: Readonly<Record<string, string | undefined>>,
): RunningCommand => {
  const child = spawn(program, args, {stdio: 'inherit', env: {...process.env, ...variables}});
  const end = new Promise<CommandEnd>(resolve => {
    child.once('error', error => resolve(endOf(program, error)));
    child.once('exit', (code, signal) => resolve({code: code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0)}));
  });
  // The terminal sends ctrl-c to both, and only the program decides what it means.
  return {end, pass: signal => void (signal === 'SIGINT' ? undefined : child.kill(signal))};
};
