/** The result of a --query, which may be any JSON value, in the formats that can represent one. */
import {plainJson} from '../core/plain-text.ts';
import {type Delimiter, delimitedLine} from './delimited.ts';
import {JSON_INDENT} from './job-writer.ts';

export const VALUE_FORMATS = ['json', 'ndjson', 'csv', 'tsv'] as const;
export type ValueFormat = (typeof VALUE_FORMATS)[number];

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
const delimitedText = (value: unknown, delimiter: Delimiter, hasHeader: boolean): string => {
  const rows = Array.isArray(value) && (value.length === 0 || !value.every(isScalar)) ? value : [value];
  const names = namesOf(rows);
  const cellsOf = (row: unknown): readonly unknown[] => {
    if (Array.isArray(row)) return row;
    return isMembers(row) ? names.map(name => (Object.hasOwn(row, name) ? row[name] : undefined)) : [row];
  };
  const header = names.length > 0 && hasHeader ? [names] : [];
  return [...header, ...rows.map(cellsOf)].map(cells => delimitedLine(cells.map(cellText), delimiter)).join('');
};

export const valueText = (value: unknown, format: ValueFormat, hasHeader: boolean): string => {
  switch (format) {
    case 'json':
      return `${plainJson(value, JSON_INDENT)}\n`;
    case 'ndjson':
      return (Array.isArray(value) ? value : [value]).map(item => `${plainJson(item, 0)}\n`).join('');
    case 'csv':
    case 'tsv':
      return delimitedText(value, format, hasHeader);
  }
};
