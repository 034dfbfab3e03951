/** The flags of the list command, and what they mean together. */
import {bad, good} from '../../core/moment.ts';
import type {Patience} from '../../core/patience.ts';
import type {Parsed, Query} from '../../core/query.ts';
import {isFailureColumn, withFailureColumn} from '../../output/columns.ts';
import {FORMATS} from '../../output/job-writer.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../connection-flags.ts';
import type {Flag, Given} from '../flags.ts';
import {filterFlags, orderFlags, pageSizeFlag, queryProblem, readQuery} from '../query-flags.ts';
import {numberFrom, valueReader} from '../value-reader.ts';
import {
  COLUMNS_FLAG,
  formatFlag,
  NO_HEADER_FLAG,
  OUTPUT,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
  readOutput,
} from './output-flags.ts';
import {BRIEF, BRIEF_TEXT, patienceFlag, readPatience} from './patience-flag.ts';

export interface ListOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'list';
  readonly query: Query;
  /** Jobs at the most; absent: all of them. */
  readonly limit?: number | undefined;
  readonly startingToken?: string | undefined;
  /** Say the token of the next page where the list stops before its end. */
  readonly printsToken: boolean;
  readonly hasFailures: boolean;
  readonly patience: Patience;
}

const QUERY = 'Which jobs';
const PAGES = 'How many';
const MOST_JOBS = 1_000_000;
/** All of most accounts' jobs in one request, and little enough to hold. */
const LIST_PAGE_SIZE = 500;

export const LIST_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  ...filterFlags(QUERY),
  ...orderFlags(QUERY),
  {
    name: 'limit',
    alias: 'max-items',
    value: 'N',
    group: PAGES,
    text: 'Stop after this many jobs; all by default.',
  },
  pageSizeFlag(PAGES, LIST_PAGE_SIZE),
  {
    name: 'starting-token',
    alias: 'next-token',
    value: 'TOKEN',
    group: PAGES,
    text: 'Go on where an earlier list stopped: its nextToken, with the same filters.',
  },
  {
    name: 'print-next-token',
    group: PAGES,
    text: 'Write the token of the next page to stderr, alone on a line, where the list stops before its end; json has it as nextToken anyway.',
  },
  formatFlag(FORMATS, 'table'),
  COLUMNS_FLAG,
  {
    name: 'with-failures',
    group: OUTPUT,
    text: 'Ask for the failure message of each failed job, too: one more request for each.',
  },
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  patienceFlag(BRIEF_TEXT),
  DEBUG_FLAG,
];

const parseToken = (text: string): Parsed<string> =>
  /^\S{1,2048}$/.test(text) ? good(text) : bad('a token has 1 to 2048 characters and no spaces');

/** What the flags mean, or the first thing that is wrong with them. Distances in time count back from `now` (ms). */
export const readListOptions = (given: Given, now: number): Parsed<ListOptions> => {
  const flags = valueReader(given);
  const output = readOutput(flags);
  const hasFailures = flags.isOn('with-failures') || output.columns.some(isFailureColumn);
  const options: ListOptions = {
    kind: 'list',
    ...readConnection(flags),
    query: readQuery(flags, now, LIST_PAGE_SIZE),
    limit: flags.read('limit', numberFrom(1, MOST_JOBS, true), undefined),
    startingToken: flags.read('starting-token', parseToken, undefined),
    printsToken: flags.isOn('print-next-token'),
    ...output,
    columns: hasFailures ? withFailureColumn(output.columns) : output.columns,
    hasFailures,
    patience: readPatience(flags, BRIEF),
  };
  const pointless = hasFailures && output.format === 'ids' ? '--with-failures has no place in --output ids' : undefined;
  const problem =
    flags.problem() ??
    connectionProblem(given) ??
    queryProblem(options.query) ??
    outputProblem(output, given) ??
    pointless;
  return problem === undefined ? good(options) : bad(problem);
};
