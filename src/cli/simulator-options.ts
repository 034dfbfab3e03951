/** The flags of the simulator command, and what they mean. */
import type {Parsed} from '../core/query.ts';
import type {Fault, FaultKind} from '../simulator/fault-kind.ts';
import {COMMON_OPTIONS, FAULT_KINDS, parseFault, syntaxOf} from '../simulator/fault-spec.ts';
import type {Flag, Given} from './flags.ts';
import {wrapWords} from './help-text.ts';
import {numberFrom, valueReader} from './value-reader.ts';

/** How the simulator was asked to start. */
export interface SimulatorOptions {
  readonly kind: 'simulator';
  /** 0 stands for any free port. */
  readonly port: number;
  readonly jobs: number;
  readonly seed: number;
  /** Times as fast as life. */
  readonly pace: number;
  readonly running: number;
  /** Write each request to stderr. */
  readonly hasLog: boolean;
  /** Write nothing but the address, and the log where one is asked for. */
  readonly isQuiet: boolean;
  /** Absent where no flag asks for any. */
  readonly faults?: readonly Fault[] | undefined;
}

const DEFAULTS = {port: 8080, jobs: 140, seed: 1, pace: 1, running: 0} as const;
const MOST = {port: 65_535, jobs: 100_000, seed: 4_294_967_295, pace: 100_000, running: 1000} as const;
const LEAST_PACE = 0.001;

const WORLD = 'The simulated account';
const SERVER = 'Server (127.0.0.1 only; answers to localhost and 127.x.x.x)';

const FAULT_COLUMN = 26;
const HELP_WIDTH = 80;

/** A term and its text beside it, as the help lays its flags out. */
const beside = (term: string, text: string): readonly string[] =>
  wrapWords(text, HELP_WIDTH - FAULT_COLUMN).map((line, i) => (i === 0 ? `  ${term}` : '').padEnd(FAULT_COLUMN) + line);

const faultLines = (kind: FaultKind): readonly string[] => beside(syntaxOf(kind), kind.text);
const optionLines = Object.entries(COMMON_OPTIONS).map(([name, {placeholder, text}]) =>
  beside(`:${name}=${placeholder}`, text),
);

/** The heading over --fault says which faults there are. */
const FAULTS = ['Faults', ...FAULT_KINDS.flatMap(faultLines), ...optionLines.flat()].join('\n');

/** Faults as --fault names them: specs with commas between. */
export const parseFaults = (text: string): Parsed<readonly Fault[]> => {
  const faults: Fault[] = [];
  for (const spec of text.split(',')) {
    const fault = parseFault(spec);
    if (!fault.ok) return fault;
    faults.push(fault.value);
  }
  return {ok: true, value: faults};
};

export const SIMULATOR_FLAGS: readonly Flag[] = [
  {
    name: 'port',
    value: 'N',
    group: SERVER,
    text: `The port to listen on; ${DEFAULTS.port} by default, 0 for any free one.`,
  },
  {name: 'log', group: SERVER, text: 'Write each request to stderr.'},
  {name: 'quiet', group: SERVER, text: 'Write the address and no hints.'},
  {
    name: 'jobs',
    value: 'N',
    group: WORLD,
    text: `Jobs in the history, at most ${MOST.jobs}; ${DEFAULTS.jobs} by default.`,
  },
  {name: 'seed', value: 'N', group: WORLD, text: `The same seed gives the same history; ${DEFAULTS.seed} by default.`},
  {
    name: 'pace',
    value: 'N',
    group: WORLD,
    text: 'How many times as fast as life jobs run; 1 by default, 60 ends an import within a minute.',
  },
  {
    name: 'running',
    value: 'N',
    group: WORLD,
    text: `Jobs that are InProgress at the start, at most ${MOST.running}; none by default.`,
  },
  {
    name: 'fault',
    value: 'SPEC',
    isRepeatable: true,
    group: FAULTS,
    text: 'Answer badly on purpose. SPEC is a fault and its options, for example throttle:op=List:times=3; commas stand between several.',
  },
];

/** What the flags mean, or the first thing that is wrong with them. */
export const readSimulatorOptions = (given: Given): Parsed<SimulatorOptions> => {
  const flags = valueReader(given);
  const options: SimulatorOptions = {
    kind: 'simulator',
    port: flags.read('port', numberFrom(0, MOST.port, true), DEFAULTS.port),
    jobs: flags.read('jobs', numberFrom(0, MOST.jobs, true), DEFAULTS.jobs),
    seed: flags.read('seed', numberFrom(0, MOST.seed, true), DEFAULTS.seed),
    pace: flags.read('pace', numberFrom(LEAST_PACE, MOST.pace, false), DEFAULTS.pace),
    running: flags.read('running', numberFrom(0, MOST.running, true), DEFAULTS.running),
    hasLog: flags.isOn('log'),
    isQuiet: flags.isOn('quiet'),
    faults: flags.read('fault', parseFaults, undefined),
  };
  const problem = flags.problem();
  return problem === undefined ? {ok: true, value: options} : {ok: false, reason: problem};
};
