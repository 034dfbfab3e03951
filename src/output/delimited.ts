/** CSV and TSV: one line for each row of cells. */
import {plainLines} from '../core/text/plain-text.ts';

export type Delimiter = 'csv' | 'tsv';

/** Quoted as in RFC 4180, but lines end in a line feed alone, as those of other tools in a pipe do. */
const csvCell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell must be one field of one line: line breaks become spaces, as tabs already have. */
const tsvCell = (text: string): string => text.replace(/\n+/g, ' ');

// Many readers skip an empty line: a record of one empty cell would be lost.
const csvLine = (cells: readonly string[]): string =>
  cells.length === 1 && cells[0] === '' ? '""' : cells.map(csvCell).join(',');

/** The cells are made plain here, because the result of a query can be any text. */
export const delimitedLine = (cells: readonly string[], delimiter: Delimiter): string => {
  const plain = cells.map(plainLines);
  return delimiter === 'csv' ? `${csvLine(plain)}\n` : `${plain.map(tsvCell).join('\t')}\n`;
};
