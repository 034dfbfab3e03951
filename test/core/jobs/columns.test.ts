/** The columns of jobs, printed and on the screen. */
import fc from 'fast-check';
import {beforeEach, describe, expect, it} from 'vitest';
import {
  DEFAULT_COLUMNS,
  DETAIL_COLUMNS,
  isFailureColumn,
  isStatusColumn,
  type JobColumn,
  jobColumns,
  LIST_COLUMNS,
  withFailureColumn,
} from '../../../src/core/jobs/columns.ts';
import {GAP, GUTTER} from '../../../src/core/list/columns.ts';
import {anyRow} from '../../support/any-job.ts';
import {arnOf, detailOf, jobAt, MINUTE, NOON, runningAt} from '../../support/jobs.ts';
import {inZone} from '../../support/zone.ts';

// Half past an hour away from UTC: local time cannot be mistaken for anything else.
beforeEach(() => inZone('Asia/Kolkata'));

const columnOf = (columns: readonly JobColumn[], id: string): JobColumn => {
  const column = columns.find(one => one.id === id);
  if (!column) throw new Error(`There is no column ${id}`);
  return column;
};
const list = (id: string) => columnOf(LIST_COLUMNS, id);
const detail = (id: string) => columnOf(DETAIL_COLUMNS, id);

const DONE = jobAt(1000, {modelArn: 'arn:model', modifiedAt: NOON + 6 * MINUTE});

it.each([
  ['status', 'Completed'],
  ['jobName', 'job-1000'],
  ['importedModelName', 'model-1000'],
  ['creationTime', '2026-11-23T12:00:00.000Z'],
  ['tookSeconds', '300'],
  ['endTime', '2026-11-23T12:05:00.000Z'],
  ['lastModifiedTime', '2026-11-23T12:06:00.000Z'],
  ['jobArn', arnOf(1000)],
  ['importedModelArn', 'arn:model'],
  ['failureMessage', ''],
])('%s is “%s” for machines', (id, value) => {
  expect(list(id).value({job: DONE})).toBe(value);
});

it.each([
  ['creationTime', '2026-11-23 17:30:00'],
  ['endTime', '2026-11-23 17:35:00'],
  ['lastModifiedTime', '2026-11-23 17:36:00'],
  ['tookSeconds', '5m 00s'],
])('%s is “%s” for people', (id, text) => {
  expect(list(id).text?.({job: DONE}, NOON)).toBe(text);
});

describe('a running job', () => {
  const job = runningAt(1000);

  it('has a time so far by the clock, for people', () => {
    expect(list('tookSeconds').text?.({job}, NOON + 61_000)).toBe('1m 01s');
  });

  it('has no time yet for machines', () => {
    expect(list('tookSeconds').value({job})).toBe('');
    expect(list('endTime').value({job})).toBe('');
    expect(list('endTime').text?.({job}, NOON)).toBe('');
  });
});

it('a job with an unknown status has no time that it took', () => {
  const job = jobAt(1000, {status: 'Queued', endedAt: undefined});
  expect(list('tookSeconds').text?.({job}, NOON)).toBe('');
});

it('a time of 0 is a time', () => {
  const job = jobAt(1000, {createdAt: 0, endedAt: 0});
  expect([list('creationTime').value({job}), list('tookSeconds').value({job})]).toEqual([
    '1970-01-01T00:00:00.000Z',
    '0',
  ]);
});

it('the value and the text of the time that a job took are the same whole seconds', () => {
  const job = jobAt(1000, {endedAt: NOON + 59_999});
  expect([list('tookSeconds').value({job}), list('tookSeconds').text?.({job}, NOON)]).toEqual(['59', '59s']);
});

it('the time is never below 0, even if the clock went back', () => {
  const job = jobAt(1000, {endedAt: NOON - 5_000});
  expect([list('tookSeconds').value({job}), list('tookSeconds').text?.({job}, NOON)]).toEqual(['0', '0s']);
});

it('a reason is there if the detail has one', () => {
  const job = jobAt(1000, {status: 'Failed'});
  const reason = list('failureMessage');
  expect(reason.value({job, detail: detailOf(job, {failureMessage: 'no config.json'})})).toBe('no config.json');
  expect(reason.value({job, detail: detailOf(job)})).toBe('');
});

