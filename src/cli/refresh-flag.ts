/** The flag that says how often running jobs are asked about. */
import type {Flag} from './flags.ts';
import {numberFrom, type ValueReader} from './value-reader.ts';

const SECONDS = {least: 1, most: 3600, usual: 5} as const;

/** `time`: what the time is between, a clause; `more`: what else is to be known of it. */
export const refreshFlag = (group: string, time: string, more = ''): Flag => ({
  name: 'refresh',
  value: 'SECONDS',
  group,
  text: `Time between ${time}, ${SECONDS.least} to ${SECONDS.most}; ${SECONDS.usual} by default.${more}`,
});

/** Milliseconds. */
export const readRefreshMs = (flags: ValueReader): number =>
  flags.read('refresh', numberFrom(SECONDS.least, SECONDS.most, false), SECONDS.usual) * 1_000;
