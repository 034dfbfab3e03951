/** Whether Node understands the TZ that it was given. If not, it uses UTC, or winter time all year. */
import {zoneOf, zonesOf} from '../core/format.ts';
import {plainText} from '../core/plain-text.ts';

/** UTC under its names in the tz database. */
const UTC = /^(?:posix\/|right\/)?(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu|Greenwich)(?:[+-]?0)?$/;
/** An offset without a rule for summer time, as POSIX writes it: EST5, JST-9. Offsets west of Greenwich are positive. */
const FIXED = /^[A-Za-z]{3,}([+-]?\d{1,2})$/;
/** A name as in the tz database, which may or may not have it. */
const NAME = /^(?:posix\/|right\/)?[A-Z][A-Za-z]*(?:[/_+-][A-Za-z0-9]+)*$/;
/** These look like POSIX rules, but the database has them as names. */
const NAMED_RULES: readonly string[] = ['EST5EDT', 'CST6CDT', 'MST7MDT', 'PST8PDT'];

/** Longer than any rule, and short enough for a sentence. */
const LONGEST = 60;

/** How far local time is from UTC, as Date has it: minutes, west of Greenwich positive. */
const offsetAt = (at: number): number => new Date(at).getTimezoneOffset();

/** Slow, because it loads the data of ICU; only needed for zones whose offset is 0 all year. */
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
 * nothing is wrong. `tz` must be the value that the process was started with, because Date shows how Node understood it.
 */
export const timeZoneProblem = (tz: string | undefined, now: number): readonly [string, ...string[]] | undefined => {
  // libc accepts a colon before the name, and so does Node.
  if (tz === undefined || isUnderstood(tz.replace(/^:/, ''), now)) return undefined;
  const zone = zoneOf(now);
  const used = zone === 'UTC' ? zone : `${zone} all year`;
  const characters = [...tz];
  const shown = plainText(characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : tz);
  const text = `Times are in ${used}: Node.js does not understand TZ “${shown}”`;
  return [`${text}. Set a name, such as TZ=America/New_York.`, text, `Times in ${used}: TZ not understood`];
};
