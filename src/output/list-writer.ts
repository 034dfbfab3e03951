/** Writes a list, page by page. The output is complete even if the list ends early. */
import type {Column} from '../core/list/columns.ts';
import {plainJson} from '../core/text/plain-text.ts';
import {type Delimiter, delimitedLine} from './delimited.ts';
import {JSON_INDENT} from './json-text.ts';

export interface ListWriter<R> {
  /** The text for further rows. The first call also opens the list, even without rows. */
  rows(rows: readonly R[]): string;
  /** The text that closes the list; empty if nothing was opened. */
  end(nextToken?: string): string;
}

const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map(line => ' '.repeat(by) + line)
    .join('\n');

/** The list as one JSON object with the list under `member`, which is written as it arrives. */
export const jsonWriter = <R>(member: string, shapeOf: (row: R) => unknown): ListWriter<R> => {
  let state: 'closed' | 'empty' | 'filled' = 'closed';
  return {
    rows: rows => {
      let text = state === 'closed' ? `{\n    "${member}": [` : '';
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
export const lineWriter = <R>(lineOf: (row: R) => string, opening = ''): ListWriter<R> => {
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
export const delimitedWriter = <R>(
  columns: readonly Column<R>[],
  delimiter: Delimiter,
  hasHeader: boolean,
): ListWriter<R> => {
  const lineOf = (cellOf: (column: Column<R>) => string) => delimitedLine(columns.map(cellOf), delimiter);
  return lineWriter(row => lineOf(column => column.value(row)), hasHeader ? lineOf(({id}) => id) : '');
};
