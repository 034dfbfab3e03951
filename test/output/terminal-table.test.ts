/** The table on a terminal: where failure messages are printed, and which columns are left out if there is no room. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {DEFAULT_COLUMNS, type JobRow, LIST_COLUMNS, withFailureColumn} from '../../src/core/jobs/columns.ts';
import {TERMINAL_PAINT} from '../../src/output/paint.ts';
import {createTable} from '../../src/output/table.ts';
import {createFittingTable, type FittingTableStyle} from '../../src/output/terminal-table.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {anyPages, linesOf, STEERING, withoutPaint} from '../support/any-job.ts';
import {detailOf, jobAt} from '../support/jobs.ts';
import {PLAIN_STYLE} from '../support/print-style.ts';

const WITH_FAILURES = withFailureColumn(DEFAULT_COLUMNS);

const tableOf = (style: Partial<FittingTableStyle>) => createFittingTable({...PLAIN_STYLE, ...style});

const failed = (failureMessage: string): JobRow => {
  const job = jobAt(1000, {status: 'Failed'});
  return {job, detail: detailOf(job, {failureMessage})};
};
const named = (name: string, modelName: string): JobRow => ({job: jobAt(990, {name, modelName})});

describe('a failure message', () => {
  it('is printed in full below its row, wrapped', () => {
    const rows = [failed(`The folder has no config.json.\nIt has ${'many '.repeat(10)}files.`), {job: jobAt(900)}];
    expect(tableOf({columns: WITH_FAILURES, width: 70})(rows)).toBe(
      [
        'STATUS     JOB       MODEL       CREATED (UTC)          TOOK',
        'Failed     job-1000  model-1000  2026-11-23 12:00:00  5m 00s',
        '  The folder has no config.json.',
        '  It has many many many many many many many many many many files.',
        'Completed  job-900   model-900   2026-11-23 10:20:00  5m 00s',
        '',
      ].join('\n'),
    );
  });

  it('is printed below its own row, even if rows are empty', () => {
    const columns = LIST_COLUMNS.filter(({id}) => id === 'endTime' || id === 'failureMessage');
    const empty: JobRow = {job: jobAt(5, {endedAt: undefined, status: 'InProgress'})};
    const table = tableOf({columns, isChosen: true, width: 100});
    const lines = linesOf(table([failed('first'), {job: jobAt(900)}, empty, empty]));
    expect(lines).toEqual(['ENDED (UTC)', '2026-11-23 12:05:00', '  first', '2026-11-23 10:25:00', '', '']);
  });

  it('is a column if it is the only one, and in a pipe', () => {
    const only = LIST_COLUMNS.filter(({id}) => id === 'failureMessage');
    expect(tableOf({columns: only, isChosen: true, width: 40})([failed('why')])).toBe('FAILURE\nwhy\n');
    expect(tableOf({columns: WITH_FAILURES})([failed('why')])).toBe(
      createTable({...PLAIN_STYLE, columns: WITH_FAILURES})([failed('why')]),
    );
  });

  it('is red, and nothing else is', () => {
    const text = tableOf({columns: WITH_FAILURES, width: 70, paint: TERMINAL_PAINT})([failed('why')]);
    expect(text).toContain('\n  \x1b[31mwhy\x1b[39m\n');
  });
});

describe('the column of models', () => {
  const row = named('llama-3-8b-support-conversations-v7', 'llama-3-8b-support-conversations-v7');

  it('is there as long as job names are whole, cut if it has to be', () => {
    expect(tableOf({width: 92})([row])).toContain('llama-3-8b-support-conversations-v7  llama-3-8…ns-v7  2026');
  });

  it('is left out if a job name would be cut for it', () => {
    const text = tableOf({width: 88})([row]);
    expect(text).not.toContain('MODEL');
    expect(text).toContain('llama-3-8b-support-conversations-v7  2026');
  });

  it('stays if it was asked for', () => {
    expect(tableOf({width: 80, isChosen: true})([row])).toContain('MODEL');
  });

  it('and that of times are left out if rows would be wrapped', () => {
    const lines = linesOf(tableOf({width: 40})([row]));
    expect(lines[0]).toMatch(/^STATUS {5}JOB +TOOK$/);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(40);
  });

  it('and that of times are left out before that of durations', () => {
    const lines = linesOf(tableOf({width: 26})([row]));
    expect(lines[0]).toBe('STATUS     JOB');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(26);
  });

  it('is decided once, for all pages', () => {
    const table = tableOf({width: 80});
    expect(table([named('a', 'b')])).toContain('MODEL');
    const widths = linesOf(table([row, named('c', 'd')])).map(line => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  });
});

it('whatever the jobs are, no line has control characters, and only rows that cannot be narrower are too wide', () => {
  fc.assert(
    fc.property(anyPages, fc.integer({min: 60, max: 200}), (pages, width) => {
      const table = tableOf({columns: WITH_FAILURES, width, paint: TERMINAL_PAINT});
      for (const page of pages) {
        // A row begins with its status, a reason does not.
        const rows = page.map(row => ({...row, job: {...row.job, status: 'Failed'}}));
        for (const line of linesOf(table(rows)).map(withoutPaint)) {
          expect(line).not.toMatch(STEERING);
          expect(line).toBe(line.trimEnd());
          if (line.startsWith('  ')) expect(textWidth(line)).toBeLessThanOrEqual(width);
        }
      }
    }),
  );
});
