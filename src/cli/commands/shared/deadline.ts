/** Time limits: a timer that knows whether the process was stopped, and a signal that is aborted at a time. */
import type {Clock} from '../../../core/domain/ports.ts';

/** A busy machine delays timers too, but rarely for this long. */
const STOPPED_MS = 1_000;

/** How long the process was stopped, judging by a timer that was due at `dueAt` and fires only now; 0 if it was not. */
export const stoppedMs = (clock: Clock, dueAt: number): number => {
  const lateMs = clock.now() - dueAt;
  return lateMs >= STOPPED_MS ? lateMs : 0;
};

/** The longest delay that setTimeout accepts. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls back after any time. `wasStopped`: so late that the process must have been stopped meanwhile, or the machine asleep.
 * The returned function cancels the timer.
 */
export const startTimer = (clock: Clock, ms: number, callback: (wasStopped: boolean) => void): (() => void) => {
  const dueAt = clock.now() + ms;
  let cancel = () => {};
  const arm = (leftMs: number): void => {
    cancel =
      leftMs > MAX_DELAY_MS
        ? clock.after(MAX_DELAY_MS, () => arm(leftMs - MAX_DELAY_MS))
        : clock.after(leftMs, () => callback(stoppedMs(clock, dueAt) > 0));
  };
  arm(ms);
  return () => cancel();
};

export interface Deadline {
  /** Aborted at the deadline, or when the command is ended. */
  readonly signal: AbortSignal;
  /** Starts the time, `ms` from now. */
  start(ms: number): void;
  stop(): void;
  /** The deadline passed while the process was stopped, or the machine asleep. */
  isLate(): boolean;
}

export const createDeadline = (clock: Clock, ended: AbortSignal): Deadline => {
  const expiry = new AbortController();
  let isLate = false;
  let cancel = () => {};
  return {
    // A joined signal that has listeners stays in memory as long as `ended`, so whoever adds a listener has to remove it.
    signal: AbortSignal.any([ended, expiry.signal]),
    start: ms => {
      cancel = startTimer(clock, ms, wasStopped => {
        isLate = wasStopped;
        expiry.abort();
      });
    },
    stop: () => cancel(),
    isLate: () => isLate,
  };
};

/** Does `work` for at most `limitMs`, if there is a limit. `hasTimedOut`: the limit ended it. */
export const withTimeLimit = async <T>(
  clock: Clock,
  {ended, limitMs}: {ended: AbortSignal; limitMs: number | undefined},
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{readonly result: T; readonly hasTimedOut: boolean}> => {
  const limit = createDeadline(clock, ended);
  if (limitMs !== undefined) limit.start(limitMs);
  const result = await work(limit.signal);
  const hasTimedOut = limit.signal.aborted && !ended.aborted;
  limit.stop();
  return {result, hasTimedOut};
};
