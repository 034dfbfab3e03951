/** CSV and TSV: one line for each row of cells. */

export type Delimiter = 'csv' | 'tsv';

/** As RFC 4180 quotes; lines end in a line feed alone, as those of every other tool in a pipe do. */
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A cell is one field of one line whatever it holds: tabs and line breaks become spaces. */
const tsvCell = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');

export const delimitedLine = (cells: readonly string[], delimiter: Delimiter): string =>
  delimiter === 'csv' ? `${cells.map(csvCell).join(',')}\n` : `${cells.map(tsvCell).join('\t')}\n`;
