/** Colours of printed text. */
import {expect, it} from 'vitest';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import {withoutPaint} from '../support/any-job.ts';

it.each([
  ['InProgress', '\x1b[1mtext\x1b[22m'],
  ['Completed', '\x1b[32mtext\x1b[39m'],
  ['Failed', '\x1b[31mtext\x1b[39m'],
  ['Queued', 'text'],
  ['constructor', 'text'],
  ['', 'text'],
])('a status of “%s” has its own colour, or none', (status, painted) => {
  expect(TERMINAL_PAINT.status(status, 'text')).toBe(painted);
});

it('a heading is bold, a failure red', () => {
  expect(TERMINAL_PAINT.heading('text')).toBe('\x1b[1mtext\x1b[22m');
  expect(TERMINAL_PAINT.failure('text')).toBe('\x1b[31mtext\x1b[39m');
});

it('an empty text gets no colour', () => {
  expect(TERMINAL_PAINT.status('Failed', '')).toBe('');
  expect(TERMINAL_PAINT.heading('')).toBe('');
  expect(TERMINAL_PAINT.failure('')).toBe('');
});

it('the text itself does not change', () => {
  const {status, heading, failure} = TERMINAL_PAINT;
  expect([status('Failed', 'a b'), heading('a b'), failure('a b')].map(withoutPaint)).toEqual(['a b', 'a b', 'a b']);
});

it('without colours there is only the text', () => {
  expect([NO_PAINT.status('Failed', 'a'), NO_PAINT.heading('b'), NO_PAINT.failure('c')]).toEqual(['a', 'b', 'c']);
});
