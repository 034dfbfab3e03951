/** How long a request that has failed is made again, for a command that has nobody to press a key. */
import type {AppError} from './app-error.ts';
import {pauseMs} from './failures.ts';

/** Trouble, from its first failure on. */
export interface Trouble {
  readonly since: number;
  readonly failures: number;
}

export interface Patience {
  /** AWS refuses for too many requests: that passes, and asking too often prolongs it. */
  readonly throttledMs: number;
  /** No answer, or a failure of AWS's own. */
  readonly otherMs: number;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 20_000;

/**
 * The pause before the next try (ms), spread by `luck` (0 to 1); undefined where that would be beyond all patience, or
 * where waiting mends nothing. `trouble` counts this failure.
 */
export const retryPauseMs = (
  error: AppError,
  trouble: Trouble,
  {patience, now, luck}: {patience: Patience; now: number; luck: number},
): number | undefined => {
  if (!error.isTransient) return undefined;
  const most = error.kind === 'throttled' ? patience.throttledMs : patience.otherMs;
  const pause = Math.min(LONGEST_MS, pauseMs(FIRST_MS, trouble.failures - 1, luck));
  return now - trouble.since + pause > most ? undefined : pause;
};

/** Kinds of failure that may pass once AWS has answered before: what worked can work again. */
const PASSING: ReadonlySet<AppError['kind']> = new Set(['throttled', 'network', 'service', 'answer']);
/** Others are looked for before each try; who has renewed them has done so by then. */
const CREDENTIAL_TRIES = 3;
const LONGEST_POLL_PAUSE_MS = 60_000;

/**
 * The same for a question that is asked again and again and has been answered before: failures that were final at the start
 * are none now. `everyMs` is the usual time between two questions.
 */
export const pollPauseMs = (
  error: AppError,
  trouble: Trouble,
  given: {patience: Patience; now: number; luck: number; everyMs: number},
): number | undefined => {
  const {patience, now, luck, everyMs} = given;
  const pause = Math.max(everyMs, Math.min(LONGEST_POLL_PAUSE_MS, pauseMs(everyMs, trouble.failures - 1, luck)));
  if (error.kind === 'credentials' || error.kind === 'region') {
    return error.isTransient || trouble.failures < CREDENTIAL_TRIES ? pause : undefined;
  }
  if (!PASSING.has(error.kind)) return undefined;
  const most = error.kind === 'throttled' ? patience.throttledMs : patience.otherMs;
  return now - trouble.since + pause > most ? undefined : pause;
};
