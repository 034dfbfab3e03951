/** A job's row as text: every cell in its column's width, so that drawing is nothing but writing. */
import {ageOf, durationOf} from './format.ts';
import {type Job, tookMs} from './job.ts';

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

const placed = (text: string, {key, width, isRight}: Column, widthOf: WidthOf): string => {
  if (isRight) return text.padStart(width);
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
