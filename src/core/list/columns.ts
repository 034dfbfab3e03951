/** A column of a list, for the screen and for print, and how the screen shares its width between columns. */
import type {WidthOf} from '../text/wrap.ts';

export interface Column<T> {
  /** The API's member name, if there is one. It is the header in CSV and TSV. */
  readonly id: string;
  /** What --columns also takes. */
  readonly short: string;
  readonly title: string;
  /** For machines: ISO 8601 times, whole seconds, the empty text if there is nothing. */
  value(row: T): string;
  /** For people, if it differs from the value: local times, durations. `now` in ms since the epoch. */
  text?(row: T, now: number): string;
  /** The text in exactly `width` terminal columns, padded or cut. Absent: it is cut at its end. */
  fit?(text: string, width: number, widthOf: WidthOf): string;
  readonly isRight?: true;
  /** Its text is a local time. */
  readonly isTime?: true;
  /** Columns with a number shrink if a printed table is too wide, the highest number first. */
  readonly yields?: number;
}

/** A column as the screen has it. */
export interface ScreenColumn<T> extends Column<T> {
  /** Absent: it shares the width that the columns with their own leave. */
  readonly width?: number;
  /** The width of the list from which a column with its own width is shown. */
  readonly from?: number;
}

/** A column that is on the screen now. */
export interface ShownColumn<T> extends Column<T> {
  readonly width: number;
}

/** What a person reads in the column. */
export const columnText = <T>(column: Column<T>, row: T, now: number): string =>
  column.text?.(row, now) ?? column.value(row);

/** Columns before the first one, for the marks of a row. */
export const GUTTER = 2;
/** Between two columns. */
export const GAP = 2;

/** The widths of columns without their own, by their ids, in `room`; one that is not named is not shown. */
export type Sharing = (room: number) => Readonly<Record<string, number>>;

/** The columns that a list of this width shows, in their order. One terminal column at the end stays free. */
export const shownColumns = <T>(
  columns: readonly ScreenColumn<T>[],
  listWidth: number,
  share: Sharing,
): readonly ShownColumn<T>[] => {
  const ownWidth = ({width, from = 0}: ScreenColumn<T>): number | undefined => (listWidth >= from ? width : undefined);
  const taken = columns.reduce((sum, column) => sum + (ownWidth(column) ?? -GAP) + GAP, GUTTER + 1);
  const shared = share(listWidth - taken);
  return columns.flatMap(column => {
    const width = column.width === undefined ? shared[column.id] : ownWidth(column);
    return width === undefined ? [] : [{...column, width}];
  });
};
