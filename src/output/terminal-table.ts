/** A table of jobs that fits a terminal: failure messages in full below their rows, and names before models. */
import {DISPENSABLE, isFailureColumn, isStatusColumn, type JobRow} from '../core/jobs/columns.ts';
import {plainLines} from '../core/text/plain-text.ts';
import {affordable, type FittingStyle} from './affordable.ts';
import type {Paint} from './paint.ts';
import {createTable, type Dress} from './table.ts';
import {reasonLines} from './text-style.ts';

export type FittingTableStyle = FittingStyle<JobRow>;

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
    table ??= createTable(affordable(hasReasons ? {...style, columns: others} : style, DISPENSABLE, {rows, width}));
    const text = table(rows);
    if (!hasReasons) return text;
    // An empty row counts as a line, too.
    const lines = text.slice(0, -1).split('\n');
    const heading = lines.slice(0, lines.length - rows.length);
    const body = rows.flatMap((row, i) => [lines[heading.length + i] ?? '', ...reasonOf(row, style)]);
    return [...heading, ...body].map(line => `${line}\n`).join('');
  };
};
