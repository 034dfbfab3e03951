/** How jobs are printed in each format: what it makes of a list, of whole jobs, and of a --query's result. */
import type {JobDetail} from '../core/domain/job.ts';
import {DETAIL_COLUMNS, type JobRow} from '../core/jobs/columns.ts';
import type {Delimiter} from './delimited.ts';
import {delimitedText} from './delimited-value.ts';
import type {Format} from './format-names.ts';
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
  list: ({columns, hasHeader}) => delimitedWriter(columns, delimiter, hasHeader),
  detail: ({jobs}, {hasHeader}) => delimitedWriter(DETAIL_COLUMNS, delimiter, hasHeader).rows(jobs.map(rowOf)),
  value: (value, hasHeader) => delimitedText(value, delimiter, hasHeader),
});

export const FORMATS: Readonly<Record<Format, OutputFormat>> = {
  table: {
    list: style => ({rows: createFittingTable(style), end: () => ''}),
    detail: ({text}, style) => text(style),
  },
  json: {
    list: () => jsonWriter('modelImportJobSummaries', rowShape),
    detail: details => jsonText(detailValue(details)),
    value: jsonText,
  },
  ndjson: {
    list: () => lineWriter(row => jsonLine(rowShape(row))),
    detail: ({jobs}) => jsonLines(jobs.map(detailShape)),
    value: jsonLines,
  },
  csv: delimited('csv'),
  tsv: delimited('tsv'),
  ids: {
    list: () => lineWriter(({job}) => idLine(job)),
    detail: ({jobs}) => jobs.map(idLine).join(''),
  },
};
