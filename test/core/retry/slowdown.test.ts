/** How much throttling stretches the time between two refreshes. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {faster, slower} from '../../../src/core/retry/slowdown.ts';

const times = (count: number, step: (pace: number) => number, from: number): number =>
  Array.from({length: count}).reduce<number>(pace => step(pace), from);

it.each([
  [1, 2],
  [2, 4],
  [4, 8],
  [8, 12],
  [12, 12],
])('after a refusal %d becomes %d', (before, after) => {
  expect(slower(before)).toBe(after);
});

it.each([
  [12, 8],
  [3, 2],
  [1.2, 1],
  [1, 1],
])('after an answer %d becomes %d', (before, after) => {
  expect(faster(before)).toBe(after);
});

it('stays between as asked for and twelve times that, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), refusals => {
      let pace = 1;
      for (const isRefused of refusals) {
        const next = isRefused ? slower(pace) : faster(pace);
        if (isRefused) expect(next).toBeGreaterThanOrEqual(pace);
        else expect(next).toBeLessThanOrEqual(pace);
        expect(next).toBeGreaterThanOrEqual(1);
        expect(next).toBeLessThanOrEqual(12);
        pace = next;
      }
    }),
  );
});

it('slows down faster than it recovers, and recovers wholly', () => {
  expect(times(4, slower, 1)).toBe(12);
  expect(times(4, faster, 12)).toBeGreaterThan(1);
  expect(times(7, faster, 12)).toBe(1);
});
