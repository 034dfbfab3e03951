/** Rows as an aligned table that is written while they still arrive. */
import {type Column, columnText} from '../core/list/columns.ts';
import {zonesOf} from '../core/text/format.ts';
import {plainText} from '../core/text/plain-text.ts';
import {cut, fill, type WidthOf} from '../core/text/wrap.ts';
import type {Paint} from './paint.ts';
import type {TextStyle} from './text-style.ts';

/** Colours the text of a cell. */
export type Dress<R> = (text: string, column: Column<R>) => string;

export interface TableStyle<R> extends TextStyle {
  readonly columns: readonly Column<R>[];
  /** How the cells of a row are coloured; absent: not at all. */
  readonly dressOf?: ((row: R, paint: Paint) => Dress<R>) | undefined;
  readonly now: () => number;
  /** A header line with the names of the columns comes first. */
  readonly hasHeader: boolean;
}

const GAP = 2;
/** Anything narrower is unreadable. */
export const MIN_WIDTH = 12;

/** The width of all columns, with the gaps between them. */
export const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + GAP, -GAP);

/** `widths` reduced to fit into `room`: columns that yield shrink one after another, each down to MIN_WIDTH. */
const fitted = <R>(columns: readonly Column<R>[], widths: readonly number[], room: number): readonly number[] => {
  const next = [...widths];
  const yielding = columns
    .map(({yields = 0}, i) => ({yields, i}))
    .filter(({yields}) => yields > 0)
    .sort((a, b) => b.yields - a.yields);
  for (const {i} of yielding) {
    const excess = total(next) - room;
    const own = next[i] ?? 0;
    if (excess > 0) next[i] = Math.max(Math.min(own, MIN_WIDTH), own - excess);
  }
  return next;
};

/** The headings of the columns. The first time column names the time zone of all of them. */
const titlesOf = <R>(columns: readonly Column<R>[], now: number): readonly string[] => {
  const first = columns.findIndex(({isTime}) => isTime);
  return columns.map(({title}, i) => (i === first ? `${title} (${zonesOf(now)})` : title));
};

/** The width of each column if no cell of these rows is cut. */
export const naturalWidths = <R>(
  columns: readonly Column<R>[],
  rows: readonly R[],
  {widthOf, now, hasHeader}: Pick<TableStyle<R>, 'widthOf' | 'now' | 'hasHeader'>,
): readonly number[] => {
  const at = now();
  const titles = titlesOf(columns, at);
  return columns.map((column, i) =>
    rows.reduce(
      (max, row) => Math.max(max, widthOf(cellText(column, row, at))),
      hasHeader ? (titles[i]?.length ?? 0) : 0,
    ),
  );
};

const cellText = <R>(column: Column<R>, row: R, now: number): string =>
  plainText(columnText(column, row, now)).trimEnd();

/** `text` in the width of its column. The last cell of a row is not padded. */
const fittedCell = <R>(
  text: string,
  column: Column<R>,
  {own, isLast}: {own: number; isLast: boolean},
  widthOf: WidthOf,
) => {
  if (isLast && !column.isRight) return cut(text, own, widthOf);
  if (column.isRight) return text.padStart(own);
  return column.fit ? column.fit(text, own, widthOf) : fill(text, own, widthOf);
};

/** A row ends with its last cell that is not empty, so that no coloured spaces follow. */
const lineOf = <R>(
  texts: readonly string[],
  {columns, widthOf}: TableStyle<R>,
  {widths, dress}: {widths: readonly number[]; dress: Dress<R>},
): string => {
  const last = texts.findLastIndex(text => text !== '');
  const cells = columns
    .slice(0, last + 1)
    .map((column, i) =>
      dress(fittedCell(texts[i] ?? '', column, {own: widths[i] ?? 0, isLast: i === last}, widthOf), column),
    );
  return cells.join(' '.repeat(GAP));
};

const plainDress = (text: string): string => text;

/**
 * Returns a function that turns rows into lines. The first rows determine the widths, and get the heading. If a later row needs
 * more room, the columns are wider from that row on.
 */
export const createTable = <R>(style: TableStyle<R>): ((rows: readonly R[]) => string) => {
  const {columns, width, paint, widthOf, now, hasHeader, dressOf} = style;
  let widest: readonly number[] | undefined;
  return rows => {
    if (rows.length === 0) return '';
    const at = now();
    const texts = rows.map(row => columns.map(column => cellText(column, row, at)));
    const isFirst = widest === undefined;
    const titles = titlesOf(columns, at);
    const before = widest ?? titles.map(title => (hasHeader ? title.length : 0));
    widest = before.map((own, i) => texts.reduce((max, cells) => Math.max(max, widthOf(cells[i] ?? '')), own));
    const widths = width === undefined ? widest : fitted(columns, widest, width);
    const heading = isFirst && hasHeader ? [paint.heading(lineOf(titles, style, {widths, dress: plainDress}))] : [];
    const lines = rows.map((row, i) =>
      lineOf(texts[i] ?? [], style, {widths, dress: dressOf?.(row, paint) ?? plainDress}),
    );
    return [...heading, ...lines].map(text => `${text}\n`).join('');
  };
};
