/** The flags of the get command, read as options. */
import {bad, good} from '../../core/moment.ts';
import type {Patience} from '../../core/patience.ts';
import type {Parsed} from '../../core/query.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../connection-flags.ts';
import type {Flag, Given} from '../flags.ts';
import {valueReader} from '../value-reader.ts';
import {parseJobs} from './job-operand.ts';
import {
  JOB_FORMAT_FLAG,
  NO_HEADER_FLAG,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
  readOutput,
} from './output-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from './retry-flag.ts';

export interface GetOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'get';
  /** Names or ARNs, without duplicates. */
  readonly jobs: readonly string[];
  readonly patience: Patience;
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
    patience: readRetryFor(flags, SHORT_RETRY),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given) ?? outputProblem(output, given);
  if (problem !== undefined) return bad(problem);
  return jobs.ok ? good({...options, jobs: jobs.value}) : jobs;
};
