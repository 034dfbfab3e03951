/** Moments by name, as the list prints them, and around changes of the clocks. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isRelative, parseMoment} from '../../../src/core/domain/moment.ts';
import {ageOf, momentOf, zoneOf} from '../../../src/core/text/format.ts';
import {inZone} from '../../support/zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const at = (text: string, now: number): number => {
  const parsed = parseMoment(text, now);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value.at;
};
const iso = (text: string, now: string): string => new Date(at(text, Date.parse(now))).toISOString();

/** Both ways from UTC, half an hour off, days that begin at 01:00, and clocks that are changed by half an hour. */
const ZONES = [
  ...['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Europe/Berlin', 'Africa/Cairo', 'America/Havana'],
  ...['America/Santiago', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'America/St_Johns'],
];

describe('a day by its name', () => {
  it.each([
    ['UTC', 'today', '2026-11-23T12:00:00Z', '2026-11-23T00:00:00.000Z'],
    ['UTC', ' Yesterday ', '2026-11-23T12:00:00Z', '2026-11-22T00:00:00.000Z'],
    ['Asia/Kolkata', 'today', '2026-11-23T20:00:00Z', '2026-11-23T18:30:00.000Z'],
    ['Asia/Kolkata', 'yesterday', '2026-11-23T20:00:00Z', '2026-11-22T18:30:00.000Z'],
    ['America/Los_Angeles', 'TODAY', '2026-11-23T02:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['Europe/Berlin', 'yesterday', '2027-01-01T00:00:00Z', '2026-12-30T23:00:00.000Z'],
    // The day after the clocks went forward began 23 hours after the one before.
    ['Europe/Berlin', 'yesterday', '2026-03-30T10:00:00Z', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', 'today', '2026-03-30T10:00:00Z', '2026-03-29T22:00:00.000Z'],
    // There was no midnight: the day began at 01:00.
    ['Africa/Cairo', 'today', '2026-04-24T10:00:00Z', '2026-04-23T22:00:00.000Z'],
    ['America/Santiago', 'yesterday', '2026-09-07T10:00:00Z', '2026-09-06T04:00:00.000Z'],
    // There were two.
    ['America/Havana', 'today', '2026-11-01T16:00:00Z', '2026-11-01T04:00:00.000Z'],
  ])('in %s, %s at %s is %s', (zone, text, now, expected) => {
    inZone(zone);
    expect(iso(text, now)).toBe(expected);
  });

  it.each(ZONES)('in %s it is the first moment of the date', zone => {
    inZone(zone);
    fc.assert(
      fc.property(fc.integer({min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1)}), now => {
        const dateAt = (moment: number) => momentOf(moment).slice(0, 10);
        const start = at('today', now);
        expect(dateAt(start)).toBe(dateAt(now));
        expect(dateAt(start - 1)).not.toBe(dateAt(now));
        expect(at('yesterday', now)).toBe(at('today', start - 1));
      }),
    );
  });
});

it.each([
  ['1d', DAY],
  ['24h', DAY],
  ['7d', 7 * DAY],
])('%s is the same length of time across a change of the clocks', (text, length) => {
  inZone('Europe/Berlin');
  const now = Date.parse('2026-03-30T10:00:00Z');
  expect(at(text, now)).toBe(now - length);
});

describe('what the program prints', () => {
  it.each(ZONES)('as an age in %s is understood as the moment at which that age begins', zone => {
    inZone(zone);
    const now = fc.integer({min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1)});
    fc.assert(
      fc.property(now, fc.integer({min: 0, max: 40 * DAY}), (moment, age) => {
        const created = moment - age;
        const text = ageOf(created, moment);
        const read = at(text, moment);
        const unit = text.includes('min') ? 60_000 : HOUR;
        if (/min|h ago|now/.test(text)) expect(read - created).toBeGreaterThanOrEqual(0);
        if (/min|h ago|now/.test(text)) expect(read - created).toBeLessThan(unit);
        // A day means its start.
        else expect(momentOf(read).slice(0, 10)).toBe(momentOf(created).slice(0, 10));
      }),
    );
  });

  it.each(ZONES)('as a time with its zone in %s is that time', zone => {
    inZone(zone);
    fc.assert(
      fc.property(fc.integer({min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000}), seconds => {
        const moment = seconds * 1000;
        expect(at(`${momentOf(moment)} ${zoneOf(moment)}`, 0)).toBe(moment);
      }),
    );
  });

  it.each([
    ['2026-11-01 14:00 UTC', '2026-11-01T14:00:00.000Z'],
    ['2026-11-01 14:00 utc+1', '2026-11-01T13:00:00.000Z'],
    ['2026-11-01 14:00 UTC-3:30', '2026-11-01T17:30:00.000Z'],
    ['2026-11-01 UTC+14', '2026-10-31T10:00:00.000Z'],
  ])('%s is %s in every zone', (text, expected) => {
    inZone('Asia/Kolkata');
    expect(iso(text, '2026-11-23T12:00:00Z')).toBe(expected);
  });
});

it.each(['tomorrow', 'last week', '2 days', 'ago', '3 d ago', 'yesterday ago', '-1 days ago', '2026-11-01 14:00 CET'])(
  '“%s” is refused, with the forms that are taken',
  text => {
    expect(parseMoment(text, DAY)).toEqual({
      ok: false,
      reason: `“${text}” is not a date. Try 7d, 36h, yesterday, 2026-11-01 14:00.`,
    });
  },
);

it.each(['2026-11-01 14:00 UTC+15', '2026-11-01 14:00 UTC+1:75'])('“%s” is not a valid offset', text => {
  expect(parseMoment(text, DAY)).toEqual({ok: false, reason: `“${text}” is not on the calendar.`});
});

it.each([
  ['today', true],
  ['2 days ago', true],
  ['36h', true],
  ['2026-11-01', false],
  ['2026-11-01 14:00 UTC', false],
])('whether “%s” means another moment tomorrow: %s', (text, expected) => {
  expect(isRelative({text, at: 0})).toBe(expected);
});
