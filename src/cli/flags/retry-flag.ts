/** --retry-for: how long a command keeps retrying if AWS does not answer. */
import {parseDuration} from '../../core/domain/duration.ts';
import type {RetryLimits} from '../../core/retry/retry.ts';
import type {Flag} from './flags.ts';
import type {ValueReader} from './value-reader.ts';

const RETRIES = 'Retries';

export const retryForFlag = (defaultText: string): Flag => ({
  name: 'retry-for',
  oldName: 'patience',
  value: 'TIME',
  group: RETRIES,
  text: `Keep retrying for this long if AWS throttles, fails or cannot be reached, for example 30s or 5m (default: ${defaultText}).`,
});

/** The default of commands that a person or a script waits for. */
export const SHORT_RETRY: RetryLimits = {throttledMs: 60_000, otherMs: 10_000};
export const SHORT_RETRY_TEXT = '1m for throttling, 10s for everything else';

export const readRetryFor = (flags: ValueReader, fallback: RetryLimits): RetryLimits => {
  const given = flags.read('retry-for', parseDuration, undefined);
  return given === undefined ? fallback : {throttledMs: given, otherMs: given, isStrict: true};
};
