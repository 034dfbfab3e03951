/** The flags of the get command, and what they mean together. */
import {bad, good} from '../../core/moment.ts';
import type {Patience} from '../../core/patience.ts';
import type {Parsed} from '../../core/query.ts';
import {FORMATS} from '../../output/job-writer.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../connection-flags.ts';
import type {Flag, Given} from '../flags.ts';
import {valueReader} from '../value-reader.ts';
import {parseJob} from './job-operand.ts';
import {
  formatFlag,
  NO_HEADER_FLAG,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
  readOutput,
} from './output-flags.ts';
import {patienceFlag, readPatience} from './patience-flag.ts';

export interface GetOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'get';
  /** A job's name or ARN. */
  readonly job: string;
  readonly patience: Patience;
}

export const GET_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  formatFlag(FORMATS, 'table'),
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  patienceFlag('1m for throttling, 10s for anything else'),
  DEBUG_FLAG,
];

const USUAL_PATIENCE: Patience = {throttledMs: 60_000, otherMs: 10_000};

export const readGetOptions = (given: Given): Parsed<GetOptions> => {
  const flags = valueReader(given);
  const output = readOutput(flags);
  const job = parseJob(given.positionals[0] ?? '');
  const options = {
    kind: 'get',
    ...readConnection(flags),
    ...output,
    patience: readPatience(flags, USUAL_PATIENCE),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given) ?? outputProblem(output, given);
  if (problem !== undefined) return bad(problem);
  return job.ok ? good({...options, job: job.value}) : job;
};
