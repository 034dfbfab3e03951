/** Durations as text: 500ms, 90s, 20m, 2h. A number without a unit is in seconds. */

const UNITS: Readonly<Record<string, number>> = {ms: 1, s: 1000, '': 1000, m: 60_000, h: 3_600_000};
const MAX = 365 * 86_400_000;

/** What a duration has to be, in words that follow “must be”. */
export const DURATION_WANTED = 'a duration such as 500ms, 90s, 20m or 2h';

/** In ms; undefined if `text` is not a duration of up to a year. */
export const durationOf = (text: string): number | undefined => {
  const [, number = '', unit = ''] = /^(\d{1,12}(?:\.\d{1,3})?)(ms|s|m|h|)$/.exec(text.trim()) ?? [];
  const ms = Math.round(Number(number) * (UNITS[unit] ?? 0));
  return number !== '' && ms <= MAX ? ms : undefined;
};
