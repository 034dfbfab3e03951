/** The names of the formats that data is printed in, and what flags need to know about them. Loaded at every start; the printing itself is not. */

interface FormatFacts {
  /** What other tools call it. */
  readonly otherNames?: readonly string[];
  /** It has a column for each field, and a header line. */
  readonly hasColumns?: true;
  /** It can represent any JSON value, so a --query works with it. */
  readonly hasValues?: true;
}

const ROWS = {
  table: {hasColumns: true},
  json: {otherNames: ['yaml'], hasValues: true},
  ndjson: {otherNames: ['jsonl'], hasValues: true},
  csv: {hasColumns: true, hasValues: true},
  tsv: {otherNames: ['text'], hasColumns: true, hasValues: true},
  ids: {otherNames: ['name', 'arn']},
} satisfies Readonly<Record<string, FormatFacts>>;

/** The formats of jobs and models. */
export type Format = keyof typeof ROWS;
export const FORMAT_FACTS: Readonly<Record<Format, FormatFacts>> = ROWS;
export const FORMAT_NAMES = Object.keys(FORMAT_FACTS) as readonly Format[];

/** The formats of events. */
export const EVENT_FORMATS = ['lines', 'ndjson'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];
