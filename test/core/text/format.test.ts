/** Ages, durations, dates and counts as people read them. */
import fc from 'fast-check';
import {beforeEach, describe, expect, it} from 'vitest';
import {
  ageOf,
  countOf,
  dateOf,
  durationOf,
  isoSecond,
  isoTime,
  momentOf,
  plural,
  sentence,
  timeOf,
  zoneOf,
  zonesOf,
} from '../../../src/core/text/format.ts';
import {NOON} from '../../support/jobs.ts';
import {inZone} from '../../support/zone.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Half past an hour away from UTC, and no summer time: local time cannot be mistaken for anything else.
beforeEach(() => inZone('Asia/Kolkata'));

it('dates and times are local', () => {
  const at = Date.UTC(2026, 10, 21, 20, 5, 9);
  expect(dateOf(at)).toBe('2026-11-22');
  expect(timeOf(at)).toBe('01:35:09');
  expect(momentOf(at)).toBe('2026-11-22 01:35:09');
});

it.each([
  [NOON, '2026-11-23T12:00:00.000Z'],
  [NOON + 1, '2026-11-23T12:00:00.001Z'],
  [0, '1970-01-01T00:00:00.000Z'],
  [-1, '1969-12-31T23:59:59.999Z'],
])('%d is %s in ISO 8601, to the millisecond or to the second', (at, text) => {
  expect(isoTime(at)).toBe(text);
  expect(isoSecond(at)).toBe(text.replace(/\.\d{3}/, ''));
});

it.each([
  ['UTC', 'UTC', 'UTC', 'UTC', 'UTC'],
  ['Asia/Kolkata', 'UTC+5:30', 'UTC+5:30', 'UTC+5:30', 'UTC+5:30'],
  ['Europe/Berlin', 'UTC+1', 'UTC+2', 'UTC+1/+2', 'UTC+2/+1'],
  ['Europe/London', 'UTC', 'UTC+1', 'UTC+0/+1', 'UTC+1/+0'],
  ['America/Los_Angeles', 'UTC-8', 'UTC-7', 'UTC-8/-7', 'UTC-7/-8'],
  ['America/St_Johns', 'UTC-3:30', 'UTC-2:30', 'UTC-3:30/-2:30', 'UTC-2:30/-3:30'],
])('the zone %s is written as %s in January, %s in July, and over a year as %s and %s', (zone, ...expected) => {
  inZone(zone);
  const [january, july] = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
  expect([zoneOf(january), zoneOf(july), zonesOf(january), zonesOf(july)]).toEqual(expected);
});

it('both offsets of a year are named on each of its days', () => {
  inZone('America/New_York');
  for (let day = 0; day < 365; day += 1) {
    const now = Date.UTC(2026, 0, 1, 12) + day * DAY;
    expect(zonesOf(now)).toMatch(/^UTC-[45]\/-[45]$/);
    expect(zonesOf(now).startsWith(`${zoneOf(now)}/`)).toBe(true);
  }
});

describe('an age', () => {
  const now = () => new Date(2026, 10, 22, 14, 0, 0).getTime();
  it.each([
    [-5 * MINUTE, 'just now'],
    [0, 'just now'],
    [59_999, 'just now'],
    [MINUTE, '1 min ago'],
    [59 * MINUTE + 59_999, '59 min ago'],
    [HOUR, '1 h ago'],
    [13 * HOUR + 59 * MINUTE, '13 h ago'],
    [14 * HOUR + MINUTE, 'yesterday'],
    [38 * HOUR, 'yesterday'],
    [38 * HOUR + MINUTE, '2 days ago'],
    [14 * DAY, '14 days ago'],
    [15 * DAY, '2026-11-07'],
    [400 * DAY, '2025-10-18'],
  ])('of %d ms is “%s”', (age, text) => {
    expect(ageOf(now() - age, now())).toBe(text);
  });

  it('of a few hours across midnight stays in hours', () => {
    const night = new Date(2026, 10, 22, 1, 0, 0).getTime();
    expect(ageOf(night - 3 * HOUR, night)).toBe('3 h ago');
    expect(ageOf(night - 7 * HOUR, night)).toBe('yesterday');
  });

  it('takes at most 12 characters', () => {
    fc.assert(fc.property(fc.nat(30_000 * DAY), age => ageOf(now() - age, now()).length <= 12));
  });
});

describe('a duration', () => {
  it.each([
    [-1, '0s'],
    [999, '0s'],
    [51_000, '51s'],
    [MINUTE, '1m 00s'],
    [2 * MINUTE + 51_999, '2m 51s'],
    [HOUR + 2 * MINUTE, '1h 02m'],
    [DAY - 1, '23h 59m'],
    [3 * DAY + 4 * HOUR, '3d 04h'],
  ])('of %d ms is “%s”', (ms, text) => {
    expect(durationOf(ms)).toBe(text);
  });

  it('takes at most 7 characters below 1000 days', () => {
    fc.assert(fc.property(fc.nat(1000 * DAY - 1), ms => durationOf(ms).length <= 7));
  });
});

it.each([
  [0, '0', '0 jobs'],
  [1, '1', '1 job'],
  [999, '999', '999 jobs'],
  [1000, '1,000', '1,000 jobs'],
  [1_234_567, '1,234,567', '1,234,567 jobs'],
])('%d is counted as %s', (n, count, jobs) => {
  expect(countOf(n)).toBe(count);
  expect(plural(n, 'job')).toBe(jobs);
});

it.each([
  ['AWS had an internal error', 'AWS had an internal error.'],
  ['Try again.', 'Try again.'],
  ['Who?', 'Who?'],
  ['No!', 'No!'],
  ['and so on …', 'and so on …'],
  ['these:', 'these:'],
])('“%s” ends as a sentence', (text, whole) => {
  expect(sentence(text)).toBe(whole);
});