it('every field of GetModelImportJob has a column', () => {
  const job = detailOf(DONE, {
    failureMessage: 'why',
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-1', 'sg-2'],
    kmsKeyArn: 'arn:key',
  });
  expect(DETAIL_COLUMNS.map(({id, value}) => [id, value({job, detail: job})])).toEqual([
    ['jobArn', arnOf(1000)],
    ['jobName', 'job-1000'],
    ['importedModelName', 'model-1000'],
    ['importedModelArn', 'arn:model'],
    ['roleArn', 'arn:aws:iam::111122223333:role/import'],
    ['s3Uri', 's3://models/job-1000/'],
    ['status', 'Completed'],
    ['failureMessage', 'why'],
    ['creationTime', '2026-11-23T12:00:00.000Z'],
    ['lastModifiedTime', '2026-11-23T12:06:00.000Z'],
    ['endTime', '2026-11-23T12:05:00.000Z'],
    ['tookSeconds', '300'],
    ['subnetIds', 'subnet-1 subnet-2'],
    ['securityGroupIds', 'sg-1 sg-2'],
    ['importedModelKmsKeyArn', 'arn:key'],
  ]);
});

it('fields of the detail are empty without one', () => {
  const ids = ['roleArn', 's3Uri', 'subnetIds', 'securityGroupIds', 'importedModelKmsKeyArn'];
  expect(ids.map(id => detail(id).value({job: DONE}))).toEqual(['', '', '', '', '']);
});

it.each([
  ['list', LIST_COLUMNS],
  ['detail', DETAIL_COLUMNS],
])('no two columns of %s have a name in common, in any case', (_, columns) => {
  const names = columns.flatMap(({id, short}) => [...new Set([id.toLowerCase(), short.toLowerCase()])]);
  expect(new Set(names).size).toBe(names.length);
});

it('any job has a text in any column', () => {
  fc.assert(
    fc.property(anyRow, fc.constantFrom(...LIST_COLUMNS, ...DETAIL_COLUMNS), (row, column) => {
      const texts = [column.value(row), column.text?.(row, NOON) ?? ''];
      // Other texts are AWS's own, and may be anything.
      const isComputed = column.isTime === true || column.isRight === true;
      for (const text of texts) expect(text).toEqual(expect.any(String));
      if (isComputed) for (const text of texts) expect(text).not.toMatch(/undefined|NaN|Invalid|^-\d/);
    }),
  );
});

it('the column of reasons is added at the end, unless it is there already', () => {
  const withReason = withFailureColumn(DEFAULT_COLUMNS);
  expect(withReason.map(({id}) => id)).toEqual([...DEFAULT_COLUMNS.map(({id}) => id), 'failureMessage']);
  expect(withFailureColumn(withReason)).toBe(withReason);
});

it('there is one column for the status and one for the reason', () => {
  expect(LIST_COLUMNS.filter(isStatusColumn).map(({id}) => id)).toEqual(['status']);
  expect(LIST_COLUMNS.filter(isFailureColumn).map(({id}) => id)).toEqual(['failureMessage']);
});

describe('the columns of the screen', () => {
  const widths = Array.from({length: 261}, (_, i) => 40 + i);
  const both = widths.flatMap(width => [true, false].map(isFailedOnly => ({width, isFailedOnly})));

  it('and their gaps are never wider than the list, at any width', () => {
    for (const {width, isFailedOnly} of both) {
      const columns = jobColumns(width, isFailedOnly);
      const used = GUTTER + columns.reduce((sum, column) => sum + column.width + GAP, -GAP);
      expect(used, `${width} columns`).toBeLessThanOrEqual(width);
      expect(Math.min(...columns.map(column => column.width)), `${width} columns`).toBeGreaterThanOrEqual(7);
    }
  });

  it('always show the status and the name, and have room for their own titles', () => {
    for (const {width, isFailedOnly} of both) {
      const columns = jobColumns(width, isFailedOnly);
      expect(columns.map(column => column.short).slice(0, 2)).toEqual(['status', 'name']);
      expect(new Set(columns.map(column => column.short)).size).toBe(columns.length);
      for (const {title, width: own} of columns) expect(title.length).toBeLessThanOrEqual(own);
    }
  });

  it('are more if there is more room; the reason takes the model’s place if only failed jobs are listed', () => {
    const keys = (width: number, isFailedOnly: boolean) => jobColumns(width, isFailedOnly).map(column => column.short);
    expect(keys(40, false)).toEqual(['status', 'name']);
    expect(keys(60, false)).toEqual(['status', 'name', 'took']);
    expect(keys(80, false)).toEqual(['status', 'name', 'created', 'took']);
    expect(keys(115, false)).toEqual(['status', 'name', 'model', 'created', 'took']);
    expect(keys(120, false)).toEqual(['status', 'name', 'model', 'created', 'took', 'left']);
    expect(keys(120, true)).toEqual(['status', 'name', 'failure', 'created', 'took']);
    expect(keys(180, false)).toEqual(['status', 'name', 'model', 'failure', 'created', 'took', 'left']);
  });
});
