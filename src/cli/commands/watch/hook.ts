/** --exec: runs a command for an event, with the event on its standard input and in its environment. */
import {type ChildProcess, spawn} from 'node:child_process';
import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {regionOf} from '../../../core/domain/job.ts';
import type {EventShape} from '../../../output/event-text.ts';
import type {Hook} from '../../args/watch-options.ts';
import type {Environment} from '../../process/environment.ts';
import {codeOf} from '../../process/error-code.ts';

/** How a run ended: undefined if it succeeded, otherwise a clause that says what went wrong. */
type HookOutcome = string | undefined;

interface HookRunner {
  run(event: EventShape): Promise<HookOutcome>;
  /** Ends a command that is still running, and all processes that it has started. */
  kill(signal: NodeJS.Signals): void;
}

/** The operating system allows variables of up to 128 KiB. The event on standard input is not shortened. */
const MAX_VARIABLE_LENGTH = 32_000;

/** A command that hangs is killed after this, because later events wait for it. */
const MAX_RUN_MS = 60_000;

/** The beginning of `text`. A surrogate pair is never cut in two. */
const cutTo = (length: number, text: string): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

const variablesOf = ({event, time, job}: EventShape): Readonly<Record<string, string>> => ({
  BEDROCK_IMPORTS_EVENT: event,
  BEDROCK_IMPORTS_TIME: time,
  BEDROCK_IMPORTS_JOB_NAME: job.jobName,
  BEDROCK_IMPORTS_JOB_ARN: job.jobArn,
  BEDROCK_IMPORTS_STATUS: job.status,
  BEDROCK_IMPORTS_REGION: job.region ?? regionOf(job.jobArn),
  BEDROCK_IMPORTS_PROFILE: job.profile ?? '',
  BEDROCK_IMPORTS_MODEL_NAME: job.importedModelName ?? '',
  BEDROCK_IMPORTS_MODEL_ARN: job.importedModelArn ?? '',
  BEDROCK_IMPORTS_FAILURE_MESSAGE: cutTo(MAX_VARIABLE_LENGTH, job.failureMessage ?? ''),
});

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** Why the command cannot be run at all; undefined if it can. Checked before the first event. */
export const hookProblem = ({words: [program]}: Hook, {PATH = ''}: Environment): string | undefined => {
  // Windows has its own rules for the extensions of programs.
  if (process.platform === 'win32') return undefined;
  const places = program.includes('/') ? [program] : PATH.split(delimiter).map(directory => join(directory, program));
  return places.some(isProgram)
    ? undefined
    : `--exec: program “${program}” not found; to use shell syntax, add --shell`;
};

const outcomeOf = (child: ChildProcess, hasTimedOut: () => boolean): Promise<HookOutcome> =>
  new Promise(resolve => {
    child.on('error', error => resolve(`could not be run (${codeOf(error) || error.message})`));
    child.on('close', (code, signal) => {
      if (hasTimedOut()) resolve(`was killed after ${MAX_RUN_MS / 1_000} s`);
      else if (signal !== null) resolve(`was killed by ${signal}`);
      else resolve(code === 0 ? undefined : `exited with code ${code}`);
    });
  });

// The command gets its own process group, so that the processes that a shell has started can be ended together with it.
const HAS_GROUPS = process.platform !== 'win32';

const endGroup = ({pid}: ChildProcess, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(HAS_GROUPS ? -pid : pid, signal);
  } catch {
    // The process has already ended.
  }
};

/** The child, or why it could not be run. Node throws some system errors (arguments too long, no memory) and emits others. */
const trySpawn = (start: () => ChildProcess): ChildProcess | string => {
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
      const child = trySpawn(() => spawn(program, args, {env, stdio: ['pipe', 2, 2], detached: HAS_GROUPS}));
      if (typeof child === 'string') return child;
      running = child;
      // The command must not outlive the program.
      const onExit = () => endGroup(child, 'SIGKILL');
      process.once('exit', onExit);
      let hasTimedOut = false;
      const timer = setTimeout(() => {
        hasTimedOut = true;
        endGroup(child, 'SIGKILL');
      }, MAX_RUN_MS);
      // Writing fails if the command closes its standard input without reading it, which it may.
      child.stdin?.on('error', () => {});
      child.stdin?.end(`${JSON.stringify(event)}\n`);
      const outcome = await outcomeOf(child, () => hasTimedOut);
      clearTimeout(timer);
      process.off('exit', onExit);
      running = undefined;
      return outcome;
    },
    kill: signal => {
      if (running) endGroup(running, signal);
    },
  };
};
