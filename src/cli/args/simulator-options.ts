/** The flags of the simulator command, read as options. */
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Fault, FaultKind} from '../../simulator/faults/fault-kind.ts';
import {unknownWorld} from '../../simulator/faults/fault-worlds.ts';
import {COMMON_OPTIONS, FAULT_KINDS, syntaxOf} from '../../simulator/faults/spec.ts';
import {DURATION_WANTED, durationOf} from '../../simulator/world/duration.ts';
import {type Outcome, parseOutcome} from '../../simulator/world/outcome.ts';
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
  /** How jobs end that are created. */
  readonly outcomes?: readonly Outcome[] | undefined;
  /** How long they run. */
  readonly durationMs?: number | undefined;
  /** The path of a file that describes a world. */
  readonly seedFile?: string | undefined;
  /** The path of a file that has the address while the simulator listens. */
  readonly urlFile?: string | undefined;
  /** A command to run, with its arguments; empty if there is none. */
  readonly command: readonly string[];
  /** Absent if no flag asks for any. */
  readonly faults?: readonly Fault[] | undefined;
}

const DEFAULTS = {port: 8080, jobs: 140, seed: 1, pace: 1, running: 0} as const;
const MAX = {port: 65_535, jobs: 100_000, seed: 4_294_967_295, pace: 100_000, running: 1000} as const;
const MIN_PACE = 0.001;

const WORLD = 'The simulated account';
const SERVER = 'Server (127.0.0.1 only; answers to localhost and 127.x.x.x)';

const CREATED = 'Jobs that are created';
/** Messages may contain commas. */
const OUTCOME_JOINT = '\n';

const parseOutcomes = (text: string): Parsed<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const line of text.split(OUTCOME_JOINT)) {
    const outcome = parseOutcome(line);
    if (!outcome.ok) return outcome;
    outcomes.push(outcome.value);
  }
  return good(outcomes);
};

const parseDuration = (text: string): Parsed<number> => {
  const ms = durationOf(text);
  return ms === undefined ? bad(`must be ${DURATION_WANTED} (got “${text}”)`) : good(ms);
};

const parsePath = (text: string): Parsed<string> => (text === '' ? bad('needs the path of a file') : good(text));

const faultLines = (kind: FaultKind): readonly string[] => entry(`  ${syntaxOf(kind)}`, kind.text);
const optionLines = Object.entries(COMMON_OPTIONS).flatMap(([name, {placeholder, text}]) =>
  entry(`  :${name}=${placeholder}`, text),
);

/** The heading above --fault in the help. It lists all faults. */
const FAULTS = ['Faults', ...FAULT_KINDS.flatMap(faultLines), ...optionLines].join('\n');

export const SIMULATOR_FLAGS: readonly Flag[] = [
  {
    name: 'port',
    value: 'N',
    group: SERVER,
    text: `Listen on this port (default ${DEFAULTS.port}, or any free port with COMMAND; 0 for any free port). Each of several worlds also has a port of its own: N+1, N+2, and so on.`,
  },
  {name: 'log', group: SERVER, text: 'Log each request to stderr.'},
  {name: 'quiet', group: SERVER, text: 'Print only addresses, without hints.'},
  {
    name: 'url-file',
    value: 'FILE',
    source: 'files',
    group: SERVER,
    text: 'Write the addresses to this file once the simulator listens, and remove it at the end.',
  },
  ...worldFlags(WORLD),
  {
    name: 'jobs',
    value: 'N',
    group: WORLD,
    text: `Simulate this many past jobs, up to ${MAX.jobs} (default ${DEFAULTS.jobs}; with --seed-file, 0).`,
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
    name: 'seed-file',
    value: 'FILE',
    source: 'files',
    group: WORLD,
    text: 'Start with the jobs, models, buckets and outcomes of this JSON file; docs/simulator.md describes it.',
  },
  {
    name: 'outcome',
    value: 'JOB=STATUS',
    isRepeatable: true,
    joint: OUTCOME_JOINT,
    group: CREATED,
    text: 'End this job as Completed, Failed or “Failed: message”. JOB is a name, or a number: 2 is the second job that is created. Repeat the flag for several jobs.',
  },
  {
    name: 'duration',
    value: 'TIME',
    group: CREATED,
    text: 'Run each created job for this long: 500ms, 90s, 2m (default: 12 to 20 minutes, divided by --pace).',
  },
  {
    name: 'fault',
    value: 'SPEC',
    isRepeatable: true,
    group: FAULTS,
    text: 'Fail on purpose. SPEC is a fault with options, for example throttle:op=List:times=3. Separate several faults with commas.',
  },
];

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
  const command = given.positionals;
  const options: SimulatorOptions = {
    kind: 'simulator',
    // A command learns the address from its environment, so that any number of them can run at once.
    port: flags.read('port', numberFrom(0, MAX.port, true), command.length > 0 ? 0 : DEFAULTS.port),
    worlds: readWorlds(flags),
    jobs: flags.read('jobs', numberFrom(0, MAX.jobs, true), flags.isOn('seed-file') ? 0 : DEFAULTS.jobs),
    seed: flags.read('seed', numberFrom(0, MAX.seed, true), DEFAULTS.seed),
    pace: flags.read('pace', numberFrom(MIN_PACE, MAX.pace, false), DEFAULTS.pace),
    running: flags.read('running', numberFrom(0, MAX.running, true), DEFAULTS.running),
    hasLog: flags.isOn('log'),
    isQuiet: flags.isOn('quiet'),
    outcomes: flags.read('outcome', parseOutcomes, undefined),
    durationMs: flags.read('duration', parseDuration, undefined),
    seedFile: flags.read('seed-file', parsePath, undefined),
    urlFile: flags.read('url-file', parsePath, undefined),
    command,
    faults: flags.read('fault', parseFaults, undefined),
  };
  const problem = flags.problem() ?? worldProblem(given) ?? optionsProblem(options);
  return problem === undefined ? {ok: true, value: options} : {ok: false, reason: problem};
};
