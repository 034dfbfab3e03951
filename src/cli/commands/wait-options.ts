/** The flags of the wait command, and what they mean together. */
import {parseDuration} from '../../core/duration.ts';
import {bad, good} from '../../core/moment.ts';
import type {Patience} from '../../core/patience.ts';
import type {Parsed} from '../../core/query.ts';
import type {WaitGoal} from '../../core/waiting.ts';
import {FORMATS} from '../../output/job-writer.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../connection-flags.ts';
import type {Flag, Given} from '../flags.ts';
import {readRefreshMs, refreshFlag} from '../refresh-flag.ts';
import {valueReader} from '../value-reader.ts';
import {parseJobs} from './job-operand.ts';
import {
  formatFlag,
  NO_HEADER_FLAG,
  type OutputOptions,
  outputProblem,
  QUERY_FLAG,
  QUIET_FLAG,
  readOutput,
} from './output-flags.ts';
import {BRIEF, BRIEF_TEXT, patienceFlag, readPatience} from './patience-flag.ts';

export interface WaitOptions extends ConnectionOptions, OutputOptions {
  readonly kind: 'wait';
  /** Names or ARNs, each once. */
  readonly jobs: readonly string[];
  readonly goal: WaitGoal;
  /** Absent: as long as it takes. */
  readonly timeoutMs?: number | undefined;
  readonly refreshMs: number;
  /** Until the first answer, and from then on. */
  readonly firstPatience: Patience;
  readonly patience: Patience;
}

const WAITING = 'Waiting';
const ENDS = ['Completed', 'Failed'] as const;

export const WAIT_FLAGS: readonly Flag[] = [
  {
    name: 'timeout',
    value: 'TIME',
    group: WAITING,
    text: 'Give up after this long, with exit code 124: 90s, 20m, 2h; 0s asks once. Without it, it waits as long as the jobs take.',
  },
  {
    name: 'for',
    value: 'STATUS',
    choices: ENDS,
    group: WAITING,
    text: 'Completed or Failed: the end that is wanted. Ends with 1 as soon as a job has ended otherwise (with --any: as soon as all have).',
  },
  {name: 'any', group: WAITING, text: 'Wait for one of the jobs, not for all of them.'},
  refreshFlag(WAITING, 'two requests'),
  formatFlag(FORMATS, 'table'),
  QUERY_FLAG,
  NO_HEADER_FLAG,
  QUIET_FLAG,
  patienceFlag(`10m, and until the first answer ${BRIEF_TEXT}`),
  ...CONNECTION_FLAGS,
  DEBUG_FLAG,
];

const LATER_PATIENCE: Patience = {throttledMs: 600_000, otherMs: 600_000};

const parseEnd = (text: string): Parsed<string> => {
  const found = ENDS.find(status => status.toLowerCase() === text.trim().toLowerCase());
  return found ? good(found) : bad(`“${text}” is neither ${ENDS.join(' nor ')}`);
};

/** What the flags and jobs mean, or the first thing that is wrong with them. */
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
    firstPatience: readPatience(flags, BRIEF),
    patience: readPatience(flags, LATER_PATIENCE),
  } as const;
  const problem = flags.problem() ?? connectionProblem(given) ?? outputProblem(output, given);
  if (problem !== undefined) return bad(problem);
  return jobs.ok ? good({...options, jobs: jobs.value}) : jobs;
};
