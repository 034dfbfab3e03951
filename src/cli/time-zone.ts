/** Whether Node understands the TZ that it was given. What it does not, it takes for UTC, or for winter time all year. */
import {zoneOf, zonesOf} from '../core/format.ts';
import {plainText} from '../core/plain-text.ts';

/** UTC under its names in the tz database. */
const UTC = /^(?:posix\/|right\/)?(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu|Greenwich)(?:[+-]?0)?$/;
/** An offset without a rule for summer time, as POSIX writes it: EST5, JST-9. What is west of Greenwich is positive. */
const FIXED = /^[A-Za-z]{3,}([+-]?\d{1,2})$/;
/** A name in the tz database; or not, if no such file is known. */
const NAME = /^(?:posix\/|right\/)?[A-Z][A-Za-z]*(?:[/_+-][A-Za-z0-9]+)*$/;
/** These look like a rule of POSIX, and are in the database as well. */
const NAMED_RULES: readonly string[] = ['EST5EDT', 'CST6CDT', 'MST7MDT', 'PST8PDT'];

/** Longer than any rule, and short enough for a sentence. */
const LONGEST = 60;

/** How far local time is from UTC, as Date has it: minutes, west of Greenwich positive. */
const offsetAt = (at: number): number => new Date(at).getTimezoneOffset();

/** The slow question, as it loads the data of ICU; only zones at 0 all year have to be asked about. */
const isKnownZone = (): boolean => {
  const zone: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone !== undefined && zone !== 'UTC' && zone !== 'Etc/Unknown';
};

const isUnderstood = (zone: string, now: number): boolean => {
  if (zone === '' || UTC.test(zone)) return true;
  const offsets = zonesOf(now);
  const [, hours] = FIXED.exec(zone) ?? [];
  if (hours !== undefined) return !offsets.includes('/') && offsetAt(now) === Number(hours) * 60;
  if (!NAME.test(zone) && !NAMED_RULES.includes(zone)) return false;
  return offsets !== 'UTC' || isKnownZone();
};

/**
 * What is wrong with the variable TZ, and what is used instead, from the longest wording to the shortest; undefined if
 * nothing is wrong. `tz` must be what the process has been started with: it is Date that tells what came of it.
 */
export const timeZoneProblem = (tz: string | undefined, now: number): readonly [string, ...string[]] | undefined => {
  // libc takes a name with a colon before it, and so does Node.
  if (tz === undefined || isUnderstood(tz.replace(/^:/, ''), now)) return undefined;
  const zone = zoneOf(now);
  const used = zone === 'UTC' ? zone : `${zone} all year`;
  const characters = [...tz];
  const shown = plainText(characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : tz);
  const text = `Times are in ${used}: Node.js does not understand TZ “${shown}”`;
  return [`${text}. Set a name, such as TZ=America/New_York.`, text, `Times in ${used}: TZ not understood`];
};
