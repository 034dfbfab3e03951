/** The flags that say how a command's data is written, and which of them cannot be used together. */
import {DEFAULT_COLUMNS, type JobColumn, LIST_COLUMNS} from '../../core/jobs/columns.ts';
import {andList, orList} from '../../core/text/format.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {FORMAT_FACTS, FORMAT_NAMES, type Format} from '../../output/format-names.ts';
import type {Flag, Given} from './flags.ts';
import {nearest} from './nearest.ts';
import {mustBe, type ValueReader} from './value-reader.ts';

export const OUTPUT = 'Output';

export const formatFlag = (formats: readonly string[], defaultFormat: string): Flag => ({
  name: 'output',
  short: 'o',
  value: 'FORMAT',
  choices: formats,
  group: OUTPUT,
  text: `Print in this format: ${orList(formats)} (default ${defaultFormat}).`,
});

/** The format of list, get and wait. */
export const JOB_FORMAT_FLAG = formatFlag(FORMAT_NAMES, 'table');

const WITH_COLUMNS = FORMAT_NAMES.filter(name => FORMAT_FACTS[name].hasColumns);
const WITH_VALUES = FORMAT_NAMES.filter(name => FORMAT_FACTS[name].hasValues);
const VALUE_DEFAULT: Format = 'json';

const named = WITH_VALUES.map(name => (name === VALUE_DEFAULT ? `${name} (then the default)` : name));

export const QUERY_FLAG: Flag = {
  name: 'query',
  value: 'EXPRESSION',
  group: OUTPUT,
  text: `Print the result of this JMESPath expression on the JSON output, as in the AWS CLI. Works with ${andList(named)}.`,
};

interface AnyColumn {
  readonly id: string;
  readonly short: string;
}

export const columnsFlag = (columns: readonly AnyColumn[]): Flag => ({
  name: 'columns',
  value: 'NAMES',
  choices: columns.map(({id}) => id),
  isList: true,
  group: OUTPUT,
  text: `Print these columns in ${andList(WITH_COLUMNS)} output, separated by commas: ${columns.map(({id, short}) => (id === short ? id : `${id} (${short})`)).join(', ')}.`,
});

export const COLUMNS_FLAG: Flag = columnsFlag(LIST_COLUMNS);

export const NO_HEADER_FLAG: Flag = {
  name: 'no-header',
  group: OUTPUT,
  text: `Leave out the header line of ${andList(WITH_COLUMNS)} output.`,
};

export const QUIET_FLAG: Flag = {
  name: 'quiet',
  short: 'q',
  group: OUTPUT,
  text: 'Print errors only.',
};

export const parseFormat =
  <F extends string>(formats: readonly F[]) =>
  (text: string): Parsed<F> => {
    const name = text.trim().toLowerCase();
    const found = formats.find(format => format === name);
    if (found) return good(found);
    const guess = FORMAT_NAMES.find(format => FORMAT_FACTS[format].otherNames?.includes(name));
    return mustBe(formats, text, guess && formats.includes(guess as string as F) ? `; try ${guess}` : '');
  };

export const columnsParser =
  <C extends AnyColumn>(known: readonly C[]) =>
  (text: string): Parsed<readonly C[]> => {
    const columns: C[] = [];
    for (const word of text.split(',')) {
      const name = word.trim().toLowerCase();
      const column = known.find(({id, short}) => id.toLowerCase() === name || short === name);
      if (!column) return bad(unknownColumn(word.trim(), known));
      if (columns.includes(column)) return bad(`“${word.trim()}” is given twice`);
      columns.push(column);
    }
    return good(columns);
  };

const unknownColumn = (word: string, known: readonly AnyColumn[]): string => {
  const names = known.flatMap(({id, short}) => [id, short]);
  const near = nearest(
    word.toLowerCase(),
    names.map(one => one.toLowerCase()),
  );
  const guess = names.find(one => one.toLowerCase() === near);
  const list = known.map(({id}) => id).join(', ');
  return `unknown column “${word}”${guess ? ` (did you mean ${guess}?)` : `; the columns are ${list}`}`;
};

export const parseColumns = columnsParser(LIST_COLUMNS);

const parseExpression = (text: string): Parsed<string> =>
  text.trim() === '' ? bad('needs an expression') : good(text);

export interface OutputOptions<C = JobColumn> {
  readonly format: Format;
  /** A JMESPath expression; its result is printed instead. */
  readonly expression?: string | undefined;
  readonly columns: readonly C[];
  /** They were named with --columns. */
  readonly hasChosenColumns: boolean;
  readonly hasHeader: boolean;
  /** Nothing on stderr except the error that ends the command. */
  readonly isQuiet: boolean;
}

export const readOutputWith = <C>(
  flags: ValueReader,
  parse: (text: string) => Parsed<readonly C[]>,
  defaults: readonly C[],
): OutputOptions<C> => {
  const expression = flags.read('query', parseExpression, undefined);
  return {
    format: flags.read('output', parseFormat(FORMAT_NAMES), expression === undefined ? 'table' : VALUE_DEFAULT),
    expression,
    columns: flags.read('columns', parse, defaults),
    hasChosenColumns: flags.isOn('columns'),
    hasHeader: !flags.isOn('no-header'),
    isQuiet: flags.isOn('quiet'),
  };
};

export const readOutput = (flags: ValueReader): OutputOptions => readOutputWith(flags, parseColumns, DEFAULT_COLUMNS);

/** Which of these flags cannot be used together, and why; undefined if they all can. */
export const outputProblem = ({format}: Pick<OutputOptions, 'format'>, {values}: Given): string | undefined => {
  const goes = (flag: string, formats: readonly string[]) =>
    values.has(flag) && !formats.includes(format)
      ? `--${flag} works with --output ${orList(formats)}, not ${format}`
      : undefined;
  const both = values.has('query') && values.has('columns');
  return (
    (both ? '--query cannot be used with --columns: the expression chooses what is printed' : undefined) ??
    goes('query', WITH_VALUES) ??
    goes('columns', WITH_COLUMNS) ??
    goes('no-header', WITH_COLUMNS)
  );
};
