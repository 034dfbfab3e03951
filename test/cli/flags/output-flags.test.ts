/** The flags that say how data is written. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Given} from '../../../src/cli/flags/flags.ts';
import {outputProblem, parseColumns, parseFormat, readOutput} from '../../../src/cli/flags/output-flags.ts';
import {valueReader} from '../../../src/cli/flags/value-reader.ts';
import {DEFAULT_COLUMNS, LIST_COLUMNS} from '../../../src/core/jobs/columns.ts';
import type {Parsed} from '../../../src/core/text/parsed.ts';
import {EVENT_FORMATS, FORMAT_NAMES} from '../../../src/output/format-names.ts';

const reason = (parsed: Parsed<unknown>): string => (parsed.ok ? 'accepted' : parsed.reason);

const givenOf = (values: Readonly<Record<string, string>>): Given => ({
  values: new Map(Object.entries(values)),
  positionals: [],
});
const read = (values: Readonly<Record<string, string>>) => {
  const given = givenOf(values);
  const flags = valueReader(given);
  const options = readOutput(flags);
  return {options, problem: flags.problem() ?? outputProblem(options, given)};
};

describe('a format', () => {
  it.each(FORMAT_NAMES)('may be %s, in any case', format => {
    for (const text of [format, format.toUpperCase(), ` ${format}\n`]) {
      expect(parseFormat(FORMAT_NAMES)(text)).toEqual({ok: true, value: format});
    }
  });

  it.each([
    ['text', 'tsv'],
    ['jsonl', 'ndjson'],
    ['yaml', 'json'],
    ['name', 'ids'],
    ['ARN', 'ids'],
  ])('of another tool, %s, suggests %s', (text, nearest) => {
    expect(reason(parseFormat(FORMAT_NAMES)(text))).toBe(
      `must be table, json, ndjson, csv, tsv or ids (got “${text}”; try ${nearest})`,
    );
  });

  it('of another tool is not suggested if the command does not have it', () => {
    expect(reason(parseFormat(EVENT_FORMATS)('text'))).toBe('must be lines or ndjson (got “text”)');
    expect(reason(parseFormat(EVENT_FORMATS)('jsonl'))).toBe('must be lines or ndjson (got “jsonl”; try ndjson)');
  });

  it.each(['', ' ', 'xml', 'jso', 'json,csv', 'constructor', '__proto__'])('is not %j', text => {
    expect(reason(parseFormat(FORMAT_NAMES)(text))).toBe(
      `must be table, json, ndjson, csv, tsv or ids (got “${text.trim()}”)`,
    );
  });
});

const ids = (parsed: ReturnType<typeof parseColumns>) => (parsed.ok ? parsed.value.map(({id}) => id) : parsed.reason);
const KNOWN = LIST_COLUMNS.map(({id}) => id).join(', ');

describe('columns', () => {
  it.each([
    ['status', ['status']],
    ['name,status', ['jobName', 'status']],
    ['jobName,jobArn', ['jobName', 'jobArn']],
    ['JOBNAME, Arn ,\tmodel-arn', ['jobName', 'jobArn', 'importedModelArn']],
    ['failure', ['failureMessage']],
    ['took,tookSeconds', '“tookSeconds” is given twice'],
    ['name,jobName', '“jobName” is given twice'],
    ['status,', `unknown column “”; the columns are ${KNOWN}`],
    ['', `unknown column “”; the columns are ${KNOWN}`],
    [',', `unknown column “”; the columns are ${KNOWN}`],
    ['statsu', `unknown column “statsu” (did you mean status?)`],
    ['jobname,jobnam', `unknown column “jobnam” (did you mean jobName?)`],
    ['importedmodelnam', `unknown column “importedmodelnam” (did you mean importedModelName?)`],
    ['toString', `unknown column “toString”; the columns are ${KNOWN}`],
    ['status;name', `unknown column “status;name”; the columns are ${KNOWN}`],
  ])('%j are %j', (text, columns) => {
    expect(ids(parseColumns(text))).toEqual(columns);
  });

  it('are found under each of their names, in any case', () => {
    for (const column of LIST_COLUMNS) {
      for (const name of [column.id, column.short, column.id.toUpperCase(), column.short.toUpperCase()]) {
        expect(parseColumns(name)).toEqual({ok: true, value: [column]});
      }
    }
  });

  it('keep the order in which they are given', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...LIST_COLUMNS], {minLength: 1}), columns => {
        expect(parseColumns(columns.map(({short}) => short).join(','))).toEqual({ok: true, value: columns});
      }),
    );
  });
});

it('the default is a table with the default columns and a header', () => {
  expect(read({})).toEqual({
    options: {
      format: 'table',
      expression: undefined,
      columns: DEFAULT_COLUMNS,
      hasChosenColumns: false,
      hasHeader: true,
      isQuiet: false,
    },
    problem: undefined,
  });
});

it('every flag is read', () => {
  const {options} = read({output: 'csv', columns: 'name', 'no-header': '', quiet: ''});
  expect(options).toEqual({
    format: 'csv',
    expression: undefined,
    columns: [LIST_COLUMNS[1]],
    hasChosenColumns: true,
    hasHeader: false,
    isQuiet: true,
  });
});

it('--query makes json the default format', () => {
  expect(read({query: 'a'}).options).toMatchObject({format: 'json', expression: 'a'});
  expect(read({query: 'a', output: 'tsv'}).options).toMatchObject({format: 'tsv', expression: 'a'});
});

it.each<[Readonly<Record<string, string>>, string | undefined]>([
  [{output: 'table', columns: 'name'}, undefined],
  [{output: 'csv', columns: 'name', 'no-header': ''}, undefined],
  [{output: 'tsv', columns: 'name', 'no-header': ''}, undefined],
  [{columns: 'name'}, undefined],
  [{query: 'a'}, undefined],
  [{query: 'a', output: 'ndjson'}, undefined],
  [{query: 'a', output: 'csv', 'no-header': ''}, undefined],
  [{query: 'a', output: 'tsv', 'no-header': ''}, undefined],
  [{quiet: '', output: 'ids'}, undefined],
  [{query: 'a', columns: 'name'}, '--query cannot be used with --columns: the expression chooses what is printed'],
  [
    {query: 'a', columns: 'name', output: 'table'},
    '--query cannot be used with --columns: the expression chooses what is printed',
  ],
  [{query: 'a', output: 'table'}, '--query works with --output json, ndjson, csv or tsv, not table'],
  [{query: 'a', output: 'ids'}, '--query works with --output json, ndjson, csv or tsv, not ids'],
  [{columns: 'name', output: 'json'}, '--columns works with --output table, csv or tsv, not json'],
  [{columns: 'name', output: 'ndjson'}, '--columns works with --output table, csv or tsv, not ndjson'],
  [{columns: 'name', output: 'ids'}, '--columns works with --output table, csv or tsv, not ids'],
  [{'no-header': '', output: 'ids'}, '--no-header works with --output table, csv or tsv, not ids'],
  [{'no-header': '', output: 'json'}, '--no-header works with --output table, csv or tsv, not json'],
  [{query: 'a', 'no-header': ''}, '--no-header works with --output table, csv or tsv, not json'],
  [{query: ' '}, '--query needs an expression'],
  [{output: 'xml', 'no-header': ''}, '--output must be table, json, ndjson, csv, tsv or ids (got “xml”)'],
  [{columns: 'x', output: 'json'}, `--columns: unknown column “x”; the columns are ${KNOWN}`],
])('%j: %s', (values, problem) => {
  expect(read(values).problem).toBe(problem);
});
