/** The flags of the watch command, read as options. */
import {type Moment, PAGE_SIZE, type Query} from '../../core/domain/query.ts';
import type {RetryLimits} from '../../core/retry/retry.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {splitWords} from '../../core/text/shell-words.ts';
import {EVENT_FORMATS, type EventFormat} from '../../output/format-names.ts';
import {
  CONNECTION_FLAGS,
  type ConnectionOptions,
  connectionProblem,
  DEBUG_FLAG,
  readConnection,
} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {formatFlag, parseFormat, QUIET_FLAG} from '../flags/output-flags.ts';
import {filterFlags, momentReader, queryProblem, readQuery} from '../flags/query-flags.ts';
import {readRefreshMs, refreshFlag} from '../flags/refresh-flag.ts';
import {readRetryFor, retryForFlag} from '../flags/retry-flag.ts';
import {numberFrom, valueReader} from '../flags/value-reader.ts';

/** The command that is run for each event. */
export interface Hook {
  /** The program and its arguments. With --shell, the program is the shell. */
  readonly words: readonly [string, ...string[]];
  readonly isShell: boolean;
}

export interface WatchOptions extends ConnectionOptions {
  readonly kind: 'watch';
  /** Without the status, which selects events and not jobs. */
  readonly query: Query;
  /** Only events of jobs that have this status at the time of the event. */
  readonly status?: string | undefined;
  readonly since?: Moment | undefined;
  readonly refreshMs: number;
  /** How many events to print; absent if there is no limit. */
  readonly limit?: number | undefined;
  readonly format: EventFormat;
  readonly hook?: Hook | undefined;
  readonly isQuiet: boolean;
  readonly retryLimits: RetryLimits;
}

const QUERY = 'Which jobs';
const EVENTS = 'Events';
const ENDLESS: RetryLimits = {throttledMs: Number.POSITIVE_INFINITY, otherMs: Number.POSITIVE_INFINITY};
const MAX_EVENTS = 1_000_000;

export const WATCH_FLAGS: readonly Flag[] = [
  ...CONNECTION_FLAGS,
  ...filterFlags(QUERY).map(flag =>
    flag.name === 'status'
      ? {
          ...flag,
          text: 'Print only events with this status: InProgress for new jobs, Completed or Failed for jobs that ended.',
        }
      : flag,
  ),
  {
    name: 'since',
    value: 'TIME',
    group: EVENTS,
    text: 'Start with the events since this time, written as for --after (default: new events only).',
  },
  {name: 'limit', value: 'N', group: EVENTS, text: 'Stop after this many events.'},
  refreshFlag(EVENTS, 'requests while a job is running', ' It checks for new jobs once a minute.'),
  {
    name: 'exec',
    value: 'COMMAND',
    group: EVENTS,
    text: 'Run this command for each event, without a shell (see --shell). It gets the event as JSON on its standard input, and in environment variables (BEDROCK_IMPORTS_EVENT, _TIME, _JOB_NAME, _JOB_ARN, _STATUS, _MODEL_NAME, _MODEL_ARN, _FAILURE_MESSAGE, _REGION, and _PROFILE with several connections). Its output goes to stderr.',
  },
  {name: 'shell', group: EVENTS, text: 'Run the command of --exec with sh.'},
  formatFlag(EVENT_FORMATS, 'lines'),
  QUIET_FLAG,
  retryForFlag('no limit'),
  DEBUG_FLAG,
];

const parseHook =
  (isShell: boolean) =>
  (text: string): Parsed<Hook> => {
    if (isShell) {
      return text.trim() === '' ? bad('needs a command') : good({words: ['sh', '-c', text], isShell});
    }
    const split = splitWords(text);
    if (!split.ok) return split;
    const [program, ...rest] = split.value;
    return program === undefined ? bad('needs a command') : good({words: [program, ...rest], isShell});
  };

/** The options that the flags give, or the first problem with them. “7d” counts back from `now` (ms). */
export const readWatchOptions = (given: Given, now: number): Parsed<WatchOptions> => {
  const flags = valueReader(given);
  const {status, ...query} = readQuery(flags, now, PAGE_SIZE.default);
  const options: WatchOptions = {
    kind: 'watch',
    ...readConnection(flags),
    query,
    status,
    since: flags.read('since', momentReader(now), undefined),
    refreshMs: readRefreshMs(flags),
    limit: flags.read('limit', numberFrom(1, MAX_EVENTS, true), undefined),
    format: flags.read('output', parseFormat(EVENT_FORMATS), 'lines'),
    hook: flags.read('exec', parseHook(flags.isOn('shell')), undefined),
    isQuiet: flags.isOn('quiet'),
    retryLimits: readRetryFor(flags, ENDLESS),
  };
  const alone = flags.isOn('shell') && !given.values.has('exec') ? '--shell needs --exec' : undefined;
  const late = options.since && options.since.at > now ? '--since is in the future' : undefined;
  const problem = flags.problem() ?? connectionProblem(given) ?? queryProblem(options.query) ?? alone ?? late;
  return problem === undefined ? good(options) : bad(problem);
};
