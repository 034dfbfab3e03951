/** Writes a list of jobs in a format, page by page. The output is complete even if the list ends early. */
import type {JobColumn, JobRow} from '../core/job-columns.ts';
import {plainJson} from '../core/plain-text.ts';
import {type Delimiter, delimitedLine} from './delimited.ts';
import {summaryShape} from './shape.ts';
import type {TableLook} from './table.ts';
import {createFittingTable} from './terminal-table.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv', 'ids'] as const;
export type Format = (typeof FORMATS)[number];

export interface JobWriter {
  /** The text for further rows. The first call also opens the list, even without rows. */
  rows(rows: readonly JobRow[]): string;
  /** The text that closes the list; empty if nothing was opened. */
  end(nextToken?: string): string;
}

export interface JobWriterLook extends TableLook {
  readonly format: Format;
  /** The columns were named with --columns: none may be left out. */
  readonly isChosen: boolean;
}

/** The AWS CLI's indentation, so that the two outputs can be compared line by line. */
export const JSON_INDENT = 4;

const shapeOf = ({job, detail}: JobRow) => summaryShape(job, detail?.failureMessage);

const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map(line => ' '.repeat(by) + line)
    .join('\n');

/** The list as one JSON object, whose members are written as they arrive. */
const jsonWriter = (): JobWriter => {
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
const lineWriter = (lineOf: (row: JobRow) => string, opening = ''): JobWriter => {
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

const delimitedWriter = (columns: readonly JobColumn[], delimiter: Delimiter, hasHeader: boolean): JobWriter => {
  const header = columns.map(({id}) => id);
  return lineWriter(
    row =>
      delimitedLine(
        columns.map(column => column.value(row)),
        delimiter,
      ),
    hasHeader ? delimitedLine(header, delimiter) : '',
  );
};

export const createJobWriter = (look: JobWriterLook): JobWriter => {
  switch (look.format) {
    case 'json':
      return jsonWriter();
    case 'ndjson':
      return lineWriter(row => `${plainJson(shapeOf(row), 0)}\n`);
    case 'csv':
    case 'tsv':
      return delimitedWriter(look.columns, look.format, look.hasHeader);
    case 'ids':
      return lineWriter(({job}) => `${job.arn}\n`);
    case 'table':
      return {rows: createFittingTable(look), end: () => ''};
  }
};
