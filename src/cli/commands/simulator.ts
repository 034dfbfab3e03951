/** The simulator command: serves until a signal ends it. */
import type {Simulator} from '../../simulator/server.ts';
import type {SimulatorOptions} from '../args/simulator-options.ts';
import {PROGRAM} from '../process/about.ts';
import {codeOf} from '../process/error-code.ts';
import {EXIT_CODES} from '../process/exit-codes.ts';

// SIGHUP keeps its own effect: it ends the process immediately, and shells report 129.
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
export type StopSignal = (typeof SIGNALS)[number];

/** Where the command writes, and how it receives signals. Tests pass in their own. */
interface SimulatorHost {
  /** Writes data to stdout. */
  print(text: string): void;
  /** Writes messages to stderr. */
  say(text: string): void;
  /** Calls back for each signal that asks the program to end. */
  onSignal(callback: (signal: StopSignal) => void): void;
}

const processHost: SimulatorHost = {
  print: text => process.stdout.write(text),
  say: text => process.stderr.write(text),
  onSignal: callback => {
    for (const signal of SIGNALS) process.on(signal, () => callback(signal));
  },
};

const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'is reserved for privileged users',
};

/** The port that an error of listening names; `fallback` if it names none. */
const portOf = (error: unknown, fallback: number): number =>
  error instanceof Error && 'port' in error && typeof error.port === 'number' ? error.port : fallback;

/** Why the simulator cannot listen, if the person can do something about it. */
const portProblem = (error: unknown, {port, worlds}: SimulatorOptions): string | undefined => {
  const problem = PORT_PROBLEMS[codeOf(error)];
  const range =
    worlds.length > 1 && port > 0 ? `, and ${worlds.length} worlds need ${port} to ${port + worlds.length}` : '';
  return (
    problem &&
    `port ${portOf(error, port)} ${problem}${range}; choose another with --port, or --port 0 for any free port\n`
  );
};

const SEVERAL_WORLDS = `
The first address serves all worlds: the region of a request chooses one. A request with an API key, which has no region, gets
the first. Each of the other addresses serves only its own world, whatever the region.
`;

const hint = ({url, world, worlds}: Simulator): string =>
  `
Any credentials work. In another terminal:
  export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=${world.region} AWS_DEFAULT_REGION=${world.region}
  export AWS_ENDPOINT_URL_BEDROCK=${url}
  aws bedrock list-model-import-jobs --region ${world.region} --max-results 3
  ${PROGRAM}
${worlds.length > 1 ? SEVERAL_WORLDS : ''}
Press ctrl-c to stop the simulator.
`.trimStart();

/** On the first line the address of all worlds. If there are several, each one has a line with its name and its own address. */
const addresses = ({url, worlds}: Simulator): string =>
  [url, ...(worlds.length > 1 ? worlds.map(({name, url: own}) => `${name} ${own}`) : [])]
    .map(line => `${line}\n`)
    .join('');

/**
 * Serves until a signal arrives. Stdout has only addresses, so that a script can read it. Hints and the log go to stderr.
 * Resolves to the exit code: the signal's, or 2 if the port is not available.
 */
export const runSimulator = async (options: SimulatorOptions, host: SimulatorHost = processHost): Promise<number> => {
  const {port, worlds, jobs, seed, pace, running, hasLog, isQuiet, faults} = options;
  const signal = new Promise<StopSignal>(resolve => host.onSignal(resolve));
  const {startSimulator} = await import('../../simulator/server.ts');
  const {describeRequest} = await import('../../simulator/http/request-log.ts');
  let simulator: Simulator;
  try {
    simulator = await startSimulator({
      port,
      worlds,
      jobs,
      seed,
      pace,
      running,
      faults,
      onRequest: entry => {
        if (hasLog) host.say(`${describeRequest(entry)}\n`);
      },
    });
  } catch (error) {
    const problem = portProblem(error, options);
    if (problem === undefined) throw error;
    host.say(problem);
    return EXIT_CODES.usage;
  }
  host.print(addresses(simulator));
  if (!isQuiet) host.say(hint(simulator));
  const code = EXIT_CODES[await signal];
  await simulator.close();
  return code;
};
