/** The flags of the report command, read as options. */
import {type Moment, parseMoment} from '../../core/domain/moment.ts';
import {PAGE_SIZE, type Query} from '../../core/domain/query.ts';
import type {RetryLimits} from '../../core/retry/retry.ts';
import {clause} from '../../core/text/format.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {formatFlag, parseFormat, QUIET_FLAG} from '../flags/output-flags.ts';
import {filterFlags, queryProblem, readQuery} from '../flags/query-flags.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {valueReader} from '../flags/value-reader.ts';

export const REPORT_FORMATS = ['text', 'markdown', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportOptions extends ConnectionOptions {
  readonly kind: 'report';
  /** With a beginning, and without a status: the report needs the jobs that completed, too. */
  readonly query: Query & {readonly after: Moment};
  readonly format: ReportFormat;
  /** Nothing on stderr except what is missing from the report. */
  readonly isQuiet: boolean;
  readonly retryLimits: RetryLimits;
}

const QUERY = 'Which jobs';
const DEFAULT_AFTER = '30d';

const withDefault = (flag: Flag): Flag =>
  flag.name === 'after' ? {...flag, text: `${clause(flag.text)} (default ${DEFAULT_AFTER}).`} : flag;

export const REPORT_FLAGS: readonly Flag[] = [
  ...filterFlags(QUERY)
    .filter(({name}) => name !== 'status')
    .map(withDefault),
  formatFlag(REPORT_FORMATS, 'text'),
  QUIET_FLAG,
  retryForFlag(SHORT_RETRY_TEXT),
  ...CONNECTION_FLAGS,
  DEBUG_FLAG,
];

/** The beginning of the report if no flag gives it: it counts back from the end. */
const defaultAfter = (end: number): Moment => {
  const parsed = parseMoment(DEFAULT_AFTER, end);
  return parsed.ok ? parsed.value : {text: DEFAULT_AFTER, at: end};
};

/** The options that the flags give, or the first problem with them. “7d” counts back from `now` (ms). */
export const readReportOptions = (given: Given, now: number): Parsed<ReportOptions> => {
  const flags = valueReader(given);
  const query = readQuery(flags, now, PAGE_SIZE.max);
  const options: ReportOptions = {
    kind: 'report',
    ...readConnection(flags),
    query: {...query, after: query.after ?? defaultAfter(query.before?.at ?? now)},
    format: flags.read('output', parseFormat(REPORT_FORMATS), 'text'),
    isQuiet: flags.isOn('quiet'),
    retryLimits: readRetryFor(flags, SHORT_RETRY),
  };
  const problem = flags.problem() ?? connectionProblem(given) ?? queryProblem(options.query);
  return problem === undefined ? good(options) : bad(problem);
};
