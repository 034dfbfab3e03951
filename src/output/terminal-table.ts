/** A table of jobs that fits a terminal: failure messages in full below their rows, and names before models. */
import {DISPENSABLE, isFailureColumn, isStatusColumn, type JobColumn, type JobRow} from '../core/jobs/columns.ts';
import {plainLines} from '../core/text/plain-text.ts';
import type {Paint} from './paint.ts';
import {createTable, type Dress, MIN_WIDTH, naturalWidths, type TableStyle, total} from './table.ts';
import {reasonLines} from './text-style.ts';

export interface FittingTableStyle extends TableStyle<JobRow> {
  /** The columns were named with --columns: none may be left out. */
  readonly isChosen: boolean;
}

/** How narrow these columns can be: model names may be cut, job names only if `isCutting`. */
const minWidth = (style: FittingTableStyle, rows: readonly JobRow[], isCutting: boolean): number => {
  const widths = naturalWidths(style.columns, rows, style);
  const own = style.columns.map(({yields = 0}, i) => {
    const width = widths[i] ?? 0;
    return yields > 1 || (yields === 1 && isCutting) ? Math.min(MIN_WIDTH, width) : width;
  });
  return total(own);
};

/** Leaves out columns that do not fit: models before job names are cut, times before rows are wrapped. */
const affordable = (style: FittingTableStyle, rows: readonly JobRow[], width: number): FittingTableStyle => {
  if (style.isChosen) return style;
  const [model, ...others] = DISPENSABLE;
  const without = (from: FittingTableStyle, column: JobColumn | undefined): FittingTableStyle => ({
    ...from,
    columns: from.columns.filter(other => other !== column),
  });
  const named = minWidth(style, rows, false) <= width ? style : without(style, model);
  return others.reduce((from, column) => (minWidth(from, rows, true) <= width ? from : without(from, column)), named);
};

const reasonOf = ({detail}: JobRow, style: FittingTableStyle): readonly string[] => {
  const message = plainLines(detail?.failureMessage ?? '').trim();
  return message === '' ? [] : reasonLines(message, style);
};

/** Colours the status by its value, and the reason as a failure. */
export const dressOfJob =
  ({job}: JobRow, paint: Paint): Dress<JobRow> =>
  (text, column) => {
    if (isStatusColumn(column)) return paint.status(job.status, text);
    return isFailureColumn(column) ? paint.failure(text) : text;
  };

/** Like createTable, and identical to it without a terminal. */
export const createFittingTable = (given: FittingTableStyle): ((rows: readonly JobRow[]) => string) => {
  const style = {...given, dressOf: dressOfJob};
  const {width} = style;
  if (width === undefined) return createTable(style);
  const others = style.columns.filter(column => !isFailureColumn(column));
  const hasReasons = others.length > 0 && others.length < style.columns.length;
  let table: ((rows: readonly JobRow[]) => string) | undefined;
  return rows => {
    if (rows.length === 0) return '';
    table ??= createTable(affordable(hasReasons ? {...style, columns: others} : style, rows, width));
    const text = table(rows);
    if (!hasReasons) return text;
    // An empty row counts as a line, too.
    const lines = text.slice(0, -1).split('\n');
    const heading = lines.slice(0, lines.length - rows.length);
    const body = rows.flatMap((row, i) => [lines[heading.length + i] ?? '', ...reasonOf(row, style)]);
    return [...heading, ...body].map(line => `${line}\n`).join('');
  };
};
