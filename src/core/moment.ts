/** Moments as people write them: a date, a date with a time, or a distance back from now. */

/** A moment as the person wrote it, and what it meant when the query started (ms since the epoch). */
export interface Moment {
  readonly text: string;
  readonly at: number;
}

/** What a text means, or why it makes no sense, in a sentence. */
export type Parsed<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly reason: string};

export const good = <T>(value: T): Parsed<T> => ({ok: true, value});
export const bad = <T>(reason: string): Parsed<T> => ({ok: false, reason});

const UNIT_MS: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};
const DISTANCE = /^(\d{1,6})([mhdw])$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d\d:?\d\d)?$/i;
const FORMS = 'Try 7d, 36h, 2026-11-01, 2026-11-01 14:00.';
/** No import is older; and a year of less than four digits would silently mean another century. */
const EARLIEST = Date.UTC(1970, 0, 1);
/** No place on earth is further from UTC than 14 hours. */
const MOST_OFFSET_MS = 14 * 3_600_000;

/** Milliseconds to take off a time with this offset (Z, +01:00, -0930); NaN for one that does not exist. */
const offsetMs = (offset: string): number => {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = Number(offset.slice(-2));
  const ms = (Number(offset.slice(1, 3)) * 60 + minutes) * 60_000;
  return minutes > 59 || ms > MOST_OFFSET_MS ? Number.NaN : sign * ms;
};

/** Ms since the epoch of what DATE matched; NaN where the calendar or the clock has no such moment. */
const dateMs = (match: RegExpExecArray): number => {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.map(part => Number(part ?? 0));
  const ms = Number((match[7] ?? '0').padEnd(3, '0'));
  const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 && month >= 1 && day >= 1;
  if (!isReal || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const offset = match[8];
  return offset === undefined
    ? new Date(year, month - 1, day, hour, minute, second, ms).getTime()
    : Date.UTC(year, month - 1, day, hour, minute, second, ms) - offsetMs(offset);
};

/**
 * Reads a date, a date with a time, or a distance back from `now`. Without an offset a date is local time.
 * Returns ms since the epoch, or why the text makes no sense.
 */
export const parseMoment = (text: string, now: number): Parsed<Moment> => {
  const trimmed = text.trim();
  const distance = DISTANCE.exec(trimmed);
  const date = DATE.exec(trimmed);
  if (!distance && !date) return bad(`“${trimmed}” is not a date. ${FORMS}`);
  const at = distance
    ? now - Number(distance[1]) * (UNIT_MS[distance[2] ?? ''] ?? 0)
    : date
      ? dateMs(date)
      : Number.NaN;
  if (at >= EARLIEST) return good({text: trimmed, at});
  return bad(distance ? `“${trimmed}” is too far back.` : `“${trimmed}” is not on the calendar.`);
};

/** Why AWS would refuse this range, or undefined. */
export const rangeProblem = (after: Moment | undefined, before: Moment | undefined): string | undefined =>
  after && before && after.at > before.at
    ? `Created after (${after.text}) is later than created before (${before.text}).`
    : undefined;
