/**
 * Ends the process with an exit code. process.exit waits for the threads that read files and look up names, and never returns
 * if one of them hangs. So if a read or a lookup is in progress, the process replaces itself with a program that only exits.
 */
import {accessSync, constants} from 'node:fs';
import {isAnythingPending} from '../../bedrock/waiting/pending.ts';
import {ENDING_SIGNALS, EXIT_CODES} from './exit-codes.ts';
import {endBySignal, type KillableProcess} from './signals.ts';

type Program = readonly [file: string, ...args: string[]];

/** What leaving needs of the process; tests pass in their own. */
export interface LeavableProcess extends KillableProcess {
  /** Whether process.exit might not return. */
  mayBlock(): boolean;
  emit(event: 'exit', code: number): unknown;
  exit(code: number): never;
  /** Whether the process can replace itself with another program. Node can from 22.15 on, but not on Windows. */
  readonly canReplace: boolean;
  /** Replaces the process with another program. Returns only if that fails. */
  replaceWith(program: Program): void;
  /** Takes O_NONBLOCK off the standard streams. */
  setStreamsBlocking(): void;
}

/**
 * If an exit hook throws, Node prints pages of the bundle, and its own exit code 7 replaces ours. Ink's hook draws once more,
 * so it throws if drawing is what failed. The hooks run only once, so a second exit works.
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
 * Node makes a pipe non-blocking for every program that shares it, and undoes that only at a regular exit. Without this, the
 * next program that writes to the pipe gets EAGAIN (test: leaves pipes blocking for the next program).
 */
export const setStreamsBlocking = (): void => {
  for (const name of ['stdin', 'stdout', 'stderr'] as const) {
    try {
      (process[name] as {_handle?: Handle | null})._handle?.setBlocking?.(true);
    } catch {}
  }
};

// On Windows the function exists, but throws.
const HAS_EXECVE = process.execve !== undefined && process.platform !== 'win32';

/** The new program gets an empty environment, so that no variable for Node or a shell takes effect again. */
const replaceWith = ([file, ...args]: Program): void => {
  try {
    // Some versions of Node abort if the file cannot be executed.
    accessSync(file, constants.X_OK);
    process.execve?.(file, [file, ...args], {});
  } catch {}
};

const READ_OR_LOOKUP = /^(FSReq|GetAddrInfo)/;

/**
 * What is pending can also be a request, for which process.exit does not wait. With execve that is harmless, because the exit
 * code stays the same. Without it, a request must not lead to SIGKILL, so the list of active resources is checked too. The
 * versions of Node that lack execve list every read and lookup; Node 26 does not.
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
  canReplace: HAS_EXECVE,
  replaceWith,
  setStreamsBlocking,
};

/** A shell starts in 10 ms. Node takes 100 ms, but a container image may have no shell. */
const programsFor = (code: number): readonly Program[] => [
  ['/bin/sh', '-c', `exit ${code}`],
  [process.execPath, '-e', `process.exit(${code})`],
];

/** The signal that makes a shell report the same code, if there is one. Otherwise SIGKILL, which is reported as 137. */
const lastResort = (code: number): NodeJS.Signals =>
  ENDING_SIGNALS.find(name => EXIT_CODES[name] === code) ?? 'SIGKILL';

/** Most reads and lookups take less than a millisecond. One that takes longer than this counts as blocked. */
const SETTLE_MS = 100;
const POLL_MS = 5;

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Ends the process with `code`. If only SIGKILL could end it now, waits briefly for reads and lookups first. */
export const leaveOnceSettled = async (code: number, host: LeavableProcess = thisProcess): Promise<never> => {
  for (let waited = 0; !host.canReplace && host.mayBlock() && waited < SETTLE_MS; waited += POLL_MS)
    await pause(POLL_MS);
  return leave(code, host);
};

/** Ends the process with `code` immediately. Exit hooks run first. */
export const leave = (code: number, host: LeavableProcess = thisProcess): never => {
  if (!host.mayBlock()) return host.exit(code);
  try {
    host.emit('exit', code);
  } catch {}
  host.setStreamsBlocking();
  for (const program of programsFor(code)) host.replaceWith(program);
  endBySignal(host, lastResort(code));
  endBySignal(host, 'SIGKILL');
  return host.exit(code);
};
