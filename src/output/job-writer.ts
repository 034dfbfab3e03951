/** Writes a list of jobs, page by page. The output is complete even if the list ends early. */
import type {JobColumn, JobRow} from '../core/jobs/columns.ts';
import {plainJson} from '../core/text/plain-text.ts';
import {type Delimiter, delimitedLine} from './delimited.ts';
import {JSON_INDENT} from './json-text.ts';

export interface JobWriter {
  /** The text for further rows. The first call also opens the list, even without rows. */
  rows(rows: readonly JobRow[]): string;
  /** The text that closes the list; empty if nothing was opened. */
  end(nextToken?: string): string;
}

const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map(line => ' '.repeat(by) + line)
    .join('\n');

/** The list as one JSON object, whose members are written as they arrive. */
export const jsonWriter = (shapeOf: (row: JobRow) => unknown): JobWriter => {
  let state: 'closed' | 'empty' | 'filled' = 'closed';
  return {
    rows: rows => {
      let text = state === 'closed' ? '{\n    "modelImportJobSummaries": [' : '';
      if (state === 'closed') state = 'empty';
      for (const row of rows) {
        text += `${state === 'filled' ? ',' : ''}\n${indented(plainJson(shapeOf(row), JSON_INDENT), JSON_INDENT * 2)}`;
        state = 'filled';
      }
      return text;
    },
    end: nextToken => {
      if (state === 'closed') return '';
      const close = state === 'filled' ? '\n    ]' : ']';
      const token = nextToken === undefined ? '' : `,\n    "nextToken": ${plainJson(nextToken, 0)}`;
      return `${close}${token}\n}\n`;
    },
  };
};

/** One line for each row, and nothing at the end. */
export const lineWriter = (lineOf: (row: JobRow) => string, opening = ''): JobWriter => {
  let head = opening;
  return {
    rows: rows => {
      const text = head + rows.map(lineOf).join('');
      head = '';
      return text;
    },
    end: () => '',
  };
};

/** The same with a cell for each column; the header has the columns' ids. */
export const delimitedWriter = (columns: readonly JobColumn[], delimiter: Delimiter, hasHeader: boolean): JobWriter => {
  const lineOf = (cellOf: (column: JobColumn) => string) => delimitedLine(columns.map(cellOf), delimiter);
  return lineWriter(row => lineOf(column => column.value(row)), hasHeader ? lineOf(({id}) => id) : '');
};
