/** A signal that is aborted at a time, or when another one is. */
import type {Clock} from '../../core/ports.ts';

export interface Deadline {
  readonly signal: AbortSignal;
  /** Starts the time, `ms` from now. */
  start(ms: number): void;
  stop(): void;
  /** It ended so late that the process must have been stopped meanwhile, or the machine asleep. */
  isLate(): boolean;
}

/** A busy machine delays timers too, but rarely for this long. */
const STOPPED_MS = 1_000;

/** How long the process was stopped, judging by a timer that was due at `dueAt` and fires only now; 0 if it was not. */
export const stoppedMs = (clock: Clock, dueAt: number): number => {
  const lateMs = clock.now() - dueAt;
  return lateMs >= STOPPED_MS ? lateMs : 0;
};

/** The longest delay that setTimeout accepts. */
const LONGEST_MS = 2 ** 31 - 1;

export const createDeadline = (clock: Clock, ended: AbortSignal): Deadline => {
  const controller = new AbortController();
  let dueAt = Number.POSITIVE_INFINITY;
  let isLate = false;
  const abort = () => {
    isLate = stoppedMs(clock, dueAt) > 0;
    controller.abort();
  };
  let cancel = () => {};
  const arm = (ms: number): void => {
    const rest = ms - LONGEST_MS;
    cancel = rest > 0 ? clock.after(LONGEST_MS, () => arm(rest)) : clock.after(ms, abort);
  };
  if (ended.aborted) abort();
  ended.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    start: ms => {
      dueAt = clock.now() + ms;
      arm(ms);
    },
    stop: () => {
      cancel();
      ended.removeEventListener('abort', abort);
    },
    isLate: () => isLate,
  };
};

/** Does `work` for at most `limitMs`, if there is a limit. `isOver`: the limit ended it. */
export const within = async <T>(
  clock: Clock,
  {ended, limitMs}: {ended: AbortSignal; limitMs: number | undefined},
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{readonly result: T; readonly isOver: boolean}> => {
  const limit = createDeadline(clock, ended);
  if (limitMs !== undefined) limit.start(limitMs);
  const result = await work(limit.signal);
  const isOver = limit.signal.aborted && !ended.aborted;
  limit.stop();
  return {result, isOver};
};
