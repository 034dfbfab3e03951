/** Which values of TZ Node does not understand: those that it reads differently from the C library, and those that are no zone. */
import {describe, expect, it} from 'vitest';
import {timeZoneProblem} from '../../../src/cli/process/time-zone.ts';
import {inZone} from '../../support/zone.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const problemOf = (tz: string | undefined): string | undefined => {
  inZone(tz);
  return timeZoneProblem(tz, NOW)?.[0];
};

/** [minutes from UTC in July, in January], according to the C library. */
const UNDERSTOOD: Readonly<Record<string, readonly [number, number]>> = {
  '': [0, 0],
  UTC: [0, 0],
  UTC0: [0, 0],
  'UTC-0': [0, 0],
  GMT: [0, 0],
  'Etc/UTC': [0, 0],
  Zulu: [0, 0],
  'right/UTC': [0, 0],
  'Africa/Abidjan': [0, 0],
  'Atlantic/Reykjavik': [0, 0],
  'Europe/London': [60, 0],
  GB: [60, 0],
  'America/New_York': [-240, -300],
  ':America/New_York': [-240, -300],
  'posix/Europe/Berlin': [120, 60],
  'America/Argentina/ComodRivadavia': [-180, -180],
  'America/Port-au-Prince': [-240, -300],
  'Australia/Lord_Howe': [630, 660],
  EST: [-300, -300],
  CET: [120, 60],
  EST5EDT: [-240, -300],
  EST5: [-300, -300],
  'JST-9': [540, 540],
  'UTC+3': [-180, -180],
  'GMT-1': [60, 60],
  'Etc/GMT+5': [-300, -300],
};

describe('no problem', () => {
  it.each(Object.entries(UNDERSTOOD))('“%s” is understood: %j', (tz, [july, january]) => {
    expect(problemOf(tz)).toBeUndefined();
    const offset = (month: number) => 0 - new Date(Date.UTC(2026, month, 1, 12)).getTimezoneOffset();
    expect([offset(6), offset(0)]).toEqual([july, january]);
  });

  it('without TZ', () => {
    expect(problemOf(undefined)).toBeUndefined();
  });
});

it.each([
  'EST5EDT,M3.2.0,M11.1.0',
  'CET-1CEST',
  'CET-1CEST,M3.5.0,M10.5.0/3',
  'GMT0BST',
  '<+03>-3',
  'IST-5:30',
  'UTC-05:00',
  '+03:00',
  'america/new_york',
  'Europe/Berlin ',
  'Foo/Bar',
  'rubbish',
  'ABC',
  'localtime',
])('“%s” is not understood', tz => {
  expect(problemOf(tz)).toBe(
    `Times are in UTC: Node.js does not understand TZ “${tz}”. Set a name, such as TZ=America/New_York.`,
  );
});

it('the message names the zone that is used instead', () => {
  inZone('Asia/Tokyo');
  // Node takes the offset from a path, but no rule for summer time.
  expect(timeZoneProblem('/usr/share/zoneinfo/Asia/Tokyo', NOW)?.[0]).toMatch(
    /^Times are in UTC\+9 all year: Node\.js/,
  );
});

it('the message has no control characters, and cuts long values', () => {
  inZone('UTC');
  expect(timeZoneProblem(`\x1b[31m${'😀'.repeat(100)}`, NOW)?.[0]).toMatch(/ TZ “[^\x1b“]*😀…”\. Set a name/);
});

it('there is a short message for little room', () => {
  inZone('CET-1CEST');
  expect(timeZoneProblem('CET-1CEST', NOW)).toEqual([
    'Times are in UTC: Node.js does not understand TZ “CET-1CEST”. Set a name, such as TZ=America/New_York.',
    'Times are in UTC: Node.js does not understand TZ “CET-1CEST”',
    'Times in UTC: TZ not understood',
  ]);
});
