/** What the wait command says about jobs. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Job} from '../../src/core/domain/job.ts';
import {type History, historyOf} from '../../src/core/jobs/estimate.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import type {TimedTextStyle} from '../../src/output/text-style.ts';
import {interruptedText, progressTexts, resultText, standingText, timeoutText} from '../../src/output/wait-text.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyDetail, anyJob, linesOf, STEERING, withoutPaint} from '../support/any-job.ts';
import {detailOf, jobAt, MINUTE, NOON, runningAt} from '../support/jobs.ts';

const NOW = NOON + 12 * MINUTE + 4_000;
const RUNNING = runningAt(1000);
const QUEUED = jobAt(1000, {name: 'queued', status: 'Queued', endedAt: undefined});

it.each([
  ['a running job', RUNNING, 'job-1000 has been InProgress for 12m 04s'],
  ['a completed job', jobAt(1000), 'job-1000 has ended: Completed after 5m 00s'],
  ['a failed job', jobAt(1000, {status: 'Failed'}), 'job-1000 has ended: Failed after 5m 00s'],
  ['an end that is not dated', jobAt(1000, {endedAt: undefined}), 'job-1000 has ended: Completed'],
  ['a status that nobody knows', QUEUED, 'queued is Queued'],
  ['one that has ended with it', jobAt(1000, {status: 'Stopped'}), 'job-1000 has ended: Stopped after 5m 00s'],
  ['a clock that went back', {...RUNNING, createdAt: NOW + 1}, 'job-1000 has been InProgress for 0s'],
])('the state of %s', (_, job, text) => {
  expect(standingText(job, NOW)).toBe(text);
});

describe('the line while it waits', () => {
  const HEAD = 'InProgress  job-1000  12m 04s';
  const texts = (jobs: readonly Job[], history?: History, trouble?: string) =>
    progressTexts(jobs, {history, now: NOW, trouble});

  it.each<[string, readonly Job[], readonly string[]]>([
    ['of no job', [], []],
    ['of jobs that have ended', [jobAt(1), jobAt(2)], []],
    ['of one job', [RUNNING], [HEAD]],
    ['of the last that is open', [jobAt(1), RUNNING], [HEAD]],
    ['of one whose status nobody knows', [QUEUED], ['Queued  queued']],
    [
      'of several',
      [RUNNING, jobAt(1), runningAt(999)],
      [
        '2 of 3 jobs have not ended: job-1000 12m 04s, job-999 13m 04s',
        '2 of 3 jobs have not ended, the longest for 13m 04s',
        '2 of 3 jobs have not ended',
      ],
    ],
  ])('%s', (_, jobs, expected) => {
    expect(texts(jobs)).toEqual(expected);
  });

  const history = historyOf(Array.from({length: 5}, (_, i) => jobAt(i, {name: `other-${i}`})));

  it('estimates how much longer it may take from the jobs before it, and says so', () => {
    const running = {...RUNNING, createdAt: NOW - 60_000};
    expect(texts([running], history)).toEqual([
      'InProgress  job-1000  1m 00s  (~3–5 min left; usually 5 min: your last 5 completed imports)',
      'InProgress  job-1000  1m 00s  (~3–5 min left)',
      'InProgress  job-1000  1m 00s',
    ]);
    expect(texts([RUNNING], history)[1]).toBe(`${HEAD}  (longer than usual)`);
    expect(texts([running], [])[0]).toMatch(
      /\(~9–15 min left; usually 10–16 min: measured by others; too few completed/,
    );
  });

  it('has no estimate for several jobs, for a job that is not running, or while there is no answer', () => {
    expect(texts([QUEUED], history).join()).not.toContain('usual');
    expect(texts([RUNNING, runningAt(999)], history).join()).not.toContain('usual');
    expect(texts([RUNNING], history, 'no answer')).toEqual([`${HEAD}  (no answer)`]);
    expect(texts([], undefined, 'no answer')).toEqual(['no answer']);
  });

  it('is one line without control characters, whatever the jobs are', () => {
    fc.assert(
      fc.property(fc.array(anyJob), fc.option(fc.array(anyJob), {nil: undefined}), (jobs, before) => {
        for (const text of texts(jobs, before && historyOf(before))) {
          expect(text).not.toMatch(STEERING);
          expect(text).not.toMatch(/undefined|NaN/);
        }
      }),
    );
  });
});

describe('the last word of waiting', () => {
  it.each<[readonly Job[], string]>([
    [[], 'Timed out after 1m 30s: AWS has not answered.'],
    [[RUNNING], 'Timed out after 1m 30s: job-1000 has been InProgress for 12m 04s.'],
    [[RUNNING, jobAt(1)], 'Timed out after 1m 30s: job-1000 has been InProgress for 12m 04s.'],
    [[RUNNING, jobAt(1), runningAt(2)], 'Timed out after 1m 30s: 2 of 3 jobs have not ended.'],
  ])('if the time is over: %#', (jobs, text) => {
    expect(timeoutText(jobs, '1m 30s', NOW)).toBe(text);
  });

  it('if it is interrupted', () => {
    expect(interruptedText([RUNNING, runningAt(2)], NOW)).toBe('Interrupted: 2 of 2 jobs have not ended.');
  });
});

describe('the result', () => {
  const style = (more: Partial<TimedTextStyle> = {}): TimedTextStyle => ({
    paint: NO_PAINT,
    widthOf: textWidth,
    now: NOW,
    ...more,
  });
  const failed = detailOf(jobAt(1000, {status: 'Failed'}), {failureMessage: 'The folder has no config.json.\nAdd it.'});
  const done = detailOf(jobAt(999, {modelArn: 'arn:model'}));

  it('has the model of a completed job, and the whole reason of a failed one', () => {
    expect(resultText([done, failed, detailOf(RUNNING)], style())).toBe(`Completed   job-999    5m 00s
  arn:model
Failed      job-1000   5m 00s
  The folder has no config.json.
  Add it.
InProgress  job-1000  12m 04s
`);
  });

  it('of no jobs is empty', () => {
    expect(resultText([], style())).toBe('');
  });

  it('has no time if it is unknown', () => {
    expect(resultText([detailOf(QUEUED)], style())).toBe('Queued  queued\n');
  });

  it('wraps the reason on a terminal that has room for words', () => {
    expect(linesOf(resultText([failed], style({width: 24}))).slice(1)).toEqual([
      '  The folder has no',
      '  config.json.',
      '  Add it.',
    ]);
    expect(resultText([failed], style({width: 21}))).toBe(resultText([failed], style()));
  });

  it('has the colours of the status and of the reason', () => {
    expect(resultText([failed], style({paint: TERMINAL_PAINT}))).toBe(
      '\x1b[31mFailed\x1b[39m  job-1000  5m 00s\n  \x1b[31mThe folder has no config.json.\x1b[39m\n  \x1b[31mAdd it.\x1b[39m\n',
    );
  });

  it('has no control characters, and a reason fits the terminal', () => {
    fc.assert(
      fc.property(fc.array(anyDetail), fc.integer({min: 22, max: 200}), fc.boolean(), (jobs, width, isPainted) => {
        const named = jobs.map(job => ({...job, name: 'x', status: 'Failed', modelArn: undefined}));
        const text = resultText(named, style({width, paint: isPainted ? TERMINAL_PAINT : NO_PAINT}));
        for (const line of linesOf(withoutPaint(text))) {
          expect(line).not.toMatch(STEERING);
          expect(textWidth(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });
});
