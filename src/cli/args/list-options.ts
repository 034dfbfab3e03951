/** The flags of the list command, read as options. */
import type {Query} from '../../core/domain/query.ts';
import {isFailureColumn, withFailureColumn} from '../../core/jobs/columns.ts';
import type {RetryLimits} from '../../core/retry/retry.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {matchFlag, readMatch} from '../flags/match-flag.ts';
import {
  COLUMNS_FLAG,
  JOB_FORMAT_FLAG,
  NO_HEADER_FLAG,
  OUTPUT,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
  readOutput,
} from '../flags/output-flags.ts';
import {filterFlags, orderFlags, pageSizeFlag, queryProblem, readQuery} from '../flags/query-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {numberFrom, valueReader} from '../flags/value-reader.ts';

export interface ListOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'list';
  readonly query: Query;
  /** Print only jobs that match this text in anything that is read of them. */
  readonly match?: string | undefined;
  /** How many jobs to print; absent for all. */
  readonly limit?: number | undefined;
  readonly startingToken?: string | undefined;
  /** Print the token of the next page if the list stops early. */
  readonly printsToken: boolean;
  readonly hasFailures: boolean;
  readonly retryLimits: RetryLimits;
}

const QUERY = 'Which jobs';
const PAGES = 'How many';
const MAX_JOBS = 1_000_000;
/** For most accounts, one such page has all jobs. Larger pages need more memory. */
const LIST_PAGE_SIZE = 500;

export const LIST_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  ...filterFlags(QUERY),
  matchFlag(
    QUERY,
    'Print only jobs with all these words in name, model, status or ARN, and with --with-failures in failure message, S3 URI or role. !word: without it. Case counts only in words with capitals. Every page is read.',
  ),
  ...orderFlags(QUERY),
  {
    name: 'limit',
    alias: 'max-items',
    value: 'N',
    group: PAGES,
    text: 'Stop after this many jobs (default: all).',
  },
  pageSizeFlag(PAGES, LIST_PAGE_SIZE),
  {
    name: 'starting-token',
    alias: 'next-token',
    value: 'TOKEN',
    group: PAGES,
    text: 'Continue where an earlier list stopped: pass its nextToken, with the same filters.',
  },
  {
    name: 'print-next-token',
    group: PAGES,
    text: 'If the list stops early, print the token of the next page to stderr, on a line of its own. JSON output always has it as nextToken.',
  },
  JOB_FORMAT_FLAG,
  COLUMNS_FLAG,
  {
    name: 'with-failures',
    group: OUTPUT,
    text: 'Also fetch the failure message of each failed job, with one more request for each.',
  },
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  retryForFlag(SHORT_RETRY_TEXT),
  DEBUG_FLAG,
];

const parseToken = (text: string): Parsed<string> =>
  /^\S{1,2048}$/.test(text) ? good(text) : bad('must have 1 to 2048 characters and no spaces');

/** The options that the flags give, or the first problem with them. “7d” counts back from `now` (ms). */
export const readListOptions = (given: Given, now: number): Parsed<ListOptions> => {
  const flags = valueReader(given);
  const output = readOutput(flags);
  const hasFailures = flags.isOn('with-failures') || output.columns.some(isFailureColumn);
  const options: ListOptions = {
    kind: 'list',
    ...readConnection(flags),
    query: readQuery(flags, now, LIST_PAGE_SIZE),
    match: readMatch(flags),
    limit: flags.read('limit', numberFrom(1, MAX_JOBS, true), undefined),
    startingToken: flags.read('starting-token', parseToken, undefined),
    printsToken: flags.isOn('print-next-token'),
    ...output,
    columns: hasFailures ? withFailureColumn(output.columns) : output.columns,
    hasFailures,
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  };
  const pointless =
    hasFailures && output.format === 'ids' ? '--with-failures does not work with --output ids' : undefined;
  const isPaged = options.startingToken !== undefined || options.printsToken;
  const skipping =
    options.match !== undefined && isPaged
      ? '--match does not work with --starting-token and --print-next-token: matches within a page could be skipped'
      : undefined;
  const problem =
    flags.problem() ??
    connectionProblem(given) ??
    queryProblem(options.query) ??
    outputProblem(output, given) ??
    pointless ??
    skipping;
  return problem === undefined ? good(options) : bad(problem);
};
