/** A row's text fills its columns, whatever the job is called. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {type JobRow, jobColumns} from '../../../src/core/jobs/columns.ts';
import {headingText, rowText} from '../../../src/core/list/row-text.ts';
import {detailOf, jobAt, MINUTE, NOON, runningAt} from '../../support/jobs.ts';

const DAY = 24 * 60 * MINUTE;
const measure = (width: number, isFailedOnly = false, now = NOON) => ({
  columns: jobColumns(width, isFailedOnly),
  width,
  now,
  widthOf: stringWidth,
});
const textOf = (job: Job, failureMessage: string, at: ReturnType<typeof measure>): string => {
  const {first, rest} = rowText({job, detail: detailOf(job, {failureMessage})}, at);
  return first + rest;
};
const shown = (...args: Parameters<typeof textOf>) =>
  textOf(...args)
    .trimEnd()
    .split(/ {2,}/);

describe('a row', () => {
  it('has a text for each of its columns', () => {
    const job = jobAt(988, {name: 'llama-3-8b-support-v7', modelName: 'support-v7'});
    expect(shown(job, '', measure(120))).toEqual([
      'Completed',
      'llama-3-8b-support-v7',
      'support-v7',
      '12 min ago',
      '5m 00s',
    ]);
    expect(shown(job, '', measure(40))).toEqual(['Completed', 'llama-3-8b-support-v7']);
  });

  it('shows how long a running job has run so far, and leaves empty what is not known', () => {
    expect(shown(runningAt(988), '', measure(80)).at(-1)).toBe('12m 00s');
    expect(shown(jobAt(988, {status: 'Failed', endedAt: undefined}), '', measure(80)).at(-1)).toBe('12 min ago');
    expect(shown(jobAt(988, {modelName: undefined}), '', measure(120))).toHaveLength(4);
  });

  it('has the reason if there is a column for it', () => {
    const job = jobAt(988, {status: 'Failed'});
    expect(shown(job, 'No config.json', measure(120, true))).toContain('No config.json');
    expect(shown(job, 'No config.json', measure(120))).not.toContain('No config.json');
  });

  it('marks the reason that has not been fetched yet, so that it does not look as if there were none', () => {
    const failed = jobAt(988, {status: 'Failed'});
    const why = (row: JobRow) => {
      const {first, rest} = rowText(row, measure(100, true));
      return (first + rest).trimEnd().split(/ {2,}/)[2];
    };
    expect(why({job: failed})).toBe('…');
    expect(why({job: failed, detail: detailOf(failed, {failureMessage: 'No config.json'})})).toBe('No config.json');
    expect(why({job: failed, detail: detailOf(failed)})).toBe('12 min ago');
    expect(why({job: jobAt(988)})).toBe('12 min ago');
  });

  it('keeps both ends of a long name, and the beginning of a long reason', () => {
    const job = jobAt(988, {name: `begin${'-'.repeat(50)}end`});
    const cells = shown(job, `Because ${'of it '.repeat(30)}`, measure(100, true));
    expect(cells[1]).toMatch(/^begin-+…-+end$/);
    expect(cells[2]).toMatch(/^Because .*…$/);
  });

  it.each([
    ['a URI', 'No config.json in s3://acme-models/team/llama/v7/. Upload it.', 'No config.json in …. Upload it.'],
    [
      'an ARN in quotes',
      'Role "arn:aws:iam::111122223333:role/service-role/Import" may not read it',
      'Role "…" may not read it',
    ],
    ['both', 'arn:aws-us-gov:iam::1:role/a cannot read S3://Bucket/key (403)', '… cannot read … (403)'],
  ])('shrinks %s in a reason that does not fit, so that the words that differ are seen', (_, why, shortened) => {
    const job = jobAt(988, {status: 'Failed'});
    expect(shown(job, why, measure(100, true))).toContain(shortened);
    expect(shown(job, why, measure(300, true))).toContain(why);
  });

  it('shows a reason of several lines as one line', () => {
    const job = jobAt(988, {status: 'Failed'});
    expect(shown(job, 'No index.\nUpload it.', measure(120, true))).toContain('No index. Upload it.');
  });

  const names = fc.array(fc.constantFrom('a', '-', '7', 'é', '模', '🦙', ' '), {maxLength: 70}).map(c => c.join(''));
  const job = fc
    .record({
      name: names,
      modelName: fc.option(names, {nil: undefined}),
      status: fc.constantFrom('InProgress', 'Paused'),
    })
    .map(more => jobAt(988, more));

  it('is as wide as the list, at every width', () => {
    fc.assert(
      fc.property(job, names, fc.integer({min: 40, max: 300}), fc.boolean(), (given, why, width, isFailedOnly) => {
        expect(stringWidth(`  ${textOf(given, why, measure(width, isFailedOnly))}`)).toBe(width);
      }),
      {numRuns: 300},
    );
  });

  it.each([7, 100, 1000])('is no wider for a job that has run for %d days', days => {
    expect(stringWidth(`  ${textOf(runningAt(1000), '', measure(80, false, NOON + days * DAY))}`)).toBe(80);
  });
});

describe('the headings', () => {
  it('stand over their columns, times to the right', () => {
    const columns = jobColumns(80, false);
    const heading = headingText(columns);
    const row = textOf(jobAt(988, {name: 'the-name'}), '', measure(80));
    expect(row.indexOf('the-name')).toBe(heading.indexOf('JOB'));
    expect(row.indexOf('12 min ago')).toBe(heading.indexOf('CREATED'));
    expect(row.indexOf('5m 00s') + '5m 00s'.length).toBe(heading.length);
    expect(heading.endsWith(' TOOK')).toBe(true);
  });

  it('never exceed the list', () => {
    for (let width = 40; width <= 300; width++) {
      for (const isFailedOnly of [true, false]) {
        expect(2 + headingText(jobColumns(width, isFailedOnly)).length).toBeLessThanOrEqual(width);
      }
    }
  });
});
