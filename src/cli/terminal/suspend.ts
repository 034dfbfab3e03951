/** Suspending: gives the terminal back to the shell while the process is stopped, and takes it again afterwards. */
import {afterEvents} from '../../keys/input/after-events.ts';
import type {TerminalGuard} from './terminal-guard.ts';

/** A clause that says why the key does nothing on Windows. */
export const NO_SUSPENDING = 'Windows cannot suspend a program';

/** What suspending needs of the process. Tests pass in their own. */
interface SuspendableProcess {
  readonly pid: number;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  kill(pid: number, signal: string): unknown;
}

interface SuspendParts {
  readonly guard: Pick<TerminalGuard, 'pause' | 'resume'>;
  /** Called when the terminal has been taken again. The screen is empty then. */
  readonly onResume: () => void;
  readonly process?: SuspendableProcess;
  /** Calls back if no signal has resumed the process. The returned function cancels that. */
  readonly startFallback?: (callback: () => void) => () => void;
  /** Calls back when the signals that arrived together with SIGCONT have been handled. */
  readonly afterSignals?: (callback: () => void) => void;
}

/** 0 stands for the whole group, so that an npm or sh around the program stops too, as with the terminal's own suspend key. */
const GROUP = 0;
const FALLBACK_MS = 100;
const SIGNALS_MS = 20;

const afterFallback = (callback: () => void): (() => void) => afterEvents(FALLBACK_MS, callback);

// `kill` of a stopped job sends SIGTERM and SIGCONT, and they may reach different threads. If the process took the terminal in
// the background before SIGTERM has been handled, it would stay stopped (test: kill %1 ends it while it is suspended).
const afterPendingSignals = (callback: () => void): void => {
  afterEvents(SIGNALS_MS, callback);
};

/**
 * Stops the process when the returned function is called, or when SIGTSTP arrives from outside. The signal's own effect stops
 * it, for which there must be no listener. If there is no shell that could resume the program, the operating system ignores the
 * signal. Then there is no SIGCONT either, and the program continues by itself.
 */
export const watchSuspension = (parts: SuspendParts): (() => void) => {
  const {
    guard,
    onResume,
    process: host = process,
    startFallback = afterFallback,
    afterSignals = afterPendingSignals,
  } = parts;
  let cancelFallback: (() => void) | undefined;

  const stop = (target: number): void => {
    if (cancelFallback) return;
    guard.pause();
    host.off('SIGTSTP', stopAlone);
    cancelFallback = startFallback(() => afterSignals(resume));
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
  // This also follows a SIGSTOP, which a program cannot listen for.
  host.on('SIGCONT', () => afterSignals(resume));
  return () => stop(GROUP);
};
