/** Estimates: what they rest on, how they narrow, and how often the simulator's truth is within them. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {estimateOf, historyOf, historyOfAll, leftOf} from '../../../src/core/jobs/estimate.ts';
import {leftCell, leftText, usualText} from '../../../src/core/jobs/estimate-text.ts';
import {measureEstimates} from '../../support/estimates.ts';
import {jobAt, MINUTE, NOON, runningAt} from '../../support/jobs.ts';

const past = (name: string, ...minutes: readonly number[]): Job[] =>
  minutes.map((n, i) =>
    jobAt(i, {name: `${name}-v${i}`, modelName: undefined, createdAt: NOON, endedAt: NOON + n * MINUTE}),
  );
const running = (name: string): Job => ({...runningAt(1000), name, modelName: undefined});
const RUNNING = running('llama-3-8b-support-v99');
const minutes = (ms: number) => Math.round((ms / MINUTE) * 10) / 10;

const EIGHT = [10, 11, 12, 13, 14, 15, 16, 17];

describe('an estimate rests on', () => {
  it.each([
    ['its stem', [...past('llama-3-8b-support', ...EIGHT), ...past('llama-3-8b-sql', 40, 41, 42)], 'stem', 8],
    [
      'its family',
      [...past('llama-3-8b-support', 10, 11), ...past('llama-3-8b-sql', 12), ...past('mistral-7b', 99)],
      'family',
      3,
    ],
    ['all', [...past('llama-3-8b-sql', 12), ...past('mistral-7b', 20, 21, 22, 23)], 'all', 5],
    ['others', past('mistral-7b', 20, 21, 22, 23), 'others', undefined],
    ['others without a history', [], 'others', undefined],
  ] as const)('%s', (_, jobs, kind, count) => {
    const {basis} = estimateOf(historyOf(jobs), RUNNING);
    expect(basis.kind).toBe(kind);
    expect('count' in basis ? basis.count : undefined).toBe(count);
  });

  it('completed jobs only, of which the newest thousand count, in either order', () => {
    const failed = past('llama-3-8b-support', ...EIGHT).map(job => ({...job, status: 'Failed'}));
    expect(historyOf([...failed, runningAt(1), jobAt(2, {endedAt: undefined}), jobAt(3, {endedAt: 0})])).toEqual([]);
    const many = Array.from({length: 1500}, (_, i) => jobAt(i, {createdAt: NOON, endedAt: NOON + (i + 1) * MINUTE}));
    expect(historyOf(many).at(-1)?.ms).toBe(1000 * MINUTE);
    expect(historyOf(many, false)[0]?.ms).toBe(1500 * MINUTE);
    expect(historyOf(many, false)).toHaveLength(1000);
  });

  it('the newest thousand of several connections together, each job once', () => {
    const took = (n: number, more: Partial<Job> = {}): Job => jobAt(n, {endedAt: jobAt(n).createdAt + n, ...more});
    const older = Array.from({length: 800}, (_, i) => took(800 - i));
    const newer = Array.from({length: 800}, (_, i) => took(801 + i, {arn: `arn:${i}`}));
    const lists = [
      {jobs: older, isNewestFirst: true},
      {jobs: newer, isNewestFirst: false},
    ];
    const expected = Array.from({length: 1000}, (_, i) => 1600 - i);
    expect(historyOfAll(lists).map(({ms}) => ms)).toEqual(expected);
    expect(historyOfAll([...lists, ...lists]).map(({ms}) => ms)).toEqual(expected);
  });
});

describe('what is left', () => {
  const estimate = estimateOf(historyOf(past('llama-3-8b-support', ...EIGHT, 12, 13, 14)), RUNNING);
  const at = (elapsed: number) => {
    const left = leftOf(estimate, elapsed * MINUTE);
    return left.kind === 'long' ? left.kind : [minutes(left.min), minutes(left.max)];
  };

  it('is the range without what has passed', () => {
    expect(minutes(estimate.max - estimate.min)).toBeLessThanOrEqual(0.45 * 13);
    expect(at(2)).toEqual([minutes(estimate.min - 2 * MINUTE), minutes(estimate.max - 2 * MINUTE)]);
  });

  it('comes from the longer ones alone once the shorter ones are over', () => {
    expect(at(14)).toEqual([0, 5]);
    expect(leftText(leftOf(estimate, 14 * MINUTE))).toBe('up to 6 min');
  });

  it('is longer than usual past nine in ten of the others', () => {
    expect(at(16.9)).toBe('long');
    expect(leftText({kind: 'long'})).toBe('longer than usual');
    expect(leftCell({kind: 'long'})).toBe('long');
  });

  it('is never nothing, and never a lie about the past', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 1, max: 600}), {maxLength: 30}),
        fc.integer({min: 0, max: 1000}),
        (took, elapsed) => {
          const some = estimateOf(historyOf(past('llama-3-8b-support', ...took)), RUNNING);
          expect(some.min).toBeGreaterThan(0);
          expect(some.min).toBeLessThanOrEqual(some.max);
          const left = leftOf(some, elapsed * MINUTE);
          if (left.kind === 'long') return;
          expect(left.min).toBeGreaterThanOrEqual(0);
          expect(left.max).toBeGreaterThanOrEqual(left.min);
          expect(leftText(left)).toMatch(/^(?:~[1-9][\d,]*(?:–[1-9][\d,]*)? min|up to [1-9][\d,]* min)$/);
          expect(leftCell(left).length).toBeLessThanOrEqual(16);
        },
      ),
    );
  });
});

it.each([
  [past('llama-3-8b-support', ...EIGHT), 'usually 11–17 min: 8 earlier imports of llama-3-8b-support'],
  [past('llama-3-8b-sql', 12, 12, 12), 'usually 10–14 min: 3 earlier imports of llama-3-8b'],
  [past('mistral-7b', ...EIGHT), 'usually 11–17 min: your last 8 completed imports'],
  [[], 'usually 10–16 min: measured by others; too few completed imports are loaded'],
])('says whose figure it is: %#', (jobs, text) => {
  expect(usualText(estimateOf(historyOf(jobs), RUNNING))).toBe(text);
});

describe('held against the simulator, 200 jobs in each of twelve worlds', () => {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  it('seven in ten are within a range of half the median, at the start and after half of the time', () => {
    // The rules were chosen on other seeds.
    const measured = Array.from({length: 12}, (_, i) => measureEstimates(101 + i, {shares: [0, 0.5]}));
    for (const share of [0, 1]) {
      const results = measured.flatMap(each => each[share] ?? []);
      expect(results.map(({count}) => count)).toEqual(Array.from({length: 12}, () => 200));
      expect(mean(results.map(({coverage}) => coverage))).toBeGreaterThanOrEqual(0.7);
      expect(mean(results.map(({width}) => width))).toBeLessThanOrEqual(0.5);
    }
  });
});
