/** Suspending: the terminal goes back to the shell while the process is stopped, and is taken again when it goes on. */
import type {TerminalGuard} from './terminal.ts';

/** Why the key does nothing on Windows, one clause. */
export const NO_SUSPENDING = 'Windows cannot suspend a program';

/** What suspending needs of the process; tests hand in their own. */
export interface SuspendableProcess {
  readonly pid: number;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  kill(pid: number, signal: string): unknown;
}

export interface SuspendParts {
  readonly guard: Pick<TerminalGuard, 'pause' | 'resume'>;
  /** The terminal is taken again, and empty. */
  readonly onResume: () => void;
  readonly process?: SuspendableProcess;
  /** Calls back after the signals that have come meanwhile; the function returned cancels that. */
  readonly later?: (callback: () => void) => () => void;
  /** Calls back once signals that came together with SIGCONT have been heard. */
  readonly soon?: (callback: () => void) => void;
}

/** 0: the whole group, as the terminal's own suspend key does it. npm and sh around the program stop with it. */
const GROUP = 0;
const LATER_MS = 100;
const SOON_MS = 20;

// Timers come before signals after a stop, immediates behind them.
const laterThanSignals = (callback: () => void): (() => void) => {
  let immediate: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    immediate = setImmediate(callback);
  }, LATER_MS);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
};

// `kill` of a stopped job sends SIGTERM and SIGCONT, and each may reach another thread: to take the terminal from the
// background before the end has been heard would stop the process for good (test: kill %1 ends it while it is suspended).
const afterOtherSignals = (callback: () => void): void => {
  setTimeout(() => setImmediate(callback), SOON_MS);
};

/**
 * Stops the process when the function returned is called, and when SIGTSTP comes from outside. The signal's own effect is
 * what stops it, and Node leaves that to the system only while nobody listens. Where no shell could resume the program the
 * system ignores the signal; no SIGCONT comes then, and the program goes on by itself.
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
  // Also behind SIGSTOP, which nobody can hear of.
  host.on('SIGCONT', () => soon(resume));
  return () => stop(GROUP);
};
