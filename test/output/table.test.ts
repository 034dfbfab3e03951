/** The table: widths, what is cut and what is not, and pages that come one after another. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  DEFAULT_COLUMNS,
  type JobColumn,
  type JobRow,
  LIST_COLUMNS,
  withFailureColumn,
} from '../../src/core/jobs/columns.ts';
import {plainText} from '../../src/core/text/plain-text.ts';
import {NO_PAINT, TERMINAL_PAINT} from '../../src/output/paint.ts';
import {createTable, type TableStyle} from '../../src/output/table.ts';
import {dressOfJob} from '../../src/output/terminal-table.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyPages, linesOf, STEERING, withoutPaint} from '../support/any-job.ts';
import {detailOf, jobAt, NOON, runningAt} from '../support/jobs.ts';
import {PLAIN_STYLE} from '../support/print-style.ts';
import {inZone} from '../support/zone.ts';

const tableOf = (style: Partial<TableStyle<JobRow>> = {}) =>
  createTable({...PLAIN_STYLE, dressOf: dressOfJob, ...style});

const rowsOf = (...jobs: JobRow['job'][]): readonly JobRow[] => jobs.map(job => ({job}));
const failed = (failureMessage: string): JobRow => {
  const job = jobAt(1000, {status: 'Failed'});
  return {job, detail: detailOf(job, {failureMessage})};
};

const anyColumns = fc.shuffledSubarray([...LIST_COLUMNS], {minLength: 1});
const anyWidth = fc.integer({min: 20, max: 200});

describe('without a terminal', () => {
  it('has a heading, and a line for each job', () => {
    expect(tableOf()(rowsOf(jobAt(900), runningAt(998)))).toBe(
      [
        'STATUS      JOB      MODEL      CREATED (UTC)          TOOK',
        'Completed   job-900  model-900  2026-11-23 10:20:00  5m 00s',
        'InProgress  job-998  model-998  2026-11-23 11:58:00  2m 00s',
        '',
      ].join('\n'),
    );
  });

  it('names the zone once, in the heading of the first column of times', () => {
    inZone('Europe/Berlin');
    const of = (...ids: readonly string[]) =>
      linesOf(tableOf({columns: LIST_COLUMNS.filter(({id}) => ids.includes(id))})(rowsOf(jobAt(900))))[0];
    expect(of('creationTime', 'endTime', 'lastModifiedTime')).toMatch(
      /^CREATED \(UTC\+1\/\+2\) {3}ENDED {16}MODIFIED$/,
    );
    expect(of('jobName', 'endTime', 'lastModifiedTime')).toMatch(/^JOB {6}ENDED \(UTC\+1\/\+2\) {5}MODIFIED$/);
    expect(of('jobName', 'status')).toBe('STATUS     JOB');
  });

  it('cuts nothing', () => {
    fc.assert(
      fc.property(anyPages, anyColumns, (pages, columns) => {
        const table = tableOf({columns});
        for (const rows of pages) {
          const lines = linesOf(table(rows)).slice(-rows.length);
          for (const [i, row] of rows.entries()) {
            const texts = columns.map(column => plainText(column.text?.(row, NOON) ?? column.value(row)).trim());
            expect(texts.filter(text => !lines[i]?.includes(text))).toEqual([]);
          }
        }
      }),
    );
  });
});

it('has no heading if none is wanted, and its columns are no wider for it', () => {
  const table = tableOf({hasHeader: false, columns: DEFAULT_COLUMNS.slice(0, 2)});
  expect(table(rowsOf(jobAt(1, {status: 'Old', name: 'a'})))).toBe('Old  a\n');
});

it('without rows there is no text; the heading comes with the first rows', () => {
  const table = tableOf();
  expect(table([])).toBe('');
  expect(linesOf(table(rowsOf(jobAt(1))))).toHaveLength(2);
  expect(table([])).toBe('');
  expect(linesOf(table(rowsOf(jobAt(2))))).toHaveLength(1);
});

it('a later job that needs more room makes its column wider from that row on', () => {
  const table = tableOf({columns: DEFAULT_COLUMNS.slice(0, 3)});
  const pages = [jobAt(1), jobAt(2, {name: 'a-longer-name'}), jobAt(3)].map(job => table(rowsOf(job)));
  expect(pages.join('')).toBe(
    [
      'STATUS     JOB    MODEL',
      'Completed  job-1  model-1',
      'Completed  a-longer-name  model-2',
      'Completed  job-3          model-3',
      '',
    ].join('\n'),
  );
});

describe('on a terminal', () => {
  it('cuts long names in the middle, models before jobs', () => {
    const job = jobAt(1000, {name: 'llama-3-8b-support-v7', modelName: 'llama-3-8b-support-model-v7'});
    const [, line] = linesOf(tableOf({width: 80})(rowsOf(job)));
    expect(line).toBe('Completed  llama-3-8b-support-v7  llama-3-8b…del-v7  2026-11-23 12:00:00  5m 00s');
    const [, narrow] = linesOf(tableOf({width: 70})(rowsOf(job)));
    expect(narrow).toBe('Completed  llama-3-8…ort-v7  llama-3…l-v7  2026-11-23 12:00:00  5m 00s');
  });

  it('cuts a reason at its end, before anything else', () => {
    const columns = withFailureColumn(DEFAULT_COLUMNS);
    const [, line] = linesOf(tableOf({columns, width: 90})([failed('The folder has no config.json and no tokenizer')]));
    expect(line).toBe('Failed  job-1000  model-1000  2026-11-23 12:00:00  5m 00s  The folder has no config.json …');
  });

  /** The narrowest that the table can be: the columns that do not yield, and 12 columns of each that does. */
  const minWidth = (columns: readonly JobColumn[], pages: readonly (readonly JobRow[])[]): number => {
    const zoned = columns.find(({isTime}) => isTime);
    const own = columns.map(column => {
      const title = column === zoned ? `${column.title} (UTC)` : column.title;
      const texts = pages.flat().map(row => plainText(column.text?.(row, NOON) ?? column.value(row)));
      const widest = Math.max(title.length, ...texts.map(textWidth));
      return column.yields === undefined ? widest : Math.min(12, widest);
    });
    return own.reduce((sum, width) => sum + width, 2 * (columns.length - 1));
  };

  it('has no line that is wider than the terminal, unless the columns that do not yield are', () => {
    fc.assert(
      fc.property(anyPages, anyColumns, anyWidth, (pages, columns, width) => {
        const table = tableOf({columns, width});
        for (const [i, rows] of pages.entries()) {
          const room = Math.max(width, minWidth(columns, pages.slice(0, i + 1)));
          for (const line of linesOf(table(rows))) expect(textWidth(line)).toBeLessThanOrEqual(room);
        }
      }),
    );
  });

  it('fits 20 columns if all of its columns yield, whatever the jobs are', () => {
    const columns = LIST_COLUMNS.filter(({id}) => id === 'jobName');
    fc.assert(
      fc.property(anyPages, pages => {
        const lines = linesOf(pages.map(tableOf({columns, width: 20})).join(''));
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(20);
      }),
    );
  });
});

