/** Moments as people write them, and as the program prints them: a date, a date with a time, a named day, or a time ago. */
import {bad, good, type Parsed} from '../text/parsed.ts';

/** A moment as the person wrote it, and what it meant when the query started (ms since the epoch). */
export interface Moment {
  readonly text: string;
  readonly at: number;
}

const UNIT_MS: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};
const DISTANCE = /^(\d{1,6})([mhdw])$/;
/** An age as the list prints it (ageOf): what the screen shows can be typed. */
const AGE = /^(\d{1,6}) (min|h|days) ago$/i;
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d\d:?\d\d| UTC(?:[+-]\d\d?(?::\d\d)?)?)?$/i;
const FORMS = 'Try 7d, 36h, yesterday, 2026-11-01 14:00.';
/** No import is older. A year with fewer than four digits would silently mean another century. */
const EARLIEST = Date.UTC(1970, 0, 1);
/** No time zone is further from UTC than 14 hours. */
const OFFSET_MAX_MS = 14 * 3_600_000;

/** Milliseconds to subtract from a time with this offset (Z, +01:00, -0930, UTC, UTC+1); NaN if there is no such offset. */
const offsetMs = (offset: string): number => {
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d\d?):?(\d\d)?$/.exec(offset) ?? [];
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  if (Number(minutes) > 59 || ms > OFFSET_MAX_MS) return Number.NaN;
  return sign === '-' ? -ms : ms;
};

/** Ms since the epoch of what DATE matched; NaN if the calendar or the clock has no such moment. */
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

/** When the local day began that is `daysAgo` days before `now`. In some zones a day can begin at 01:00. */
const dayStart = (now: number, daysAgo: number): number => {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
};

const NAMED: Readonly<Record<string, (now: number) => number>> = {
  'just now': now => now,
  today: now => dayStart(now, 0),
  yesterday: now => dayStart(now, 1),
};

/** Ms since the epoch of a text that counts back from `now`; undefined for any other text. A number of days means whole days. */
const backMs = (text: string, now: number): number | undefined => {
  const name = text.toLowerCase();
  if (Object.hasOwn(NAMED, name)) return NAMED[name]?.(now);
  const [, count, unit = ''] = DISTANCE.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (UNIT_MS[unit] ?? 0);
  const [, age, word = ''] = AGE.exec(name) ?? [];
  if (age === undefined) return undefined;
  return word === 'days' ? dayStart(now, Number(age)) : now - Number(age) * (UNIT_MS[word.charAt(0)] ?? 0);
};

/**
 * Reads a date, a date with a time, or a time ago. 7d is seven times 24 hours; “7 days ago” is the start of that day. A date
 * without an offset is local time. Returns ms since the epoch, or why the text makes no sense.
 */
export const parseMoment = (text: string, now: number): Parsed<Moment> => {
  const trimmed = text.trim();
  const back = backMs(trimmed, now);
  const date = back === undefined ? DATE.exec(trimmed) : null;
  if (back === undefined && !date) return bad(`“${trimmed}” is not a date. ${FORMS}`);
  const at = back ?? (date ? dateMs(date) : Number.NaN);
  if (at >= EARLIEST) return good({text: trimmed, at});
  return bad(back === undefined ? `“${trimmed}” is not on the calendar.` : `“${trimmed}” is too far back.`);
};

/** Whether the same text will mean another moment tomorrow. */
export const isRelative = ({text}: Moment): boolean => !DATE.test(text);

/** Why AWS would refuse this range, or undefined. */
export const rangeProblem = (after: Moment | undefined, before: Moment | undefined): string | undefined =>
  after && before && after.at > before.at
    ? `Created after (${after.text}) is later than created before (${before.text}).`
    : undefined;
