/** Views are made anew if an argument changes, and not otherwise. */
import {expect, it} from 'vitest';
import {memoizeLast} from '../../../src/core/list/memoize.ts';

it('more or fewer arguments are a change', () => {
  let calls = 0;
  const sum = memoizeLast((...numbers: readonly number[]): number => {
    calls += 1;
    return numbers.reduce((all, one) => all + one, 0);
  });
  expect([sum(1), sum(1), sum(1, 2), sum(1, 2), sum(1), sum()]).toEqual([1, 1, 3, 3, 1, 0]);
  expect(calls).toBe(4);
});
