/** What happens to jobs, reported once. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {hasEnded, type Job} from '../../../src/core/domain/job.ts';
import {createLedger, eventsSince, type JobEvent} from '../../../src/core/domain/job-events.ts';
import {arnOf, jobAt, MINUTE, NOON, runningAt} from '../../support/jobs.ts';

const NOW = NOON + 60 * MINUTE;
const failedAt = (n: number) => jobAt(n, {status: 'Failed'});
const undatedAt = (n: number) => jobAt(n, {endedAt: undefined});

/** "new job-1, failed job-2" */
const said = (events: readonly JobEvent[]): string => events.map(({kind, job}) => `${kind} ${job.name}`).join(', ');

describe('a ledger', () => {
  it('reports a new job, and its end', () => {
    const ledger = createLedger();
    ledger.learn([jobAt(1)]);
    expect(said(ledger.changes([runningAt(2), jobAt(1)], NOW))).toBe('new job-2');
    expect(said(ledger.changes([runningAt(2), jobAt(1)], NOW))).toBe('');
    expect(ledger.changes([failedAt(2), jobAt(1)], NOW)).toEqual([
      {kind: 'failed', at: failedAt(2).endedAt, job: failedAt(2)},
    ]);
    expect(said(ledger.changes([failedAt(2), jobAt(1)], NOW))).toBe('');
  });

  it('reports the end of a job that was already running', () => {
    const ledger = createLedger();
    ledger.learn([runningAt(1)]);
    expect(said(ledger.changes([jobAt(1)], NOW))).toBe('ended job-1');
  });

  it('reports both the start and the end of a job that began and ended between two answers, in that order', () => {
    const ledger = createLedger();
    ledger.learn([]);
    expect(said(ledger.changes([jobAt(2), failedAt(1)], NOW))).toBe('new job-1, new job-2, failed job-1, ended job-2');
  });

  it('does not report a job older than the newest known one as new, but reports its end', () => {
    const ledger = createLedger();
    ledger.learn([jobAt(9)]);
    expect(said(ledger.changes([runningAt(3), jobAt(4)], NOW))).toBe('');
    expect(said(ledger.changes([jobAt(3), jobAt(4)], NOW))).toBe('ended job-3');
  });

  it('does not report a job as new that is older than what was asked for, even if no job was found', () => {
    const ledger = createLedger();
    ledger.learn([], jobAt(5).createdAt);
    expect(said(ledger.changes([jobAt(4), runningAt(3)], NOW))).toBe('');
    expect(said(ledger.changes([runningAt(5), runningAt(6)], NOW))).toBe('new job-5, new job-6');
  });

  it('reports a job as new that was created at the same time as the newest', () => {
    const ledger = createLedger();
    ledger.learn([jobAt(1)]);
    expect(said(ledger.changes([{...runningAt(2), createdAt: jobAt(1).createdAt}], NOW))).toBe('new job-2');
  });

  it('reports nothing of a job with an unknown status until it has an end', () => {
    const ledger = createLedger();
    const queued = jobAt(1, {status: 'Queued', endedAt: undefined});
    ledger.learn([queued]);
    expect(said(ledger.changes([queued], NOW))).toBe('');
    expect(said(ledger.changes([{...queued, status: 'Stopped', endedAt: NOON}], NOW))).toBe('ended job-1');
  });

  it('takes the time of the clock for an end that AWS has not dated', () => {
    const ledger = createLedger();
    ledger.learn([runningAt(1)]);
    expect(ledger.changes([undatedAt(1)], NOW)).toEqual([{kind: 'ended', at: NOW, job: undatedAt(1)}]);
  });

  it('never puts an end before its start, even if clocks differ', () => {
    const behind = jobAt(1).createdAt - MINUTE;
    const undated = createLedger();
    expect(said(undated.changes([undatedAt(1)], behind))).toBe('new job-1, ended job-1');
    const backwards = createLedger();
    const events = backwards.changes([jobAt(1, {endedAt: behind})], NOW);
    expect(events.map(({kind, at}) => [kind, at])).toEqual([
      ['new', jobAt(1).createdAt],
      ['ended', jobAt(1).createdAt],
    ]);
  });
});

