/** Suspending: the shell gets the terminal back while the process is stopped; the program takes it again when it resumes. */
import {afterEvents} from '../keys/after-events.ts';
import type {TerminalGuard} from './terminal.ts';

/** Why the key does nothing on Windows, one clause. */
export const NO_SUSPENDING = 'Windows cannot suspend a program';

/** What suspending needs of the process; tests pass in their own. */
export interface SuspendableProcess {
  readonly pid: number;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  kill(pid: number, signal: string): unknown;
}

export interface SuspendParts {
  readonly guard: Pick<TerminalGuard, 'pause' | 'resume'>;
  /** Called when the terminal has been taken again; the screen is empty. */
  readonly onResume: () => void;
  readonly process?: SuspendableProcess;
  /** Calls back after the signals that arrived meanwhile; the returned function cancels that. */
  readonly later?: (callback: () => void) => () => void;
  /** Calls back once signals that arrived together with SIGCONT have been handled. */
  readonly soon?: (callback: () => void) => void;
}

/** 0: the whole group, as with the terminal's own suspend key. An npm or sh around the program stops as well. */
const GROUP = 0;
const LATER_MS = 100;
const SOON_MS = 20;

const laterThanSignals = (callback: () => void): (() => void) => afterEvents(LATER_MS, callback);

// `kill` of a stopped job sends SIGTERM and SIGCONT, and each may reach another thread. Taking the terminal in the background
// before SIGTERM has been handled would stop the process for good (test: kill %1 ends it while it is suspended).
const afterOtherSignals = (callback: () => void): void => {
  afterEvents(SOON_MS, callback);
};

/**
 * Stops the process when the returned function is called, and when SIGTSTP arrives from outside. The signal's own effect
 * stops it, and Node only leaves that to the system while there is no listener. If no shell could resume the program, the
 * system ignores the signal; there is no SIGCONT then, and the program continues by itself.
 */
export const watchSuspension = (parts: SuspendParts): (() => void) => {
  const {guard, onResume, process: host = process, later = laterThanSignals, soon = afterOtherSignals} = parts;
  let cancelFallback: (() => void) | undefined;

  const stop = (target: number): void => {
    if (cancelFallback) return;
    guard.pause();
    host.off('SIGTSTP', stopAlone);
    cancelFallback = later(() => soon(resume));
    host.kill(target, 'SIGTSTP');
  };
  const stopAlone = () => stop(host.pid);
  const resume = (): void => {
    if (cancelFallback) host.on('SIGTSTP', stopAlone);
    cancelFallback?.();
    cancelFallback = undefined;
    guard.resume();
    onResume();
  };
  host.on('SIGTSTP', stopAlone);
  // Also after SIGSTOP, which no program can listen for.
  host.on('SIGCONT', () => soon(resume));
  return () => stop(GROUP);
};
