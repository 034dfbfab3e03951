/** How ages, durations, dates and counts are written. Times are local, except ISO 8601; `now` is passed in. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n: number): string => String(n).padStart(2, '0');

/** 2026-11-22 */
export const dateOf = (at: number): string => {
  const d = new Date(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
};

/** 14:06:02 */
export const timeOf = (at: number): string => {
  const d = new Date(at);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
};

/** 2026-11-22 14:06:02 */
export const momentOf = (at: number): string => `${dateOf(at)} ${timeOf(at)}`;

/** 2026-11-22T14:06:02.123Z */
export const isoTime = (at: number): string => new Date(at).toISOString();

/** 2026-11-22T14:06:02Z */
export const isoSecond = (at: number): string => isoTime(at).replace(/\.\d+Z$/, 'Z');

/** 2026-11-22T15:06+01:00: local, with its offset from UTC, and no finer than it has to be. */
export const isoLocal = (at: number): string => {
  const offset = -new Date(at).getTimezoneOffset();
  const minutes = Math.abs(offset);
  const zone = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  const ms = new Date(at).getMilliseconds();
  const time = ms === 0 ? timeOf(at).replace(/:00$/, '') : `${timeOf(at)}.${String(ms).padStart(3, '0')}`;
  return `${dateOf(at)}T${time}${zone}`;
};

const offsetText = (at: number): string => {
  const minutes = -new Date(at).getTimezoneOffset();
  if (minutes === 0) return '';
  const hours = `${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}`;
  return minutes % 60 === 0 ? hours : `${hours}:${two(Math.abs(minutes) % 60)}`;
};

/** How far local time is from UTC at this moment: UTC, UTC+1, UTC-3:30. */
export const zoneOf = (at: number): string => `UTC${offsetText(at)}`;

/** Days between samples that always meet both winter and summer time: the shorter of the two lasts four months. */
const SEASONS = [0, 91, 182, 273];

/** The same for a whole year: UTC+1/+2 if the clocks change, with the offset at `now` first. */
export const zonesOf = (now: number): string => {
  const offsets = new Set(SEASONS.map(days => offsetText(now - days * DAY)));
  return offsets.size === 1 ? zoneOf(now) : `UTC${[...offsets].map(offset => offset || '+0').join('/')}`;
};

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** How long ago, in the coarsest useful unit; at most 12 characters. A time in the future is "just now". */
export const ageOf = (at: number, now: number): string => {
  const age = now - at;
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  const days = Math.round((midnight(now) - midnight(at)) / DAY);
  if (days === 0 || age < 6 * HOUR) return `${Math.floor(age / HOUR)} h ago`;
  if (days === 1) return 'yesterday';
  return days <= 14 ? `${days} days ago` : dateOf(at);
};

/** 51s, 2m 51s, 1h 02m, 3d 04h, 123d; at most 7 characters. */
export const durationOf = (ms: number): string => {
  const rest = Math.max(0, ms);
  if (rest < MINUTE) return `${Math.floor(rest / SECOND)}s`;
  if (rest < HOUR) return `${Math.floor(rest / MINUTE)}m ${two(Math.floor((rest % MINUTE) / SECOND))}s`;
  if (rest < DAY) return `${Math.floor(rest / HOUR)}h ${two(Math.floor((rest % HOUR) / MINUTE))}m`;
  const days = Math.floor(rest / DAY);
  return days < 100 ? `${days}d ${two(Math.floor((rest % DAY) / HOUR))}h` : `${countOf(days)}d`;
};

/** 12,345 */
export const countOf = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** "1 job", "2 jobs", "1,000 jobs" */
export const plural = (n: number, noun: string): string => `${countOf(n)} ${noun}${n === 1 ? '' : 's'}`;

/** A clause as a sentence: with a full stop, unless it ends with a punctuation mark already. */
export const sentence = (text: string): string => (/[.!?…:]$/.test(text) ? text : `${text}.`);

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same without its full stop, as a part of a longer sentence. */
export const clause = (text: string): string => text.replace(/\.$/, '');

const listed = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** "a, b and c" */
export const andList = (words: readonly string[]): string => listed(words, 'and');

/** "a, b or c" */
export const orList = (words: readonly string[]): string => listed(words, 'or');
