import {bad, good, type Parsed} from '../text/parsed.ts';

/** Lengths of time as people write them: 90s, 20m, 2h, 1h30m. */

const UNIT_MS: Readonly<Record<string, number>> = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};
const FORM = /^(?:\d{1,7}(?:\.\d{1,3})?[smhd])+$/;
const PART = /([\d.]+)([smhd])/g;
const DAYS_MAX = 30;

/** Returns milliseconds, or why the text makes no sense. */
export const parseDuration = (text: string): Parsed<number> => {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return bad(`“${text}” has no unit; write ${trimmed}s, ${trimmed}m or ${trimmed}h`);
  if (!FORM.test(trimmed)) return bad(`“${text}” is not a duration; write it as 90s, 20m, 2h or 1h30m`);
  const parts = [...trimmed.matchAll(PART)];
  const ms = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNIT_MS[unit] ?? 0), 0);
  return ms <= DAYS_MAX * 86_400_000 ? good(Math.round(ms)) : bad(`“${text}” is more than ${DAYS_MAX} days`);
};
