/** The flags of the simulator command, read as options. */
import {parseDuration} from '../../core/domain/duration.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Fault, FaultKind} from '../../simulator/faults/fault-kind.ts';
import {unknownWorld} from '../../simulator/faults/fault-worlds.ts';
import {COMMON_OPTIONS, FAULT_KINDS, syntaxOf} from '../../simulator/faults/spec.ts';
import {OUTCOME_WANTED, type Outcome, parseOutcome} from '../../simulator/world/outcomes.ts';
import type {WorldName} from '../../simulator/world/world-name.ts';
import {parseFaults} from '../flags/fault-flag.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {numberFrom, valueReader} from '../flags/value-reader.ts';
import {readWorlds, worldFlags, worldProblem} from '../flags/world-flags.ts';
import {entry} from '../help/help-text.ts';

export interface SimulatorOptions {
  readonly kind: 'simulator';
  /** 0 means any free port. Several worlds take the ports after it as well. */
  readonly port: number;
  /** At least one. */
  readonly worlds: readonly WorldName[];
  readonly jobs: number;
  readonly seed: number;
  /** How many times faster than in real time jobs run. */
  readonly pace: number;
  readonly running: number;
  /** Write each request to stderr. */
  readonly hasLog: boolean;
  /** Print only addresses, and the log if there is one. */
  readonly isQuiet: boolean;
  /** How created jobs end. */
  readonly outcomes: readonly Outcome[];
  /** How long created jobs run, in ms. */
  readonly durationMs?: number | undefined;
  /** A file for the address, as long as the simulator runs. */
  readonly urlFile?: string | undefined;
  /** What runs with the simulator's variables set, and ends it; absent: it runs until a signal. */
  readonly command?: readonly [program: string, ...args: string[]] | undefined;
  /** Absent if no flag asks for any. */
  readonly faults?: readonly Fault[] | undefined;
}

const DEFAULTS = {port: 8080, jobs: 140, seed: 1, pace: 1, running: 0} as const;
const MAX = {port: 65_535, jobs: 100_000, seed: 4_294_967_295, pace: 100_000, running: 1000} as const;
const MIN_PACE = 0.001;

const WORLD = 'The simulated account';
const SERVER = 'Server (127.0.0.1 only; answers to localhost and 127.x.x.x)';

const faultLines = (kind: FaultKind): readonly string[] => entry(`  ${syntaxOf(kind)}`, kind.text);
const optionLines = Object.entries(COMMON_OPTIONS).flatMap(([name, {placeholder, text}]) =>
  entry(`  :${name}=${placeholder}`, text),
);

const CREATED = 'Jobs that are created';

/** The heading above --fault in the help. It lists all faults. */
const FAULTS = ['Faults', ...FAULT_KINDS.flatMap(faultLines), ...optionLines].join('\n');

export const SIMULATOR_FLAGS: readonly Flag[] = [
  {
    name: 'port',
    value: 'N',
    group: SERVER,
    text: `Listen on this port (default ${DEFAULTS.port}, or with a COMMAND any free port; 0 for any free port). Each of several worlds also has a port of its own: N+1, N+2, and so on.`,
  },
  {name: 'log', group: SERVER, text: 'Log each request to stderr.'},
  {
    name: 'url-file',
    value: 'FILE',
    source: 'files',
    group: SERVER,
    text: 'Write the address to this file as soon as it answers, and remove the file at the end.',
  },
  {name: 'quiet', group: SERVER, text: 'Print only addresses, without hints.'},
  ...worldFlags(WORLD),
  {
    name: 'jobs',
    value: 'N',
    group: WORLD,
    text: `Simulate this many past jobs, up to ${MAX.jobs} (default ${DEFAULTS.jobs}).`,
  },
  {
    name: 'seed',
    value: 'N',
    group: WORLD,
    text: `Use this seed (default ${DEFAULTS.seed}). The same seed gives the same jobs.`,
  },
  {
    name: 'pace',
    value: 'N',
    group: WORLD,
    text: 'Run jobs this many times faster than real time (default 1). With 60, an import takes less than a minute.',
  },
  {
    name: 'running',
    value: 'N',
    group: WORLD,
    text: `Start with this many InProgress jobs, up to ${MAX.running} (default 0).`,
  },
  {
    name: 'outcome',
    value: 'NAME=STATUS',
    isRepeatable: true,
    joint: '\n',
    group: CREATED,
    text: 'How a created job ends: NAME=Completed, NAME=Failed, or "NAME=Failed: MESSAGE". NAME is the name of the job, or N for the Nth job that is created. By default, all complete.',
  },
  {
    name: 'duration',
    value: 'TIME',
    group: CREATED,
    text: 'How long a created job runs, for example 90s or 0s (default: 12 to 20 minutes, divided by --pace).',
  },
  {
    name: 'fault',
    value: 'SPEC',
    isRepeatable: true,
    group: FAULTS,
    text: 'Fail on purpose. SPEC is a fault with options, for example throttle:op=List:times=3. Separate several faults with commas.',
  },
];

const parseOutcomes = (text: string): Parsed<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const line of text.split('\n')) {
    const outcome = parseOutcome(line);
    if (!outcome) return bad(`must be ${OUTCOME_WANTED} (got “${line}”)`);
    outcomes.push(outcome);
  }
  return good(outcomes);
};

const parseFile = (text: string): Parsed<string> => (text.trim() === '' ? bad('needs the name of a file') : good(text));

/** Why these options cannot be used together; undefined if they can. */
const optionsProblem = ({port, worlds, faults = []}: SimulatorOptions): string | undefined => {
  const more = worlds.length > 1 ? worlds.length : 0;
  if (port + more > MAX.port) {
    return `--port must be at most ${MAX.port - more} with ${more} worlds, because each has a port after it (got “${port}”)`;
  }
  const unknown = unknownWorld(faults, worlds);
  return unknown && `--fault: ${unknown}`;
};

/** The options that the flags give, or the first problem with them. */
export const readSimulatorOptions = (given: Given): Parsed<SimulatorOptions> => {
  const flags = valueReader(given);
  const [program, ...args] = given.positionals;
  const options: SimulatorOptions = {
    kind: 'simulator',
    // Beside a command nobody needs to know the port.
    port: flags.read('port', numberFrom(0, MAX.port, true), program === undefined ? DEFAULTS.port : 0),
    worlds: readWorlds(flags),
    jobs: flags.read('jobs', numberFrom(0, MAX.jobs, true), DEFAULTS.jobs),
    seed: flags.read('seed', numberFrom(0, MAX.seed, true), DEFAULTS.seed),
    pace: flags.read('pace', numberFrom(MIN_PACE, MAX.pace, false), DEFAULTS.pace),
    running: flags.read('running', numberFrom(0, MAX.running, true), DEFAULTS.running),
    outcomes: flags.read('outcome', parseOutcomes, []),
    durationMs: flags.read('duration', parseDuration, undefined),
    urlFile: flags.read('url-file', parseFile, undefined),
    command: program === undefined ? undefined : [program, ...args],
    hasLog: flags.isOn('log'),
    isQuiet: flags.isOn('quiet'),
    faults: flags.read('fault', parseFaults, undefined),
  };
  const problem = flags.problem() ?? worldProblem(given) ?? optionsProblem(options);
  return problem === undefined ? {ok: true, value: options} : {ok: false, reason: problem};
};
