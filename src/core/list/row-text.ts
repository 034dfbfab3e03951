/** A row of a list as text: every cell in its column's width, so that drawing only has to write it. */
import {fill, type WidthOf} from '../text/wrap.ts';
import {columnText, GAP, GUTTER, type ShownColumn} from './columns.ts';

interface RowText {
  /** The first cell, which can have a colour of its own. */
  readonly first: string;
  /** Everything after it, to the end of the row. */
  readonly rest: string;
}

interface RowMeasure<T> {
  readonly columns: readonly ShownColumn<T>[];
  readonly width: number;
  readonly now: number;
  readonly widthOf: WidthOf;
}

const BETWEEN = ' '.repeat(GAP);

const cellText = <T>(column: ShownColumn<T>, row: T, {now, widthOf}: RowMeasure<T>): string => {
  const text = columnText(column, row, now);
  if (column.isRight) return text.padStart(column.width);
  return column.fit ? column.fit(text, column.width, widthOf) : fill(text, column.width, widthOf);
};

/** Whoever draws the row adds the gutter; the texts fill the rest of `width`. */
export const rowText = <T>(row: T, measure: RowMeasure<T>): RowText => {
  const {columns, width} = measure;
  const [first = '', ...others] = columns.map(column => cellText(column, row, measure));
  const used = columns.reduce((sum, column) => sum + column.width + GAP, GUTTER - GAP);
  return {first, rest: BETWEEN + others.join(BETWEEN) + ' '.repeat(Math.max(0, width - used))};
};

export const headingText = <T>(columns: readonly ShownColumn<T>[]): string =>
  columns.map(({title, width, isRight}) => (isRight ? title.padStart(width) : title.padEnd(width))).join(BETWEEN);
