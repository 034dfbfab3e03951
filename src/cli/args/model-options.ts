/** The flags of the model command, read as options. */
import type {ModelColumn} from '../../core/models/columns.ts';
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
import {readModelOutput} from '../flags/model-flags.ts';
import {parseModels} from '../flags/model-operand.ts';
import {
  JOB_FORMAT_FLAG,
  NO_HEADER_FLAG,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
} from '../flags/output-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {valueReader} from '../flags/value-reader.ts';

export interface ModelOptions extends ConnectionOptions, OutputOptions<ModelColumn> {
  readonly kind: 'model';
  /** Names or ARNs, without duplicates. */
  readonly models: readonly string[];
  readonly retryLimits: RetryLimits;
}

export const MODEL_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  JOB_FORMAT_FLAG,
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  retryForFlag(SHORT_RETRY_TEXT),
  DEBUG_FLAG,
];

export const readModelOptions = (given: Given): Parsed<ModelOptions> => {
  const flags = valueReader(given);
  const output = readModelOutput(flags);
  const models = parseModels(given.positionals);
  const options = {
    kind: 'model',
    ...readConnection(flags),
    ...output,
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given) ?? outputProblem(output, given);
  if (problem !== undefined) return bad(problem);
  return models.ok ? good({...options, models: models.value}) : models;
};
