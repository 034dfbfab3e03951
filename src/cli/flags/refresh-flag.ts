/** --refresh: how often AWS is asked about running jobs. */
import type {Flag} from './flags.ts';
import {numberFrom, type ValueReader} from './value-reader.ts';

const SECONDS = {min: 1, max: 3600, default: 5} as const;

/** `what`: what happens at this interval. `more`: further sentences. */
export const refreshFlag = (group: string, what: string, more = ''): Flag => ({
  name: 'refresh',
  value: 'SECONDS',
  group,
  text: `Seconds between ${what}, ${SECONDS.min} to ${SECONDS.max} (default ${SECONDS.default}).${more}`,
});

/** Milliseconds. */
export const readRefreshMs = (flags: ValueReader): number =>
  flags.read('refresh', numberFrom(SECONDS.min, SECONDS.max, false), SECONDS.default) * 1_000;
