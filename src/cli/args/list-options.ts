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
import {limitFlag, readPaging, tokenFlags} from '../flags/paging-flags.ts';
import {filterFlags, orderFlags, pageSizeFlag, queryProblem, readQuery} from '../flags/query-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {valueReader} from '../flags/value-reader.ts';

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
  limitFlag(PAGES, 'jobs'),
  pageSizeFlag(PAGES, LIST_PAGE_SIZE),
  ...tokenFlags(PAGES),
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
    ...readPaging(flags),
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