describe('the columns of one page', () => {
  // Words without spaces, so that two spaces are a gap and nothing else.
  const letters = fc.constantFrom('a', 'B', '7', '-', '模', 'は', '한', '🦙', '👨‍👩‍👧', 'é', 'e\u0301', '…');
  const word = fc.array(letters, {minLength: 1, maxLength: 40}).map(parts => plainText(parts.join('')));
  const job = fc.record({
    arn: fc.constant('arn'),
    name: word,
    status: fc.constantFrom('Completed', 'Failed', 'Queued'),
    createdAt: fc.integer({min: 0, max: NOON}),
    endedAt: fc.integer({min: NOON, max: NOON + 1e9}),
    modelName: word,
  });

  it('are aligned: texts on the left, numbers on the right', () => {
    fc.assert(
      fc.property(fc.array(job, {minLength: 1, maxLength: 6}), fc.option(anyWidth, {nil: undefined}), (jobs, width) => {
        const lines = linesOf(tableOf({width})(rowsOf(...jobs)));
        const places = lines.map(line =>
          [...line.matchAll(/\S+(?: \S+)*/g)].map(({index, 0: cell}, i) =>
            textWidth(line.slice(0, DEFAULT_COLUMNS[i]?.isRight ? index + cell.length : index)),
          ),
        );
        for (const place of places) expect(place).toEqual(places[0]);
        expect(places[0]).toHaveLength(DEFAULT_COLUMNS.length);
      }),
    );
  });
});

describe('whatever names and failure messages contain', () => {
  it('each job is one line without control characters, and without spaces at its end', () => {
    fc.assert(
      fc.property(anyPages, fc.option(anyWidth, {nil: undefined}), fc.boolean(), (pages, width, isPainted) => {
        const columns = withFailureColumn(DEFAULT_COLUMNS);
        const table = tableOf({columns, width, paint: isPainted ? TERMINAL_PAINT : NO_PAINT});
        let isFirst = true;
        for (const rows of pages) {
          const lines = linesOf(table(rows)).map(withoutPaint);
          expect(lines).toHaveLength(rows.length === 0 ? 0 : rows.length + (isFirst ? 1 : 0));
          if (rows.length > 0) isFirst = false;
          for (const line of lines) {
            expect(line).not.toMatch(STEERING);
            expect(line).toBe(line.trimEnd());
          }
        }
      }),
    );
  });

  it('colours change nothing but the colour', () => {
    fc.assert(
      fc.property(anyPages, anyColumns, anyWidth, (pages, columns, width) => {
        const plain = pages.map(tableOf({columns, width}));
        const painted = pages.map(tableOf({columns, width, paint: TERMINAL_PAINT}));
        expect(painted.map(withoutPaint)).toEqual(plain);
      }),
    );
  });

  it('the heading is bold, a status has its colour, a reason is red', () => {
    const columns = withFailureColumn(DEFAULT_COLUMNS.slice(0, 1));
    expect(tableOf({columns, paint: TERMINAL_PAINT})([failed('why'), {job: jobAt(1)}])).toBe(
      [
        '\x1b[1mSTATUS     FAILURE\x1b[22m',
        '\x1b[31mFailed   \x1b[39m  \x1b[31mwhy\x1b[39m',
        '\x1b[32mCompleted\x1b[39m',
        '',
      ].join('\n'),
    );
  });
});

it('a terminal of one column still gets every job', () => {
  expect(linesOf(tableOf({width: 1})(rowsOf(jobAt(1), jobAt(2))))).toHaveLength(3);
});
