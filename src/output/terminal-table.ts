/** A table of jobs that fits a terminal: failure messages in full below their rows, and names before models. */
import {DISPENSABLE, isFailureColumn, type JobColumn, type JobRow} from '../core/job-columns.ts';
import {plainLines} from '../core/plain-text.ts';
import {reasonLines} from './look.ts';
import {createTable, LEAST, naturalWidths, type TableLook, total} from './table.ts';

export interface FittingLook extends TableLook {
  /** The columns were named with --columns: none may be left out. */
  readonly isChosen: boolean;
}

/** The least width for these columns: model names may be cut, job names only if `isCutting`. */
const least = (look: FittingLook, rows: readonly JobRow[], isCutting: boolean): number => {
  const widths = naturalWidths(look.columns, rows, look);
  const own = look.columns.map(({yields = 0}, i) => {
    const width = widths[i] ?? 0;
    return yields > 1 || (yields === 1 && isCutting) ? Math.min(LEAST, width) : width;
  });
  return total(own);
};

/** Leaves out columns that do not fit: models before job names are cut, times before rows are wrapped. */
const affordable = (look: FittingLook, rows: readonly JobRow[], width: number): FittingLook => {
  if (look.isChosen) return look;
  const [model, ...others] = DISPENSABLE;
  const without = (from: FittingLook, column: JobColumn | undefined): FittingLook => ({
    ...from,
    columns: from.columns.filter(other => other !== column),
  });
  const named = least(look, rows, false) <= width ? look : without(look, model);
  return others.reduce((from, column) => (least(from, rows, true) <= width ? from : without(from, column)), named);
};

const reasonOf = ({detail}: JobRow, look: FittingLook): readonly string[] => {
  const message = plainLines(detail?.failureMessage ?? '').trim();
  return message === '' ? [] : reasonLines(message, look);
};

/** Like createTable, and identical to it without a terminal. */
export const createFittingTable = (look: FittingLook): ((rows: readonly JobRow[]) => string) => {
  const {width} = look;
  if (width === undefined) return createTable(look);
  const others = look.columns.filter(column => !isFailureColumn(column));
  const hasReasons = others.length > 0 && others.length < look.columns.length;
  let table: ((rows: readonly JobRow[]) => string) | undefined;
  return rows => {
    if (rows.length === 0) return '';
    table ??= createTable(affordable(hasReasons ? {...look, columns: others} : look, rows, width));
    const text = table(rows);
    if (!hasReasons) return text;
    // An empty row counts as a line, too.
    const lines = text.slice(0, -1).split('\n');
    const heading = lines.slice(0, lines.length - rows.length);
    const told = rows.flatMap((row, i) => [lines[heading.length + i] ?? '', ...reasonOf(row, look)]);
    return [...heading, ...told].map(line => `${line}\n`).join('');
  };
};
