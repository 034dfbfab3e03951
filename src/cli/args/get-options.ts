/** The flags of the get command, read as options. */
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
import {parseJobs} from '../flags/job-operand.ts';
import {
  JOB_FORMAT_FLAG,
  NO_HEADER_FLAG,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
  readOutput,
} from '../flags/output-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {valueReader} from '../flags/value-reader.ts';

export interface GetOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'get';
  /** Names or ARNs, without duplicates. */
  readonly jobs: readonly string[];
  readonly retryLimits: RetryLimits;
}

export const GET_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  JOB_FORMAT_FLAG,
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  retryForFlag(SHORT_RETRY_TEXT),
  DEBUG_FLAG,
];

export const readGetOptions = (given: Given): Parsed<GetOptions> => {
  const flags = valueReader(given);
  const output = readOutput(flags);
  const jobs = parseJobs(given.positionals);
  const options = {
    kind: 'get',
    ...readConnection(flags),
    ...output,
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given) ?? outputProblem(output, given);
  if (problem !== undefined) return bad(problem);
  return jobs.ok ? good({...options, jobs: jobs.value}) : jobs;
};
