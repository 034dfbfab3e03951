/** A list of jobs, written piece by piece. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {DEFAULT_COLUMNS, type JobRow, LIST_COLUMNS, withFailureColumn} from '../../src/core/jobs/columns.ts';
import {plainJson, plainLines, plainText} from '../../src/core/text/plain-text.ts';
import {FORMAT_NAMES, type Format} from '../../src/output/format-names.ts';
import {FORMATS} from '../../src/output/formats.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import {listShape, summaryShape} from '../../src/output/shape.ts';
import type {FittingTableStyle} from '../../src/output/terminal-table.ts';
import {anyPages, anyText, linesOf, STEERING, withoutPaint} from '../support/any-job.ts';
import {readCsv} from '../support/csv.ts';
import {arnOf, detailOf, jobAt, runningAt} from '../support/jobs.ts';
import {PLAIN_STYLE} from '../support/print-style.ts';

type Pages = readonly (readonly JobRow[])[];

interface Given extends Partial<FittingTableStyle> {
  readonly format?: Format;
}

/** Everything that is written for these pages. A list that was asked for has a page, if only an empty one. */
const written = (pages: Pages, {format = 'json', ...style}: Given, nextToken?: string): string => {
  const writer = FORMATS[format].list({...PLAIN_STYLE, ...style});
  return (pages.length === 0 ? [[]] : pages).map(writer.rows).join('') + writer.end(nextToken);
};

const shapesOf = (pages: Pages) => pages.flat().map(({job, detail}) => summaryShape(job, detail?.failureMessage));
const anyToken = fc.option(
  anyText.filter(text => text !== ''),
  {nil: undefined},
);
const anyColumns = fc.shuffledSubarray([...LIST_COLUMNS], {minLength: 1});

describe('json', () => {
  it('is the list of the API, indented as the AWS CLI does', () => {
    expect(written([[{job: runningAt(1)}]], {}, 'abc')).toBe(`{
    "modelImportJobSummaries": [
        {
            "jobArn": "${arnOf(1)}",
            "jobName": "job-1",
            "status": "InProgress",
            "lastModifiedTime": "2026-11-22T19:26:00.000Z",
            "creationTime": "2026-11-22T19:21:00.000Z",
            "importedModelName": "model-1"
        }
    ],
    "nextToken": "abc"
}
`);
  });

  it('is the same text for any split of any jobs into pages, and the text of the whole list', () => {
    fc.assert(
      fc.property(anyPages, anyToken, (pages, nextToken) => {
        const list = listShape(shapesOf(pages), nextToken);
        const text = written(pages, {}, nextToken);
        expect(text).toBe(`${plainJson(list, 4)}\n`);
        expect(JSON.parse(text)).toEqual(list);
      }),
    );
  });

  it('is an empty list if no job was found', () => {
    expect(written([], {})).toBe('{\n    "modelImportJobSummaries": []\n}\n');
  });

  it('is empty if nothing was asked for yet', () => {
    expect(FORMATS.json.list(PLAIN_STYLE).end('abc')).toBe('');
  });
});

describe('ndjson', () => {
  it('has one object a line, whatever is in it', () => {
    fc.assert(
      fc.property(anyPages, anyToken, (pages, nextToken) => {
        const lines = linesOf(written(pages, {format: 'ndjson'}, nextToken));
        expect(lines.map(line => JSON.parse(line))).toEqual(shapesOf(pages));
      }),
    );
  });
});

describe('csv', () => {
  it('is read back cell by cell', () => {
    fc.assert(
      fc.property(anyPages, anyColumns, fc.boolean(), (pages, columns, hasHeader) => {
        const records = readCsv(written(pages, {format: 'csv', columns, hasHeader}));
        const header = hasHeader ? [columns.map(({id}) => id)] : [];
        const cells = pages.flat().map(row => columns.map(({value}) => plainLines(value(row))));
        expect(records).toEqual([...header, ...cells]);
      }),
    );
  });

  it('has its header once, even if no job was found', () => {
    expect(written([], {format: 'csv'})).toBe('status,jobName,importedModelName,creationTime,tookSeconds\n');
    expect(
      written([[], [{job: jobAt(1)}], [{job: jobAt(2)}]], {format: 'csv', columns: DEFAULT_COLUMNS.slice(0, 2)}),
    ).toBe('status,jobName\nCompleted,job-1\nCompleted,job-2\n');
  });

  it('keeps the line breaks of a reason', () => {
    const job = jobAt(1, {status: 'Failed'});
    const rows = [{job, detail: detailOf(job, {failureMessage: 'one\ntwo'})}];
    const columns = withFailureColumn(DEFAULT_COLUMNS.slice(0, 1));
    expect(written([rows], {format: 'csv', columns, hasHeader: false})).toBe('Failed,"one\ntwo"\n');
  });
});

describe('tsv', () => {
  it('has the same number of tabs in every line, and a line for each job', () => {
    fc.assert(
      fc.property(anyPages, anyColumns, fc.boolean(), (pages, columns, hasHeader) => {
        const lines = linesOf(written(pages, {format: 'tsv', columns, hasHeader}));
        expect(lines).toHaveLength(pages.flat().length + (hasHeader ? 1 : 0));
        for (const line of lines) expect(line.split('\t')).toHaveLength(columns.length);
      }),
    );
  });
});

it('ids are the ARNs, a line each, and nothing else', () => {
  expect(written([[{job: jobAt(1)}], [], [{job: jobAt(2)}]], {format: 'ids'}, 'abc')).toBe(
    `${arnOf(1)}\n${arnOf(2)}\n`,
  );
  expect(written([], {format: 'ids'})).toBe('');
});

it('a table has the columns, and nothing at its end', () => {
  const columns = DEFAULT_COLUMNS.slice(0, 2);
  expect(written([[{job: jobAt(1)}], [{job: jobAt(2)}]], {format: 'table', columns}, 'abc')).toBe(
    'STATUS     JOB\nCompleted  job-1\nCompleted  job-2\n',
  );
});

describe.each(FORMAT_NAMES)('%s', (format: Format) => {
  const columns = LIST_COLUMNS;

  it('has no control characters, whatever a failure message contains', () => {
    fc.assert(
      fc.property(anyPages, anyToken, fc.boolean(), (pages, nextToken, isPainted) => {
        const paint = isPainted ? TERMINAL_PAINT : NO_PAINT;
        const text = withoutPaint(written(pages, {format, columns, paint}, nextToken));
        expect(text.replace(format === 'tsv' ? /[\t\n]/g : /\n/g, '')).not.toMatch(STEERING);
      }),
    );
  });

  it('ends in a line feed unless it is empty', () => {
    fc.assert(
      fc.property(anyPages, pages => {
        expect(written(pages, {format, columns})).toMatch(/^$|\n$/);
      }),
    );
  });

  it('is the same for many pages as for one', () => {
    // A later page of a table may need wider columns; its words do not change.
    const words = (text: string) => (format === 'table' ? plainText(text).replace(/ +/g, ' ') : text);
    fc.assert(
      fc.property(anyPages, pages => {
        expect(words(written([pages.flat()], {format, columns}))).toBe(words(written(pages, {format, columns})));
      }),
    );
  });
});
