/** The flags of the wait command, read as options. */
import {parseDuration} from '../../core/domain/duration.ts';
import type {WaitGoal} from '../../core/domain/wait-goal.ts';
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
import {readRefreshMs, refreshFlag} from '../flags/refresh-flag.ts';
import {readRetryFor, retryForFlag, SHORT_RETRY, SHORT_RETRY_TEXT} from '../flags/retry-flag.ts';
import {mustBe, valueReader} from '../flags/value-reader.ts';

export interface WaitOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'wait';
  /** Names or ARNs, without duplicates. */
  readonly jobs: readonly string[];
  readonly goal: WaitGoal;
  /** Absent if there is no limit. */
  readonly timeoutMs?: number | undefined;
  readonly refreshMs: number;
  /** For requests until the first answer. `limit` is for later ones. */
  readonly firstLimits: RetryLimits;
  readonly retryLimits: RetryLimits;
}

const WAITING = 'Waiting';
const ENDS = ['Completed', 'Failed'] as const;

export const WAIT_FLAGS: readonly Flag[] = [
  {
    name: 'timeout',
    value: 'TIME',
    group: WAITING,
    text: 'Stop waiting after this long, with exit code 124: 90s, 20m, 2h (default: no limit). 0s asks once.',
  },
  {
    name: 'for',
    value: 'STATUS',
    choices: ENDS,
    group: WAITING,
    text: 'Expect the jobs to end with this status: Completed or Failed. Exit with code 1 as soon as one ends differently; with --any, once all have.',
  },
  {name: 'any', group: WAITING, text: 'Wait for the first job to end, not for all of them.'},
  refreshFlag(WAITING, 'requests'),
  JOB_FORMAT_FLAG,
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  retryForFlag(`10m; before the first answer, ${SHORT_RETRY_TEXT}`),
  ...CONNECTION_FLAGS,
  DEBUG_FLAG,
];

const LONG_RETRY: RetryLimits = {throttledMs: 600_000, otherMs: 600_000};

const parseEnd = (text: string): Parsed<string> => {
  const found = ENDS.find(status => status.toLowerCase() === text.trim().toLowerCase());
  return found ? good(found) : mustBe(ENDS, text);
};

/** The options that the flags and jobs give, or the first problem with them. */
export const readWaitOptions = (given: Given): Parsed<WaitOptions> => {
  const flags = valueReader(given);
  const output = readOutput(flags);
  const jobs = parseJobs(given.positionals);
  const options = {
    kind: 'wait',
    ...readConnection(flags),
    ...output,
    goal: {status: flags.read('for', parseEnd, undefined), isAny: flags.isOn('any')},
    timeoutMs: flags.read('timeout', parseDuration, undefined),
    refreshMs: readRefreshMs(flags),
    firstLimits: readRetryFor(flags, SHORT_RETRY),
    retryLimits: readRetryFor(flags, LONG_RETRY),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given) ?? outputProblem(output, given);
  if (problem !== undefined) return bad(problem);
  return jobs.ok ? good({...options, jobs: jobs.value}) : jobs;
};
