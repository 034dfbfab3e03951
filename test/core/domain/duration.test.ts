/** Lengths of time as people write them. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseDuration} from '../../../src/core/domain/duration.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const reason = (text: string): string => {
  const parsed = parseDuration(text);
  return parsed.ok ? `accepted: ${parsed.value}` : parsed.reason;
};

it.each([
  ['0s', 0],
  ['90s', 90 * SECOND],
  ['20m', 20 * MINUTE],
  ['2h', 2 * HOUR],
  ['1d', DAY],
  ['1h30m', 90 * MINUTE],
  ['1d2h3m4s', DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
  ['30m1h', 90 * MINUTE],
  ['1m1m', 2 * MINUTE],
  ['1.5h', 90 * MINUTE],
  ['0.001s', 1],
  ['0.1h', 6 * MINUTE],
  ['007s', 7 * SECOND],
  ['2H', 2 * HOUR],
  ['5M', 5 * MINUTE],
  [' 90s\t', 90 * SECOND],
  ['30d', 30 * DAY],
  ['720h', 30 * DAY],
  ['2592000s', 30 * DAY],
])('“%s” is %d ms', (text, ms) => {
  expect(parseDuration(text)).toEqual({ok: true, value: ms});
});

it.each([
  ['90', '“90” has no unit; write 90s, 90m or 90h'],
  ['1.5', '“1.5” has no unit; write 1.5s, 1.5m or 1.5h'],
  [' 90 ', '“ 90 ” has no unit; write 90s, 90m or 90h'],
  ['0', '“0” has no unit; write 0s, 0m or 0h'],
])('“%s” is asked for its unit', (text, said) => {
  expect(reason(text)).toBe(said);
});

it.each([
  '',
  ' ',
  's',
  'h1',
  '-5m',
  '+5m',
  '5 m',
  '1h 30m',
  '1w',
  '1y',
  '5ms',
  '.5h',
  '5.h',
  '1e3s',
  '1,5h',
  '٣m',
  '５m',
  '5m\n6',
  'NaNs',
  'Infinitys',
  '1.2345s',
  '12345678s',
])('%j is not a duration', text => {
  expect(reason(text)).toBe(`“${text}” is not a duration; write it as 90s, 20m, 2h or 1h30m`);
});

it.each(['31d', '30d1s', '721h', '30.001d', '9999999d', '9999999d9999999d'])('“%s” is too long', text => {
  expect(reason(text)).toBe(`“${text}” is more than 30 days`);
});

describe('any text', () => {
  it('is a whole number of ms up to 30 days, or has a reason that quotes it', () => {
    const likely = fc
      .array(fc.constantFrom('1', '30', '0.5', '.', 's', 'm', 'h', 'd', 'H', ' ', '-', '9999999'), {maxLength: 8})
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(likely, fc.string()), text => {
        const parsed = parseDuration(text);
        if (!parsed.ok) {
          expect(parsed.reason).toContain(`“${text}”`);
          return;
        }
        expect(Number.isInteger(parsed.value)).toBe(true);
        expect(parsed.value).toBeGreaterThanOrEqual(0);
        expect(parsed.value).toBeLessThanOrEqual(30 * DAY);
      }),
    );
  });

  it('of whole units is their sum', () => {
    const part = fc.tuple(fc.nat(99), fc.constantFrom(['s', SECOND], ['m', MINUTE], ['h', HOUR]));
    fc.assert(
      fc.property(fc.array(part, {minLength: 1, maxLength: 4}), parts => {
        const text = parts.map(([count, [unit]]) => `${count}${unit}`).join('');
        const value = parts.reduce((sum, [count, [, ms]]) => sum + count * Number(ms), 0);
        expect(parseDuration(text)).toEqual({ok: true, value});
      }),
    );
  });
});
