/** Jobs as an aligned table that is written while its rows still come in. */
import {plainText} from '../core/plain-text.ts';
import {cut, fill, fillMiddle, type WidthOf} from '../core/wrap.ts';
import {type Column, isFailureColumn, isStatusColumn, type JobRow} from './columns.ts';
import type {Paint} from './paint.ts';

export interface TableLook {
  readonly columns: readonly Column[];
  /** The terminal's width in columns; absent where the table goes elsewhere, and nothing is cut. */
  readonly width?: number | undefined;
  readonly paint: Paint;
  readonly widthOf: WidthOf;
  readonly now: () => number;
  /** The names of the columns stand above them. */
  readonly hasHeader: boolean;
}

const GAP = 2;
/** Less than this says nothing. */
export const LEAST = 12;

/** Of all columns, with the gaps between them. */
export const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + GAP, -GAP);

/** `widths` within `most`: the columns that yield give way, one after another, each down to LEAST. */
const fitted = (columns: readonly Column[], widths: readonly number[], most: number): readonly number[] => {
  const next = [...widths];
  const yielding = columns
    .map(({yields = 0}, i) => ({yields, i}))
    .filter(({yields}) => yields > 0)
    .sort((a, b) => b.yields - a.yields);
  for (const {i} of yielding) {
    const excess = total(next) - most;
    const own = next[i] ?? 0;
    if (excess > 0) next[i] = Math.max(Math.min(own, LEAST), own - excess);
  }
  return next;
};

/** How wide a table of these rows is where nothing is cut, by column. */
export const naturalWidths = (
  columns: readonly Column[],
  rows: readonly JobRow[],
  {widthOf, now, hasHeader}: Pick<TableLook, 'widthOf' | 'now' | 'hasHeader'>,
): readonly number[] => {
  const at = now();
  return columns.map(column =>
    rows.reduce((most, row) => Math.max(most, widthOf(cellText(column, row, at))), hasHeader ? column.title.length : 0),
  );
};

const cellText = (column: Column, row: JobRow, now: number): string =>
  plainText(column.text?.(row, now) ?? column.value(row)).trimEnd();

/**
 * Returns what turns further rows into lines. The first rows decide the widths, and come with the heading; a later row that
 * needs more room gets it from there on.
 */
export const createTable = ({columns, width, paint, widthOf, now, hasHeader}: TableLook) => {
  let widest: readonly number[] | undefined;
  const placed = (text: string, column: Column, {own, isLast}: {own: number; isLast: boolean}): string => {
    if (isLast && !column.isRight) return cut(text, own, widthOf);
    if (column.isRight) return text.padStart(own);
    return column.yields === undefined || isFailureColumn(column)
      ? fill(text, own, widthOf)
      : fillMiddle(text, own, widthOf);
  };
  // Ends with the last cell that holds something: a colour around nothing but spaces would keep them.
  const line = (texts: readonly string[], widths: readonly number[], dress: (text: string, i: number) => string) => {
    const last = texts.findLastIndex(text => text !== '');
    return texts
      .slice(0, last + 1)
      .map((text, i) => {
        const column = columns[i] as Column;
        return dress(placed(text, column, {own: widths[i] ?? 0, isLast: i === last}), i);
      })
      .join(' '.repeat(GAP));
  };
  return (rows: readonly JobRow[]): string => {
    if (rows.length === 0) return '';
    const at = now();
    const texts = rows.map(row => columns.map(column => cellText(column, row, at)));
    const isFirst = widest === undefined;
    const before = widest ?? columns.map(({title}) => (hasHeader ? title.length : 0));
    const grown = before.map((own, i) => texts.reduce((most, cells) => Math.max(most, widthOf(cells[i] ?? '')), own));
    widest = grown;
    const widths = width === undefined ? grown : fitted(columns, grown, width);
    const titles = columns.map(({title}) => title);
    const heading = isFirst && hasHeader ? [paint.heading(line(titles, widths, text => text))] : [];
    const lines = rows.map(({job}, r) =>
      line(texts[r] ?? [], widths, (text, i) => {
        const column = columns[i] as Column;
        if (isStatusColumn(column)) return paint.status(job.status, text);
        return isFailureColumn(column) ? paint.failure(text) : text;
      }),
    );
    return [...heading, ...lines].map(text => `${text}\n`).join('');
  };
};
