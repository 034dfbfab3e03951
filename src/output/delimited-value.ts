/** Any JSON value, such as the result of a --query, as CSV or TSV. */
import {plainJson} from '../core/text/plain-text.ts';
import {type Delimiter, delimitedLine} from './delimited.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A cell: text as it is (delimitedLine makes it plain), nothing for null, nested values as JSON. */
const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : plainJson(value, 0);
};

const namesOf = (rows: readonly unknown[]): readonly string[] => [
  ...new Set(rows.filter(isMembers).flatMap(row => Object.keys(row))),
];

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/**
 * A list gives one row for each element, but a list of plain values gives a single row, as in the AWS CLI's text output. A row
 * with the member names precedes rows of objects.
 */
export const delimitedText = (value: unknown, delimiter: Delimiter, hasHeader: boolean): string => {
  const rows = Array.isArray(value) && (value.length === 0 || !value.every(isScalar)) ? value : [value];
  const names = namesOf(rows);
  const cellsOf = (row: unknown): readonly unknown[] => {
    if (Array.isArray(row)) return row;
    return isMembers(row) ? names.map(name => (Object.hasOwn(row, name) ? row[name] : undefined)) : [row];
  };
  const header = names.length > 0 && hasHeader ? [names] : [];
  return [...header, ...rows.map(cellsOf)].map(cells => delimitedLine(cells.map(cellText), delimiter)).join('');
};
