/** Whether Node understands the variable TZ. If not, it uses UTC, or winter time all year. */
import {zoneOf, zonesOf} from '../../core/text/format.ts';
import {plainText} from '../../core/text/plain-text.ts';

/** UTC under its names in the tz database. */
const UTC = /^(?:posix\/|right\/)?(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu|Greenwich)(?:[+-]?0)?$/;
/** A POSIX offset without summer time, such as EST5 or JST-9. It is positive west of Greenwich. */
const FIXED = /^[A-Za-z]{3,}([+-]?\d{1,2})$/;
/** A text that may be a name in the tz database. */
const NAME = /^(?:posix\/|right\/)?[A-Z][A-Za-z]*(?:[/_+-][A-Za-z0-9]+)*$/;
/** These look like POSIX rules, but are names in the tz database. */
const NAMED_RULES: readonly string[] = ['EST5EDT', 'CST6CDT', 'MST7MDT', 'PST8PDT'];

/** Long enough for any rule, and short enough for a sentence. */
const MAX_LENGTH = 60;

/** The distance of local time from UTC in minutes, positive west of Greenwich. */
const offsetAt = (at: number): number => new Date(at).getTimezoneOffset();

/** Slow, because it loads the data of ICU. Only needed for zones whose offset is 0 all year. */
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
 * What is wrong with TZ, and what is used instead: several wordings, the longest first. Undefined if nothing is wrong. `tz` must
 * be the value that the process was started with, because Node reads it then.
 */
export const timeZoneProblem = (tz: string | undefined, now: number): readonly [string, ...string[]] | undefined => {
  // Both libc and Node accept a colon before the name.
  if (tz === undefined || isUnderstood(tz.replace(/^:/, ''), now)) return undefined;
  const zone = zoneOf(now);
  const used = zone === 'UTC' ? zone : `${zone} all year`;
  const characters = [...tz];
  const shown = plainText(characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH).join('')}…` : tz);
  const text = `Times are in ${used}: Node.js does not understand TZ “${shown}”`;
  return [`${text}. Set a name, such as TZ=America/New_York.`, text, `Times in ${used}: TZ not understood`];
};
