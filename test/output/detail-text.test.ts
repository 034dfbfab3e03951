/** One job with all its fields, as text. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {detailText} from '../../src/output/detail-text.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import type {TimedTextStyle} from '../../src/output/text-style.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyDetail, linesOf, STEERING, withoutPaint} from '../support/any-job.ts';
import {arnOf, detailOf, jobAt, MINUTE, NOON, runningAt} from '../support/jobs.ts';
import {inZone} from '../support/zone.ts';

const style = (more: Partial<TimedTextStyle> = {}): TimedTextStyle => ({
  paint: NO_PAINT,
  widthOf: textWidth,
  now: NOON + MINUTE,
  ...more,
});

const REASON = 'The folder has no config.json.\n\nAdd it, and import again.';
const FAILED = detailOf(jobAt(1000, {status: 'Failed', modelArn: 'arn:model'}), {
  failureMessage: REASON,
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-1'],
  kmsKeyArn: 'arn:key',
});

it('has a line for each field, and the whole reason', () => {
  expect(detailText(FAILED, style())).toBe(`Job        job-1000
Status     Failed
Why        The folder has no config.json.

           Add it, and import again.
Source     s3://models/job-1000/
Created    2026-11-23 12:00:00 UTC
Ended      2026-11-23 12:05:00
Took       5m 00s
Model      model-1000
Role       arn:aws:iam::111122223333:role/import
Job ARN    ${arnOf(1000)}
Model ARN  arn:model
Modified   2026-11-23 12:05:00
KMS key    arn:key
Subnets    subnet-1 subnet-2
Groups     sg-1
`);
});

it('has no line for what a running job has not', () => {
  const job = {...runningAt(1000), modifiedAt: undefined};
  expect(detailText(detailOf(job, {s3Uri: undefined, roleArn: undefined}), style())).toBe(`Job        job-1000
Status     InProgress
Created    2026-11-23 12:00:00 UTC
Running    for 1m 00s
Model      model-1000
Job ARN    ${arnOf(1000)}
`);
});

it('says the zone once, and again only if the clocks were changed', () => {
  inZone('Europe/Berlin');
  const change = Date.UTC(2026, 9, 25, 1);
  const job = jobAt(1000, {createdAt: change - 10 * MINUTE, endedAt: change + 10 * MINUTE, modifiedAt: undefined});
  expect(detailText(detailOf(job), style())).toContain(
    'Created    2026-10-25 02:50:00 UTC+2\nEnded      2026-10-25 02:10:00 UTC+1\nTook       20m 00s\n',
  );
  const usual = detailText(detailOf(jobAt(1000)), style());
  expect(usual.match(/UTC\+1/g)).toHaveLength(1);
});

it('says the day of an end that was on another day', () => {
  const text = detailText(detailOf(jobAt(1000, {endedAt: NOON + 24 * 60 * MINUTE})), style());
  expect(text).toContain('\nEnded      2026-11-24 12:00:00\nTook       1d 00h\n');
});

describe('on a terminal', () => {
  const reasonOf = (width: number | undefined) => {
    const lines = linesOf(detailText(FAILED, style({width})));
    return lines.slice(2, lines.indexOf('Source     s3://models/job-1000/'));
  };

  it('wraps the reason behind the labels', () => {
    expect(reasonOf(40)).toEqual([
      'Why        The folder has no',
      '           config.json.',
      '',
      '           Add it, and import again.',
    ]);
  });

  it('lets the terminal wrap the reason if there is no room for words', () => {
    expect(reasonOf(30)).toEqual(reasonOf(undefined));
    expect(reasonOf(31)).not.toEqual(reasonOf(undefined));
  });

  it('leaves an ARN whole, to be copied', () => {
    expect(detailText(FAILED, style({width: 40}))).toContain(`\nJob ARN    ${arnOf(1000)}\n`);
  });
});

describe('colours', () => {
  const painted = (more: Partial<typeof FAILED>) => detailText({...FAILED, ...more}, style({paint: TERMINAL_PAINT}));

  it('are those of the status and of the reason', () => {
    expect(painted({failureMessage: 'why'})).toContain(
      '\nStatus     \x1b[31mFailed\x1b[39m\nWhy        \x1b[31mwhy\x1b[39m\n',
    );
  });

  it('are not those of another field that happens to say the same', () => {
    expect(painted({failureMessage: 'job-1000'})).toMatch(/^Job {8}job-1000\n/);
  });
});

describe('whatever a job says of itself', () => {
  const anyLook = fc
    .tuple(fc.option(fc.integer({min: 1, max: 200}), {nil: undefined}), fc.boolean())
    .map(([width, isPainted]) => style({width, paint: isPainted ? TERMINAL_PAINT : NO_PAINT}));

  it('nothing steers the terminal, and no line ends in spaces', () => {
    fc.assert(
      fc.property(anyDetail, anyLook, (detail, given) => {
        for (const line of linesOf(withoutPaint(detailText(detail, given)))) {
          expect(line).not.toMatch(STEERING);
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });

  it('a line of the reason is within the terminal, unless it is left to the terminal', () => {
    fc.assert(
      fc.property(anyDetail, fc.integer({min: 31, max: 200}), (detail, width) => {
        const lines = linesOf(detailText({...detail, status: 'x', name: 'x'}, style({width})));
        const reason = lines.slice(
          2,
          lines.findIndex(line => line.startsWith('Source')),
        );
        for (const line of reason) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
