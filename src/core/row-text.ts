/** A job's row as text: every cell in its column's width, so that drawing is nothing but writing. */
import {ageOf, durationOf} from './format.ts';
import {type Job, type JobDetail, tookMs} from './job.ts';
import type {Column} from './viewport.ts';
import {fill, fillMiddle, type WidthOf} from './wrap.ts';

export interface RowText {
  readonly status: string;
  /** All that follows the status, to the end of the row. */
  readonly rest: string;
}

export interface RowMeasure {
  readonly columns: readonly Column[];
  readonly width: number;
  readonly now: number;
  readonly widthOf: WidthOf;
}

/** How long the job took, or has taken by now; the empty text where nobody knows. */
export const tookText = (job: Job, now: number): string => {
  const took = tookMs(job, now);
  return took === undefined ? '' : durationOf(took);
};

/** Why the job failed; an ellipsis until that is known. */
export const whyText = ({status}: Job, detail: Pick<JobDetail, 'failureMessage'> | undefined): string => {
  if (detail) return detail.failureMessage ?? '';
  return status === 'Failed' ? '…' : '';
};

const cell = (job: Job, column: Column, {why, now}: {why: string; now: number}): string => {
  switch (column.key) {
    case 'status':
      return job.status;
    case 'name':
      return job.name;
    case 'model':
      return job.modelName ?? '';
    case 'created':
      return ageOf(job.createdAt, now);
    case 'took':
      return tookText(job, now);
    case 'why':
      return why;
  }
};

/** S3 URIs and ARNs, without the full stop or the quote behind them. */
const ADDRESS = /(?:s3:\/\/|arn:aws[a-z-]*:)[^\s'"”’<>()[\],;]*[^\s'"”’<>()[\],;.:]/gi;

/** A reason in one line; if it does not fit, its addresses go first: the words that differ are seen. */
const reasonText = (why: string, width: number, widthOf: WidthOf): string => {
  const line = why.replace(/\s*\n\s*/g, ' ');
  return widthOf(line) <= width ? line : line.replace(ADDRESS, '…');
};

const placed = (text: string, {key, width, isRight}: Column, widthOf: WidthOf): string => {
  if (isRight) return text.padStart(width);
  if (key === 'why') return fill(reasonText(text, width, widthOf), width, widthOf);
  return key === 'name' || key === 'model' ? fillMiddle(text, width, widthOf) : fill(text, width, widthOf);
};

/** The gutter (two columns) is the drawer's; the texts fill the rest of `width`. */
export const rowText = (job: Job, why: string, {columns, width, now, widthOf}: RowMeasure): RowText => {
  const [status = '', ...rest] = columns.map(column => placed(cell(job, column, {why, now}), column, widthOf));
  const used = 2 + columns.reduce((sum, column) => sum + column.width + 2, -2);
  return {status, rest: `  ${rest.join('  ')}${' '.repeat(Math.max(0, width - used))}`};
};

export const headingText = (columns: readonly Column[]): string =>
  columns.map(({title, width, isRight}) => (isRight ? title.padStart(width) : title.padEnd(width))).join('  ');
