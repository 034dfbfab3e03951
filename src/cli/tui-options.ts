/** The flags of the terminal UI, and what they mean together. */
import {
  DEFAULT_QUERY,
  nameProblem,
  PAGE_SIZE,
  type Parsed,
  parseMoment,
  parseOrder,
  parsePageSize,
  parseSortBy,
  parseStatus,
  type Query,
  rangeProblem,
} from '../core/query.ts';
import type {Fault} from '../simulator/fault-kind.ts';
import type {Flag, Given} from './flags.ts';
import {parseFaults} from './simulator-options.ts';
import {numberFrom, parseEndpointUrl, parseProfile, parseRegion, valueReader} from './value-reader.ts';

/** How the terminal UI was asked to start. Profile, region and endpoint are absent where no flag names them. */
export interface TuiOptions {
  readonly kind: 'tui';
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
  readonly isDemo: boolean;
  /** What the demo's simulator does wrong; absent where no flag asks for anything. */
  readonly faults?: readonly Fault[] | undefined;
  readonly query: Query;
  readonly refreshMs: number;
  /** Ring the bell when a job ends. */
  readonly hasBell: boolean;
  /** Write for a screen reader; absent where no flag asks for it, and the environment decides. */
  readonly isSpoken?: true | undefined;
  /** The file that is told of every call; absent where no flag names one. */
  readonly debugFile?: string | undefined;
}

const REFRESH_SECONDS = {least: 1, most: 3600, usual: 5} as const;

const CONNECTION = 'Connection';
const QUERY = 'Which jobs (every filter can be changed in the UI)';
const WATCHING = 'Watching';
const SCREEN = 'Screen';
const PROBLEMS = 'Problems';

export const TUI_FLAGS: readonly Flag[] = [
  {name: 'profile', value: 'NAME', group: CONNECTION, text: 'The AWS profile to use.'},
  {name: 'region', value: 'REGION', group: CONNECTION, text: 'The AWS region, for example us-east-1.'},
  {
    name: 'endpoint-url',
    value: 'URL',
    group: CONNECTION,
    text: 'Ask this address instead of AWS: a VPC endpoint, or a simulator.',
  },
  {
    name: 'demo',
    group: CONNECTION,
    text: 'Try the program on simulated jobs. Nothing is sent to AWS, and no credentials are used.',
  },
  {
    name: 'fault',
    value: 'SPEC',
    isRepeatable: true,
    group: CONNECTION,
    text: 'With --demo: let requests fail, for example throttle:times=3. The help of the simulator command has all faults.',
  },
  {
    name: 'status',
    alias: 'status-equals',
    value: 'STATUS',
    group: QUERY,
    text: 'InProgress, Completed, Failed, or any.',
  },
  {
    name: 'name',
    alias: 'name-contains',
    value: 'TEXT',
    group: QUERY,
    text: 'Jobs whose name contains this, in this case.',
  },
  {
    name: 'after',
    alias: 'creation-time-after',
    value: 'TIME',
    group: QUERY,
    text: 'Jobs created after this: 2026-11-01, "2026-11-01 14:00", 2026-11-01T12:00Z, or a distance back from now such as 90m, 36h, 7d, 4w.',
  },
  {
    name: 'before',
    alias: 'creation-time-before',
    value: 'TIME',
    group: QUERY,
    text: 'Jobs created before this, written in the same ways.',
  },
  {name: 'sort-by', value: 'KEY', group: QUERY, text: 'CreationTime; the API knows no other.'},
  {
    name: 'order',
    alias: 'sort-order',
    value: 'ORDER',
    group: QUERY,
    text: 'Descending (newest first, the default) or Ascending.',
  },
  {
    name: 'page-size',
    alias: 'max-results',
    value: 'N',
    group: QUERY,
    text: `Jobs asked for at a time, ${PAGE_SIZE.least} to ${PAGE_SIZE.most}; ${PAGE_SIZE.usual} by default.`,
  },
  {
    name: 'refresh',
    value: 'SECONDS',
    group: WATCHING,
    text: `Time between refreshes while a job runs, ${REFRESH_SECONDS.least} to ${REFRESH_SECONDS.most}; ${REFRESH_SECONDS.usual} by default.`,
  },
  {name: 'bell', group: WATCHING, text: 'Ring the terminal bell when a job ends.'},
  {
    name: 'screen-reader',
    group: SCREEN,
    text: 'Write sentences for a screen reader: the selected job first, nothing that only decorates.',
  },
  {
    name: 'debug',
    value: 'FILE',
    group: PROBLEMS,
    text: 'Add a log of every request, without credentials, to this file: for a bug report.',
  },
];

const parseFile = (text: string): Parsed<string> =>
  text.trim() === '' ? {ok: false, reason: 'the name of a file is missing'} : {ok: true, value: text};

const parseName = (text: string): Parsed<string | undefined> => {
  const problem = nameProblem(text);
  if (problem === undefined) return {ok: true, value: text === '' ? undefined : text};
  const accepted = 'a job name has letters, digits, “+”, “.” and “-”, and begins with a letter or digit';
  return {ok: false, reason: `“${text}” cannot be asked for: ${problem}; ${accepted}`};
};

const TOUCHES_AWS = ['profile', 'region', 'endpoint-url'] as const;

const demoProblem = ({values}: Given): string | undefined => {
  if (values.has('fault') && !values.has('demo'))
    return '--fault needs --demo: only simulated requests fail on purpose';
  const other = values.has('demo') ? TOUCHES_AWS.find(name => values.has(name)) : undefined;
  return (
    other && `--demo and --${other} exclude each other: the demo never touches AWS, it asks a simulator of its own`
  );
};

/** What the flags mean, or the first thing that is wrong with them. Distances in time count back from `now` (ms). */
export const readTuiOptions = (given: Given, now: number): Parsed<TuiOptions> => {
  const flags = valueReader(given);
  const moment = (text: string) => parseMoment(text, now);
  const query: Query = {
    status: flags.read('status', parseStatus, undefined),
    name: flags.read('name', parseName, undefined),
    after: flags.read('after', moment, undefined),
    before: flags.read('before', moment, undefined),
    sortBy: flags.read('sort-by', parseSortBy, DEFAULT_QUERY.sortBy),
    order: flags.read('order', parseOrder, DEFAULT_QUERY.order),
    pageSize: flags.read('page-size', parsePageSize, DEFAULT_QUERY.pageSize),
  };
  const refresh = numberFrom(REFRESH_SECONDS.least, REFRESH_SECONDS.most, false);
  const options: TuiOptions = {
    kind: 'tui',
    profile: flags.read('profile', parseProfile, undefined),
    region: flags.read('region', parseRegion, undefined),
    endpointUrl: flags.read('endpoint-url', parseEndpointUrl, undefined),
    isDemo: flags.isOn('demo'),
    faults: flags.read('fault', parseFaults, undefined),
    query,
    refreshMs: flags.read('refresh', refresh, REFRESH_SECONDS.usual) * 1000,
    hasBell: flags.isOn('bell'),
    isSpoken: flags.isOn('screen-reader') || undefined,
    debugFile: flags.read('debug', parseFile, undefined),
  };
  const range = rangeProblem(query.after, query.before);
  const problem =
    flags.problem() ??
    demoProblem(given) ??
    (range && `--after (${query.after?.text}) is later than --before (${query.before?.text})`);
  return problem === undefined ? {ok: true, value: options} : {ok: false, reason: problem};
};
