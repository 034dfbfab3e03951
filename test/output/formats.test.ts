/** What each format makes of whole jobs. */
import {describe, expect, it} from 'vitest';
import {FORMAT_FACTS, FORMAT_NAMES} from '../../src/output/format-names.ts';
import {type Details, detailValue, FORMATS} from '../../src/output/formats.ts';
import {readCsv} from '../support/csv.ts';
import {arnOf, detailOf, jobAt, NOON} from '../support/jobs.ts';
import {PLAIN_STYLE} from '../support/print-style.ts';

const STYLE = {...PLAIN_STYLE, now: NOON};
const jobs = [detailOf(jobAt(1)), detailOf(jobAt(2))];
const details = (more: Partial<Details> = {}): Details => ({jobs, isList: true, text: () => 'for people\n', ...more});

describe('whole jobs', () => {
  it('are the API’s answers in JSON: a list, or the one job that was asked for', () => {
    expect(JSON.parse(FORMATS.json.detail(details(), STYLE))).toEqual([{jobArn: arnOf(1)}, {jobArn: arnOf(2)}]);
    const one = details({jobs: jobs.slice(0, 1), isList: false});
    expect(FORMATS.json.detail(one, STYLE)).toBe(`{\n    "jobArn": "${arnOf(1)}"\n}\n`);
    expect(detailValue(one)).toEqual({jobArn: arnOf(1)});
  });

  it('are a line each in ndjson and as ids', () => {
    expect(FORMATS.ndjson.detail(details(), STYLE)).toBe(`{"jobArn":"${arnOf(1)}"}\n{"jobArn":"${arnOf(2)}"}\n`);
    expect(FORMATS.ids.detail(details(), STYLE)).toBe(`${arnOf(1)}\n${arnOf(2)}\n`);
  });

  it('have a column for every field in csv and tsv, with or without a header', () => {
    const [header, ...rows] = readCsv(FORMATS.csv.detail(details(), STYLE));
    expect(header?.slice(0, 2)).toEqual(['jobArn', 'jobName']);
    expect(rows.map(row => row.slice(0, 2))).toEqual([
      [arnOf(1), 'job-1'],
      [arnOf(2), 'job-2'],
    ]);
    const lines = FORMATS.tsv
      .detail(details(), {...STYLE, hasHeader: false})
      .trimEnd()
      .split('\n');
    expect(lines.map(line => line.split('\t')[1])).toEqual(['job-1', 'job-2']);
  });

  it('are the command’s own text in a table', () => {
    expect(FORMATS.table.detail(details(), STYLE)).toBe('for people\n');
  });
});

it('no two formats answer to one name', () => {
  const names = FORMAT_NAMES.flatMap(name => [name, ...(FORMAT_FACTS[name].otherNames ?? [])]);
  expect(new Set(names).size).toBe(names.length);
});
