/**
 * Ends the process with an exit code. process.exit waits for the threads that read files and look up names, and never
 * returns if a file never answers. If something has not answered yet, the process replaces itself with a program that only
 * exits.
 */
import {accessSync, constants} from 'node:fs';
import {isAnythingPending} from '../bedrock/pending.ts';
import {ENDING_SIGNALS, EXIT_CODES} from './exit-codes.ts';
import {dieOf, type KillableProcess} from './signals.ts';

type Program = readonly [file: string, ...args: string[]];

/** What leaving needs of the process; tests pass in their own. */
export interface LeavableProcess extends KillableProcess {
  /** Whether process.exit might not return. */
  mayBlock(): boolean;
  emit(event: 'exit', code: number): unknown;
  exit(code: number): never;
  /** Whether the process can become another program: Node can since 22.15, and not on Windows. */
  readonly canBecome: boolean;
  /** Becomes another program. Returns only if it cannot. */
  become(program: Program): void;
  /** Takes O_NONBLOCK off the standard streams. */
  unblockStreams(): void;
}

/**
 * An exit hook that throws (Ink's draws once more, which is what failed) would turn the exit code into Node's own 7 and
 * print pages of the bundle. The hooks run once; a second exit goes through.
 */
const exitForGood = (code: number): never => {
  try {
    return process.exit(code);
  } catch {
    return process.exit(code);
  }
};

interface Handle {
  setBlocking?(isBlocking: boolean): unknown;
}

/**
 * Node makes a pipe non-blocking for every program that shares it, and only undoes that at a regular exit. Without this, the
 * next program that writes to it gets EAGAIN (test: leaves pipes blocking for the next program).
 */
export const setStreamsBlocking = (): void => {
  for (const name of ['stdin', 'stdout', 'stderr'] as const) {
    try {
      (process[name] as {_handle?: Handle | null})._handle?.setBlocking?.(true);
    } catch {}
  }
};

// Windows has the function, but it throws there.
const HAS_EXECVE = process.execve !== undefined && process.platform !== 'win32';

/** The environment is empty, so that nothing that is set for Node or a shell takes effect a second time. */
const become = ([file, ...args]: Program): void => {
  try {
    // Some Node versions abort if the file cannot be executed.
    accessSync(file, constants.X_OK);
    process.execve?.(file, [file, ...args], {});
  } catch {}
};

const READ_OR_LOOKUP = /^(FSReq|GetAddrInfo)/;

/**
 * The count includes requests, for which process.exit does not wait. With execve that does no harm: the exit code stays the
 * same. Without execve, a request must not lead to SIGKILL; the Node versions that lack it list the reads and lookups in
 * progress. Node 26 does not list every read.
 */
const mayBlock = (): boolean => {
  if (!isAnythingPending()) return false;
  return HAS_EXECVE || process.getActiveResourcesInfo().some(name => READ_OR_LOOKUP.test(name));
};

const thisProcess: LeavableProcess = {
  pid: process.pid,
  mayBlock,
  emit: (event, code) => process.emit(event, code),
  removeAllListeners: event => process.removeAllListeners(event),
  kill: (pid, signal) => process.kill(pid, signal),
  exit: exitForGood,
  canBecome: HAS_EXECVE,
  become,
  unblockStreams: setStreamsBlocking,
};

/** A shell starts in 10 ms. Node takes 100, but a container image may contain nothing else. */
const programsFor = (code: number): readonly Program[] => [
  ['/bin/sh', '-c', `exit ${code}`],
  [process.execPath, '-e', `process.exit(${code})`],
];

/** If the code is a signal's, the signal's own effect makes a shell report the same code. Otherwise SIGKILL makes it 137. */
const lastResort = (code: number): NodeJS.Signals =>
  ENDING_SIGNALS.find(name => EXIT_CODES[name] === code) ?? 'SIGKILL';

/** Most reads and lookups answer within a millisecond; one that takes longer than this counts as blocked. */
const SETTLE_MS = 100;
const LOOK_MS = 5;

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Ends the process with `code`. If only SIGKILL could end it now, a read that is about to answer is waited for first. */
export const leaveOnceSettled = async (code: number, host: LeavableProcess = thisProcess): Promise<never> => {
  for (let waited = 0; !host.canBecome && host.mayBlock() && waited < SETTLE_MS; waited += LOOK_MS)
    await pause(LOOK_MS);
  return leave(code, host);
};

/** Ends the process with `code`, at once. Exit hooks run first. */
export const leave = (code: number, host: LeavableProcess = thisProcess): never => {
  if (!host.mayBlock()) return host.exit(code);
  try {
    host.emit('exit', code);
  } catch {}
  host.unblockStreams();
  for (const program of programsFor(code)) host.become(program);
  dieOf(host, lastResort(code));
  dieOf(host, 'SIGKILL');
  return host.exit(code);
};
