/** How long a request that has failed is made again, for a command that has nobody to press a key. */
import type {AppError} from '../domain/app-error.ts';
import {pauseMs} from './backoff.ts';

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
  /** Somebody has named it: a request that is under way is ended with it. */
  readonly isStrict?: true;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 20_000;

/** Doubles from `firstMs` to `longestMs`. Luck spreads the longest as well: clients that failed together would ask together. */
const spreadMs = (firstMs: number, longestMs: number, {failures, luck}: {failures: number; luck: number}): number =>
  Math.min(pauseMs(longestMs, 0, luck), pauseMs(firstMs, failures - 1, luck));

/** In less than this nothing changes. */
const LEAST_MS = 500;

/** `pause`, or what patience has left of it; undefined where that is nothing to speak of. */
const within = (
  pause: number,
  {kind}: AppError,
  {since, now, patience}: {since: number; now: number; patience: Patience},
): number | undefined => {
  const left = (kind === 'throttled' ? patience.throttledMs : patience.otherMs) - (now - since);
  return left < LEAST_MS ? undefined : Math.min(pause, left);
};

/**
 * The pause before the next try (ms), spread by `luck` (0 to 1); undefined where patience is at its end, or where
 * waiting mends nothing. `trouble` counts this failure.
 */
export const retryPauseMs = (
  error: AppError,
  trouble: Trouble,
  {patience, now, luck}: {patience: Patience; now: number; luck: number},
): number | undefined => {
  if (!error.isTransient) return undefined;
  const {since, failures} = trouble;
  return within(spreadMs(FIRST_MS, LONGEST_MS, {failures, luck}), error, {since, now, patience});
};

/** Kinds of failure that may pass once AWS has answered: what worked can work again, whatever it was. */
const PASSING: ReadonlySet<AppError['kind']> = new Set(['throttled', 'network', 'service', 'answer', 'fault']);
/** These are looked for before each try; who has renewed them has done so by then. */
const LOOKED_FOR: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region']);
const LOOKING_TRIES = 3;
const LONGEST_POLL_PAUSE_MS = 60_000;

const mayPass = ({kind, isTransient}: AppError, failures: number): boolean =>
  PASSING.has(kind) || (LOOKED_FOR.has(kind) && (isTransient || failures < LOOKING_TRIES));

/**
 * The same for a question that is asked again and again and has been answered before: failures that were final at the start
 * are none now. `everyMs` is the usual time between two questions; where it is long, a failure does not have to wait for it.
 */
export const pollPauseMs = (
  error: AppError,
  trouble: Trouble,
  given: {patience: Patience; now: number; luck: number; everyMs: number},
): number | undefined => {
  const {patience, now, luck, everyMs} = given;
  const {since, failures} = trouble;
  if (!mayPass(error, failures)) return undefined;
  const least = Math.min(everyMs, LONGEST_POLL_PAUSE_MS);
  const pause = Math.max(least, spreadMs(least, LONGEST_POLL_PAUSE_MS, {failures, luck}));
  return within(pause, error, {since, now, patience});
};