describe('any answers, in any order and as often as they like,', () => {
  const STAGES = ['Queued', 'InProgress', 'Completed', 'Failed', 'Stopped', 'undated'] as const;
  type Stage = (typeof STAGES)[number];
  const inStage = (n: number, stage: Stage): Job => {
    if (stage === 'undated') return undatedAt(n);
    const isOpen = stage === 'Queued' || stage === 'InProgress';
    return jobAt(n, {status: stage, ...(isOpen ? {endedAt: undefined} : {})});
  };
  const anySighting = fc.tuple(fc.nat(9), fc.constantFrom(...STAGES)).map(([n, stage]) => inStage(n, stage));
  const anyAnswer = fc.array(anySighting, {maxLength: 8});
  const anyCourse = fc.record({learned: anyAnswer, answers: fc.array(anyAnswer, {maxLength: 8})});

  const told = ({learned, answers}: {learned: readonly Job[]; answers: readonly (readonly Job[])[]}) => {
    const ledger = createLedger();
    ledger.learn(learned);
    return answers.map((jobs, i) => ledger.changes(jobs, NOW + i));
  };
  const countOf = (events: readonly JobEvent[], n: number, isNew: boolean) =>
    events.filter(({kind, job}) => job.arn === arnOf(n) && (kind === 'new') === isNew).length;

  it('report each job at most once as new, and at most once as ended', () => {
    fc.assert(
      fc.property(anyCourse, course => {
        const events = told(course).flat();
        for (let n = 0; n < 10; n++) {
          expect(countOf(events, n, true)).toBeLessThanOrEqual(1);
          expect(countOf(events, n, false)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('report no known job as new, and nothing more of one that had ended', () => {
    fc.assert(
      fc.property(anyCourse, course => {
        const events = told(course).flat();
        const last = new Map(course.learned.map(job => [job.arn, job]));
        for (const {kind, job} of events) {
          const known = last.get(job.arn);
          if (known) expect(kind).not.toBe('new');
          expect(known && hasEnded(known)).not.toBe(true);
        }
      }),
    );
  });

  it('report the end of every job that was seen before its end', () => {
    fc.assert(
      fc.property(anyCourse, course => {
        const events = told(course).flat();
        const sightings = [...new Map(course.learned.map(job => [job.arn, job])).values(), ...course.answers.flat()];
        for (let n = 0; n < 10; n++) {
          const own = sightings.filter(({arn}) => arn === arnOf(n));
          const isEndSeen = own.length > 0 && !hasEnded(own[0] as Job) && own.some(hasEnded);
          if (isEndSeen) expect(countOf(events, n, false)).toBe(1);
        }
      }),
    );
  });

  it('are reported in the order of time, a start before its end', () => {
    fc.assert(
      fc.property(anyCourse, course => {
        for (const events of told(course)) {
          const times = events.map(({at}) => at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          for (const [i, {kind, job}] of events.entries()) {
            const ends = events.findIndex(other => other.kind !== 'new' && other.job.arn === job.arn);
            if (kind === 'new' && ends >= 0) expect(ends).toBeGreaterThan(i);
          }
        }
      }),
    );
  });

  it('are reported as failed only if the job Failed', () => {
    fc.assert(
      fc.property(anyCourse, course => {
        for (const event of told(course).flat()) {
          if (event.kind === 'new') expect([event.job.status, event.job.endedAt]).toEqual(['InProgress', undefined]);
          else
            expect([event.kind, hasEnded(event.job)]).toEqual([
              event.job.status === 'Failed' ? 'failed' : 'ended',
              true,
            ]);
        }
      }),
    );
  });
});

describe('what has happened since a time', () => {
  const since = NOON - 10 * MINUTE;
  it.each([
    ['a job that has begun since', [runningAt(995)], 'new job-995'],
    ['a job that has begun and ended since', [failedAt(994)], 'new job-994, failed job-994'],
    ['a job that has only ended since', [jobAt(988)], 'ended job-988'],
    ['a job that began at that very time', [runningAt(990)], 'new job-990'],
    ['a job that ended at that very time', [jobAt(985)], 'ended job-985'],
    ['a job that ended before', [jobAt(984)], ''],
    ['a job that has run since before', [runningAt(984)], ''],
    ['an end without a date, of a job that began since', [undatedAt(995)], 'new job-995, ended job-995'],
    ['an end without a date, of a job from before', [undatedAt(980)], ''],
    ['nothing', [], ''],
    [
      'several, whatever their order',
      [jobAt(995), failedAt(994), jobAt(988)],
      'ended job-988, new job-994, new job-995, failed job-994, ended job-995',
    ],
  ])('%s', (_, jobs, events) => {
    expect(said(eventsSince(jobs, since, NOW))).toBe(events);
  });
});
