/** The flags of the models command, read as options. */
import type {ModelQuery} from '../../core/domain/model-query.ts';
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
import {
  MODEL_COLUMNS_FLAG,
  modelPageSizeFlag,
  modelQueryFlags,
  readModelOutput,
  readModelQuery,
} from '../flags/model-flags.ts';
import {
  JOB_FORMAT_FLAG,
  NO_HEADER_FLAG,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
} from '../flags/output-flags.ts';
import {limitFlag, readPaging, tokenFlags} from '../flags/paging-flags.ts';
import {queryProblem} from '../flags/query-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {valueReader} from '../flags/value-reader.ts';

export interface ModelsOptions extends ConnectionOptions, OutputOptions<ModelColumn> {
  readonly kind: 'models';
  readonly query: ModelQuery;
  /** How many models to print; absent for all. */
  readonly limit?: number | undefined;
  readonly startingToken?: string | undefined;
  /** Print the token of the next page if the list stops early. */
  readonly printsToken: boolean;
  readonly retryLimits: RetryLimits;
}

const QUERY = 'Which models';
const PAGES = 'How many';
const PAGE_SIZE = 500;

export const MODELS_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  ...modelQueryFlags(QUERY),
  limitFlag(PAGES, 'models'),
  modelPageSizeFlag(PAGES, PAGE_SIZE),
  ...tokenFlags(PAGES),
  JOB_FORMAT_FLAG,
  MODEL_COLUMNS_FLAG,
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  retryForFlag(SHORT_RETRY_TEXT),
  DEBUG_FLAG,
];

/** “7d” counts back from `now` (ms). */
export const readModelsOptions = (given: Given, now: number): Parsed<ModelsOptions> => {
  const flags = valueReader(given);
  const output = readModelOutput(flags);
  const options: ModelsOptions = {
    kind: 'models',
    ...readConnection(flags),
    query: readModelQuery(flags, now, PAGE_SIZE),
    ...readPaging(flags),
    ...output,
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  };
  const problem =
    flags.problem() ?? connectionProblem(given) ?? queryProblem(options.query) ?? outputProblem(output, given);
  return problem === undefined ? good(options) : bad(problem);
};
