/** --exec: runs a command for an event, with the event on its standard input and in its environment. */
import {type ChildProcess, spawn} from 'node:child_process';
import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import type {EventShape} from '../../output/event-text.ts';
import type {Environment} from '../environment.ts';
import {codeOf} from '../terminal-write.ts';
import type {Hook} from './watch-options.ts';

/** How one run ended: undefined if it succeeded, otherwise a clause. */
export type HookOutcome = string | undefined;

export interface HookRunner {
  run(event: EventShape): Promise<HookOutcome>;
  /** Ends a command that is still running, and everything it has started. */
  kill(signal: NodeJS.Signals): void;
}

/** The system allows variables of up to 128 KiB. The event on standard input is not shortened. */
const LONGEST_VARIABLE = 32_000;

/** A command that hangs must not block later events forever. */
const LONGEST_MS = 60_000;

/** The beginning of `text`; a pair of surrogates is never cut in two. */
const cutTo = (length: number, text: string): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

const variablesOf = ({event, time, job}: EventShape): Readonly<Record<string, string>> => ({
  BEDROCK_IMPORTS_EVENT: event,
  BEDROCK_IMPORTS_TIME: time,
  BEDROCK_IMPORTS_JOB_NAME: job.jobName,
  BEDROCK_IMPORTS_JOB_ARN: job.jobArn,
  BEDROCK_IMPORTS_STATUS: job.status,
  BEDROCK_IMPORTS_MODEL_NAME: job.importedModelName ?? '',
  BEDROCK_IMPORTS_MODEL_ARN: job.importedModelArn ?? '',
  BEDROCK_IMPORTS_FAILURE_MESSAGE: cutTo(LONGEST_VARIABLE, job.failureMessage ?? ''),
});

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** Why the command cannot be run at all, or undefined. This is checked before the first event. */
export const hookProblem = ({words: [program]}: Hook, {PATH = ''}: Environment): string | undefined => {
  // Windows has its own rules for the extensions of programs.
  if (process.platform === 'win32') return undefined;
  const places = program.includes('/') ? [program] : PATH.split(delimiter).map(directory => join(directory, program));
  return places.some(isProgram)
    ? undefined
    : `--exec: program “${program}” not found; to use shell syntax, add --shell`;
};

const endingOf = (child: ChildProcess, isOverdue: () => boolean): Promise<HookOutcome> =>
  new Promise(resolve => {
    child.on('error', error => resolve(`could not be run (${codeOf(error) || error.message})`));
    child.on('close', (code, signal) => {
      if (isOverdue()) resolve(`was killed after ${LONGEST_MS / 1_000} s`);
      else if (signal !== null) resolve(`was killed by ${signal}`);
      else resolve(code === 0 ? undefined : `exited with code ${code}`);
    });
  });

// The command gets its own process group, which can be ended as a whole. Otherwise, what a shell has started would survive it.
const HAS_GROUPS = process.platform !== 'win32';

const end = ({pid}: ChildProcess, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(HAS_GROUPS ? -pid : pid, signal);
  } catch {
    // It has already ended.
  }
};

/** For some system errors (arguments too long, no memory) Node throws; for others it emits an event later. */
const started = (start: () => ChildProcess): ChildProcess | string => {
  try {
    return start();
  } catch (error) {
    return `could not be run (${codeOf(error) || String(error)})`;
  }
};

export const createHookRunner = ({words: [program, ...args]}: Hook, environment: Environment): HookRunner => {
  let running: ChildProcess | undefined;
  return {
    run: async event => {
      const env = {...environment, ...variablesOf(event)};
      // Its output goes to stderr, because stdout contains only events.
      const child = started(() => spawn(program, args, {env, stdio: ['pipe', 2, 2], detached: HAS_GROUPS}));
      if (typeof child === 'string') return child;
      running = child;
      // However the program ends, the command must not survive it.
      const onExit = () => end(child, 'SIGKILL');
      process.once('exit', onExit);
      let isOverdue = false;
      const timer = setTimeout(() => {
        isOverdue = true;
        end(child, 'SIGKILL');
      }, LONGEST_MS);
      // The command may close its standard input without reading it.
      child.stdin?.on('error', () => {});
      child.stdin?.end(`${JSON.stringify(event)}\n`);
      const outcome = await endingOf(child, () => isOverdue);
      clearTimeout(timer);
      process.off('exit', onExit);
      running = undefined;
      return outcome;
    },
    kill: signal => {
      if (running) end(running, signal);
    },
  };
};
