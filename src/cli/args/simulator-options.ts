/** The flags of the simulator command, read as options. */
import type {Parsed} from '../../core/text/parsed.ts';
import type {Fault, FaultKind} from '../../simulator/faults/fault-kind.ts';
import {unknownWorld} from '../../simulator/faults/fault-worlds.ts';
import {COMMON_OPTIONS, FAULT_KINDS, syntaxOf} from '../../simulator/faults/spec.ts';
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

/** The heading above --fault in the help. It lists all faults. */
const FAULTS = ['Faults', ...FAULT_KINDS.flatMap(faultLines), ...optionLines].join('\n');

export const SIMULATOR_FLAGS: readonly Flag[] = [
  {
    name: 'port',
    value: 'N',
    group: SERVER,
    text: `Listen on this port (default ${DEFAULTS.port}; 0 for any free port). Each of several worlds also has a port of its own: N+1, N+2, and so on.`,
  },
  {name: 'log', group: SERVER, text: 'Log each request to stderr.'},
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
  const options: SimulatorOptions = {
    kind: 'simulator',
    port: flags.read('port', numberFrom(0, MAX.port, true), DEFAULTS.port),
    worlds: readWorlds(flags),
    jobs: flags.read('jobs', numberFrom(0, MAX.jobs, true), DEFAULTS.jobs),
    seed: flags.read('seed', numberFrom(0, MAX.seed, true), DEFAULTS.seed),
    pace: flags.read('pace', numberFrom(MIN_PACE, MAX.pace, false), DEFAULTS.pace),
    running: flags.read('running', numberFrom(0, MAX.running, true), DEFAULTS.running),
    hasLog: flags.isOn('log'),
    isQuiet: flags.isOn('quiet'),
    faults: flags.read('fault', parseFaults, undefined),
  };
  const problem = flags.problem() ?? worldProblem(given) ?? optionsProblem(options);
  return problem === undefined ? {ok: true, value: options} : {ok: false, reason: problem};
};
