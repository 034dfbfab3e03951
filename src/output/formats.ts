/** The formats that jobs are printed in: a row each, with what it makes of a list, of whole jobs, and of a --query's result. */
import type {JobDetail} from '../core/domain/job.ts';
import {DETAIL_COLUMNS, type JobRow} from '../core/jobs/columns.ts';
import type {Delimiter} from './delimited.ts';
import {delimitedText} from './delimited-value.ts';
import {jsonLine, jsonLines, jsonText} from './json-text.ts';
import {delimitedWriter, jsonWriter, type ListWriter, lineWriter} from './list-writer.ts';
import {detailShape, rowShape} from './shape.ts';
import {createFittingTable, type FittingTableStyle} from './terminal-table.ts';
import type {TimedTextStyle} from './text-style.ts';

/** Whole jobs, as `get` and `wait` print them. */
export interface Details {
  readonly jobs: readonly JobDetail[];
  /** JSON has a list even of a single job. */
  readonly isList: boolean;
  /** The text for people. */
  text(style: TimedTextStyle): string;
}

interface DetailStyle extends TimedTextStyle {
  readonly hasHeader: boolean;
}

interface OutputFormat {
  /** What other tools call it. */
  readonly otherNames?: readonly string[];
  /** It has a column for each field, and a header line. */
  readonly hasColumns?: true;
  list(style: FittingTableStyle): ListWriter<JobRow>;
  detail(details: Details, style: DetailStyle): string;
  /** Any JSON value. Absent: the format cannot represent one. */
  value?(value: unknown, hasHeader: boolean): string;
}

/** What JSON has, and what a --query is applied to. */
export const detailValue = ({jobs, isList}: Pick<Details, 'jobs' | 'isList'>): unknown => {
  const shapes = jobs.map(detailShape);
  return isList ? shapes : shapes[0];
};

const rowOf = (job: JobDetail): JobRow => ({job, detail: job});
const idLine = ({arn}: JobRow['job']): string => `${arn}\n`;

const delimited = (delimiter: Delimiter): OutputFormat => ({
  hasColumns: true,
  list: ({columns, hasHeader}) => delimitedWriter(columns, delimiter, hasHeader),
  detail: ({jobs}, {hasHeader}) => delimitedWriter(DETAIL_COLUMNS, delimiter, hasHeader).rows(jobs.map(rowOf)),
  value: (value, hasHeader) => delimitedText(value, delimiter, hasHeader),
});

const ROWS = {
  table: {
    hasColumns: true,
    list: style => ({rows: createFittingTable(style), end: () => ''}),
    detail: ({text}, style) => text(style),
  },
  json: {
    otherNames: ['yaml'],
    list: () => jsonWriter('modelImportJobSummaries', rowShape),
    detail: details => jsonText(detailValue(details)),
    value: jsonText,
  },
  ndjson: {
    otherNames: ['jsonl'],
    list: () => lineWriter(row => jsonLine(rowShape(row))),
    detail: ({jobs}) => jsonLines(jobs.map(detailShape)),
    value: jsonLines,
  },
  csv: delimited('csv'),
  tsv: {...delimited('tsv'), otherNames: ['text']},
  ids: {
    otherNames: ['name', 'arn'],
    list: () => lineWriter(({job}) => idLine(job)),
    detail: ({jobs}) => jobs.map(idLine).join(''),
  },
} satisfies Readonly<Record<string, OutputFormat>>;

export type Format = keyof typeof ROWS;
export const FORMATS: Readonly<Record<Format, OutputFormat>> = ROWS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];
