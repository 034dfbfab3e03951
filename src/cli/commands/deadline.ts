/** A signal that is aborted at a time, or when another one is. */
import type {Clock} from '../../core/ports.ts';

export interface Deadline {
  readonly signal: AbortSignal;
  /** Starts the time, `ms` from now. */
  start(ms: number): void;
  stop(): void;
}

/** setTimeout takes no more. */
const LONGEST_MS = 2 ** 31 - 1;

export const createDeadline = (clock: Clock, ended: AbortSignal): Deadline => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let cancel = () => {};
  if (ended.aborted) abort();
  ended.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    start: ms => {
      cancel = clock.after(Math.min(ms, LONGEST_MS), abort);
    },
    stop: () => {
      cancel();
      ended.removeEventListener('abort', abort);
    },
  };
};
