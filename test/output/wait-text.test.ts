/** What the wait command says of jobs. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Job} from '../../src/core/job.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import {progressText, type ResultLook, resultText, standingText} from '../../src/output/wait-text.ts';
import {textWidth} from '../../src/ui/text-width.ts';
import {anyDetail, anyJob, linesOf, STEERING, withoutPaint} from '../support/any-job.ts';
import {detailOf, jobAt, MINUTE, NOON, runningAt} from '../support/jobs.ts';

const NOW = NOON + 12 * MINUTE + 4_000;
const RUNNING = runningAt(1000);
const QUEUED = jobAt(1000, {name: 'queued', status: 'Queued', endedAt: undefined});

it.each([
  ['a running job', RUNNING, 'job-1000 is InProgress for 12m 04s'],
  ['a completed job', jobAt(1000), 'job-1000 has ended: Completed after 5m 00s'],
  ['a failed job', jobAt(1000, {status: 'Failed'}), 'job-1000 has ended: Failed after 5m 00s'],
  ['an end that is not dated', jobAt(1000, {endedAt: undefined}), 'job-1000 has ended: Completed'],
  ['a status that nobody knows', QUEUED, 'queued is Queued'],
  ['one that has ended with it', jobAt(1000, {status: 'Stopped'}), 'job-1000 has ended: Stopped after 5m 00s'],
  ['a clock that went back', {...RUNNING, createdAt: NOW + 1}, 'job-1000 is InProgress for 0s'],
])('how %s stands', (_, job, text) => {
  expect(standingText(job, NOW)).toBe(text);
});

describe('the line while it waits', () => {
  it.each<[string, readonly Job[], string]>([
    ['of no job', [], ''],
    ['of jobs that have ended', [jobAt(1), jobAt(2)], ''],
    ['of one job', [RUNNING], 'InProgress  job-1000  12m 04s'],
    ['of the last that is open', [jobAt(1), RUNNING], 'InProgress  job-1000  12m 04s'],
    ['of one whose status nobody knows', [QUEUED], 'Queued  queued'],
    ['of several', [RUNNING, jobAt(1), runningAt(999)], '2 jobs of 3 not ended: job-1000 12m 04s, job-999 13m 04s'],
    ['of several, one of them unknown', [QUEUED, RUNNING], '2 jobs of 2 not ended: queued, job-1000 12m 04s'],
  ])('%s', (_, jobs, text) => {
    expect(progressText(jobs, undefined, {now: NOW})).toBe(text);
  });

  it.each([
    [16 * MINUTE, 'estimate: about 4 min left; the median of your last 5 is 16 min'],
    [13 * MINUTE, 'estimate: about 56s left; the median of your last 5 is 13 min'],
    [NOW - NOON + 59_700, 'estimate: about 1 min left; the median of your last 5 is 13 min'],
    [NOW - NOON + 1, 'estimate: about 1s left; the median of your last 5 is 12 min'],
    [NOW - NOON, 'longer than usual; the median of your last 5 is 12 min'],
    [30_000, 'longer than usual; the median of your last 5 is 30s'],
    [1, 'longer than usual; the median of your last 5 is 1s'],
  ])('with others that took %d ms says how long it may yet take', (ms, text) => {
    expect(progressText([RUNNING], {ms, count: 5}, {now: NOW})).toBe(`InProgress  job-1000  12m 04s  (${text})`);
  });

  it('leaves out what it goes by where there is no room', () => {
    const short = {now: NOW, isShort: true};
    expect(progressText([RUNNING], {ms: 16 * MINUTE, count: 5}, short)).toMatch(/ {2}\(estimate: about 4 min left\)$/);
    expect(progressText([RUNNING], {ms: MINUTE, count: 5}, short)).toMatch(/ {2}\(longer than usual\)$/);
  });

  it('estimates nothing for several jobs, and for none that does not run', () => {
    const typical = {ms: 16 * MINUTE, count: 5};
    expect(progressText([QUEUED], typical, {now: NOW})).not.toContain('estimate');
    expect(progressText([RUNNING, runningAt(999)], typical, {now: NOW})).not.toContain('estimate');
  });

  it('is one line that steers nothing, whatever the jobs', () => {
    fc.assert(
      fc.property(
        fc.array(anyJob),
        fc.option(fc.record({ms: fc.nat(), count: fc.nat(9)}), {nil: undefined}),
        (jobs, typical) => {
          const text = progressText(jobs, typical, {now: NOW});
          expect(text).not.toMatch(STEERING);
          expect(text).not.toMatch(/undefined|NaN/);
        },
      ),
    );
  });
});

describe('the result', () => {
  const look = (more: Partial<ResultLook> = {}): ResultLook => ({
    paint: NO_PAINT,
    widthOf: textWidth,
    now: NOW,
    ...more,
  });
  const failed = detailOf(jobAt(1000, {status: 'Failed'}), {failureMessage: 'The folder has no config.json.\nAdd it.'});
  const done = detailOf(jobAt(999, {modelArn: 'arn:model'}));

  it('has the model of a completed job, and the whole reason of a failed one', () => {
    expect(resultText([done, failed, detailOf(RUNNING)], look())).toBe(`Completed   job-999  5m 00s
  arn:model
Failed      job-1000  5m 00s
  The folder has no config.json.
  Add it.
InProgress  job-1000  12m 04s
`);
  });

  it('of no jobs is nothing', () => {
    expect(resultText([], look())).toBe('');
  });

  it('has no time where nobody knows it', () => {
    expect(resultText([detailOf(QUEUED)], look())).toBe('Queued  queued\n');
  });

  it('wraps the reason on a terminal that has room for words', () => {
    expect(linesOf(resultText([failed], look({width: 24}))).slice(1)).toEqual([
      '  The folder has no',
      '  config.json.',
      '  Add it.',
    ]);
    expect(resultText([failed], look({width: 21}))).toBe(resultText([failed], look()));
  });

  it('has the colours of the status and of the reason', () => {
    expect(resultText([failed], look({paint: TERMINAL_PAINT}))).toBe(
      '\x1b[31mFailed\x1b[39m  job-1000  5m 00s\n  \x1b[31mThe folder has no config.json.\x1b[39m\n  \x1b[31mAdd it.\x1b[39m\n',
    );
  });

  it('steers nothing, and a reason is within the terminal', () => {
    fc.assert(
      fc.property(fc.array(anyDetail), fc.integer({min: 22, max: 200}), fc.boolean(), (jobs, width, isPainted) => {
        const named = jobs.map(job => ({...job, name: 'x', status: 'Failed', modelArn: undefined}));
        const text = resultText(named, look({width, paint: isPainted ? TERMINAL_PAINT : NO_PAINT}));
        for (const line of linesOf(withoutPaint(text))) {
          expect(line).not.toMatch(STEERING);
          expect(textWidth(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });
});
