/** When waiting for jobs is over, and whether it went well. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Verdict, verdictOf, type WaitGoal} from '../../../src/core/domain/wait-goal.ts';
import {NOON} from '../../support/jobs.ts';

/** One letter for each job: running, completed, failed, a status that nobody knows, and such a one that has ended. */
const JOBS = {
  r: {status: 'InProgress'},
  c: {status: 'Completed'},
  f: {status: 'Failed'},
  q: {status: 'Queued'},
  s: {status: 'Stopped', endedAt: NOON},
} as const;
type Letter = keyof typeof JOBS;

const verdict = (letters: string, goal: WaitGoal): Verdict =>
  verdictOf(
    [...letters].map(letter => JOBS[letter as Letter]),
    goal,
  );

describe('the verdict on', () => {
  // All of the jobs without a status, for Completed, for Failed; any of them likewise.
  it.each<[string, readonly [Verdict, Verdict, Verdict], readonly [Verdict, Verdict, Verdict]]>([
    ['r', ['open', 'open', 'open'], ['open', 'open', 'open']],
    ['q', ['open', 'open', 'open'], ['open', 'open', 'open']],
    ['c', ['met', 'met', 'missed'], ['met', 'met', 'missed']],
    ['f', ['missed', 'missed', 'met'], ['missed', 'missed', 'met']],
    ['s', ['missed', 'missed', 'missed'], ['missed', 'missed', 'missed']],
    ['rr', ['open', 'open', 'open'], ['open', 'open', 'open']],
    ['rq', ['open', 'open', 'open'], ['open', 'open', 'open']],
    ['rc', ['open', 'open', 'missed'], ['met', 'met', 'open']],
    ['rf', ['open', 'missed', 'open'], ['missed', 'open', 'met']],
    ['rs', ['open', 'missed', 'missed'], ['missed', 'open', 'open']],
    ['qc', ['open', 'open', 'missed'], ['met', 'met', 'open']],
    ['qf', ['open', 'missed', 'open'], ['missed', 'open', 'met']],
    ['qs', ['open', 'missed', 'missed'], ['missed', 'open', 'open']],
    ['cc', ['met', 'met', 'missed'], ['met', 'met', 'missed']],
    ['cf', ['missed', 'missed', 'missed'], ['met', 'met', 'met']],
    ['cs', ['missed', 'missed', 'missed'], ['met', 'met', 'missed']],
    ['ff', ['missed', 'missed', 'met'], ['missed', 'missed', 'met']],
    ['fs', ['missed', 'missed', 'missed'], ['missed', 'missed', 'met']],
    ['ss', ['missed', 'missed', 'missed'], ['missed', 'missed', 'missed']],
    ['rcf', ['open', 'missed', 'missed'], ['met', 'met', 'met']],
    ['ccr', ['open', 'open', 'missed'], ['met', 'met', 'open']],
    ['ffr', ['open', 'missed', 'open'], ['missed', 'open', 'met']],
  ])('%s', (letters, all, any) => {
    const goals = [undefined, 'Completed', 'Failed'];
    expect(goals.map(status => verdict(letters, {status, isAny: false}))).toEqual(all);
    expect(goals.map(status => verdict(letters, {status, isAny: true}))).toEqual(any);
  });

  const anyLetters = fc
    .array(fc.constantFrom<Letter>('r', 'c', 'f', 'q', 's'), {minLength: 1})
    .map(list => list.join(''));
  const anyGoal = fc.record({status: fc.constantFrom(undefined, 'Completed', 'Failed'), isAny: fc.boolean()});

  it('any jobs does not depend on their order, nor on how often one is named', () => {
    fc.assert(
      fc.property(anyLetters, anyGoal, (letters, goal) => {
        const sorted = [...new Set(letters)].sort().join('');
        expect(verdict(letters, goal)).toBe(verdict(sorted, goal));
      }),
    );
  });

  it('jobs that have all ended is never open, and stays what it was when a further one ends', () => {
    fc.assert(
      fc.property(anyLetters, anyGoal, fc.constantFrom('c', 'f', 's'), (letters, goal, end) => {
        const now = verdict(letters, goal);
        if (!/[rq]/.test(letters)) expect(now).not.toBe('open');
        // Without a status “any” is told by the first that ends; whoever looks later may see a better one.
        const isFirst = goal.isAny && goal.status === undefined && now === 'missed';
        if (now !== 'open' && !isFirst) expect(verdict(letters.replace(/[rq]/, end), goal)).toBe(now);
      }),
    );
  });
});
