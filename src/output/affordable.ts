/** Which columns of a table a terminal has room for. */
import type {Column} from '../core/list/columns.ts';
import {MIN_WIDTH, naturalWidths, type TableStyle, total} from './table.ts';

export interface FittingStyle<R> extends TableStyle<R> {
  /** The columns were named with --columns: none may be left out. */
  readonly isChosen: boolean;
}

/** How narrow these columns can be: those that yield first may be cut, the names only if `isCutting`. */
const minWidth = <R>(style: TableStyle<R>, rows: readonly R[], isCutting: boolean): number => {
  const widths = naturalWidths(style.columns, rows, style);
  const own = style.columns.map(({yields = 0}, i) => {
    const width = widths[i] ?? 0;
    return yields > 1 || (yields === 1 && isCutting) ? Math.min(MIN_WIDTH, width) : width;
  });
  return total(own);
};

/**
 * The style without columns that do not fit: the first of `dispensable` goes before names are cut, the others one by one before
 * rows are wrapped.
 */
export const affordable = <R, S extends FittingStyle<R>>(
  style: S,
  dispensable: readonly Column<R>[],
  {rows, width}: {readonly rows: readonly R[]; readonly width: number},
): S => {
  if (style.isChosen) return style;
  const [first, ...others] = dispensable;
  const without = (from: S, column: Column<R> | undefined): S => ({
    ...from,
    columns: from.columns.filter(other => other !== column),
  });
  const named = minWidth(style, rows, false) <= width ? style : without(style, first);
  return others.reduce((from, column) => (minWidth(from, rows, true) <= width ? from : without(from, column)), named);
};
