/** How long a failed request is retried, for a command without anybody to press a key. */
import type {AppError} from '../domain/app-error.ts';
import {pauseMs} from './backoff.ts';

/** Failures in a row. */
interface FailureStreak {
  /** When the first of them happened (ms since the epoch). */
  readonly since: number;
  readonly failures: number;
}

/** How long retries may go on (ms). */
export interface RetryLimits {
  /** For throttling, which passes, and which too many requests prolong. */
  readonly throttledMs: number;
  /** For no answer, and for failures of AWS. */
  readonly otherMs: number;
  /** The person has set the limit: a request that is still under way ends with it. */
  readonly isStrict?: true;
}

const FIRST_MS = 1_000;
const PAUSE_MAX_MS = 20_000;

/** Doubles from `firstMs` to `maxMs`. Jitter spreads the longest pause as well, or clients that failed together would retry together. */
const spreadMs = (firstMs: number, maxMs: number, {failures, jitter}: {failures: number; jitter: number}): number =>
  Math.min(pauseMs(maxMs, 0, jitter), pauseMs(firstMs, failures - 1, jitter));

/** A retry after less than this would find nothing changed. */
const REMAINING_MIN_MS = 500;

/** `pause`, or the time that remains if that is less; undefined if next to none does. */
const withinLimit = (
  pause: number,
  {kind}: AppError,
  {since, now, limits}: {since: number; now: number; limits: RetryLimits},
): number | undefined => {
  const remaining = (kind === 'throttled' ? limits.throttledMs : limits.otherMs) - (now - since);
  return remaining < REMAINING_MIN_MS ? undefined : Math.min(pause, remaining);
};

/**
 * The pause before the next attempt (ms), spread by `jitter` (0 to 1); undefined if the limit has been reached, or if retrying
 * cannot help. `streak` includes this failure.
 */
export const retryPauseMs = (
  error: AppError,
  {since, failures}: FailureStreak,
  {limits, now, jitter}: {limits: RetryLimits; now: number; jitter: number},
): number | undefined => {
  if (!error.isTransient) return undefined;
  return withinLimit(spreadMs(FIRST_MS, PAUSE_MAX_MS, {failures, jitter}), error, {since, now, limits});
};

/** Failures that may pass once AWS has answered: what worked can work again. */
const MAY_PASS: ReadonlySet<AppError['kind']> = new Set(['throttled', 'network', 'service', 'answer', 'fault']);
/** These are looked up before each attempt, so a few attempts show whether somebody has renewed them. */
const LOOKED_UP: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region']);
const LOOK_UPS_MAX = 3;
const POLL_PAUSE_MAX_MS = 60_000;

const mayPass = ({kind, isTransient}: AppError, failures: number): boolean =>
  MAY_PASS.has(kind) || (LOOKED_UP.has(kind) && (isTransient || failures < LOOK_UPS_MAX));

/**
 * The same for a question that is repeated and has been answered before, so that failures which would end the first one do not end
 * it. `everyMs` is the usual time between two questions. After a failure, the next comes sooner if that is long.
 */
export const pollPauseMs = (
  error: AppError,
  {since, failures}: FailureStreak,
  given: {limits: RetryLimits; now: number; jitter: number; everyMs: number},
): number | undefined => {
  const {limits, now, jitter, everyMs} = given;
  if (!mayPass(error, failures)) return undefined;
  const min = Math.min(everyMs, POLL_PAUSE_MAX_MS);
  const pause = Math.max(min, spreadMs(min, POLL_PAUSE_MAX_MS, {failures, jitter}));
  return withinLimit(pause, error, {since, now, limits});
};
