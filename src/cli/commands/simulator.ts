/** The simulator command: serves until a signal ends it, or for as long as a command runs. */
import type {Parsed} from '../../core/text/parsed.ts';
import type {Simulator} from '../../simulator/server.ts';
import type {SimulatorOptions} from '../args/simulator-options.ts';
import {PROGRAM} from '../process/about.ts';
import {type Environment, originalEnvironment} from '../process/environment.ts';
import {codeOf} from '../process/error-code.ts';
import {ENDING_SIGNALS, EXIT_CODES} from '../process/exit-codes.ts';

export type StopSignal = (typeof ENDING_SIGNALS)[number];

/** Where the command writes, and how it receives signals. Tests pass in their own. */
interface SimulatorHost {
  /** Writes data to stdout. */
  print(text: string): void;
  /** Writes messages to stderr. */
  say(text: string): void;
  /** Calls back for each signal that asks the program to end. */
  onSignal(callback: (signal: StopSignal) => void): void;
  readonly environment: Environment;
  /** Whether stdin is a terminal. */
  readonly hasTerminal: boolean;
}

const processHost = (): SimulatorHost => ({
  print: text => process.stdout.write(text),
  say: text => process.stderr.write(text),
  onSignal: callback => {
    for (const signal of ENDING_SIGNALS) process.on(signal, () => callback(signal));
  },
  environment: originalEnvironment(),
  hasTerminal: Boolean(process.stdin.isTTY),
});

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
  export AWS_ENDPOINT_URL_BEDROCK=${url} AWS_ENDPOINT_URL_S3=${url}
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

/** The signals as they arrive: to whoever wants them now. The first one is kept. */
const listen = (host: SimulatorHost) => {
  let first: StopSignal | undefined;
  let receive: (signal: StopSignal) => void = () => {};
  host.onSignal(signal => {
    first ??= signal;
    receive(signal);
  });
  return {
    first: () => first,
    receiveWith: (receiver: (signal: StopSignal) => void) => {
      receive = receiver;
      if (first) receiver(first);
    },
  };
};

type Signals = ReturnType<typeof listen>;

const untilStopped = ({receiveWith}: Signals): Promise<number> =>
  new Promise(resolve => receiveWith(signal => resolve(EXIT_CODES[signal])));

/** Runs the command of the options, and resolves to its exit code. */
const runCommand = async (
  {command}: SimulatorOptions,
  {url, world: {region}}: Simulator,
  {host, signals}: {readonly host: SimulatorHost; readonly signals: Signals},
): Promise<number> => {
  const {childEnvironment, startChild} = await import('./simulator-child.ts');
  const stopped = signals.first();
  if (stopped) return EXIT_CODES[stopped];
  const env = childEnvironment(host.environment, {url, region});
  const child = startChild({words: command, env, hasTerminal: host.hasTerminal}, host.say);
  signals.receiveWith(child.pass);
  return child.code;
};

/** The simulator, or an exit code, after saying why it cannot be started. */
const start = async (options: SimulatorOptions, host: SimulatorHost): Promise<Simulator | number> => {
  const {port, worlds, jobs, seed, pace, running, hasLog, faults, outcomes, durationMs} = options;
  const file = options.seedFile === undefined ? undefined : await readSeedOf(options.seedFile);
  if (file?.ok === false) {
    host.say(`${file.reason}\n`);
    return EXIT_CODES.usage;
  }
  const {startSimulator} = await import('../../simulator/server.ts');
  const {describeRequest} = await import('../../simulator/http/request-log.ts');
  try {
    return await startSimulator({
      ...{port, worlds, jobs, seed, pace, running, faults, outcomes, durationMs, seedFile: file?.value},
      onRequest: entry => {
        if (hasLog) host.say(`${describeRequest(entry)}\n`);
      },
    });
  } catch (error) {
    const problem = portProblem(error, options) ?? seedProblem(error, options);
    if (problem === undefined) throw error;
    host.say(problem);
    return EXIT_CODES.usage;
  }
};

const readSeedOf = async (path: string) => (await import('./simulator-files.ts')).readSeedFile(path);

/** A seed that is valid, but does not fit the other flags. */
const seedProblem = (error: unknown, {seedFile}: SimulatorOptions): string | undefined =>
  error instanceof Error && error.name === 'SeedError' ? `${seedFile}: ${error.message}\n` : undefined;

/** Writes the file with the addresses, if there is to be one. Returns how to remove it, or why it cannot be written. */
const announce = async ({urlFile}: SimulatorOptions, text: string): Promise<Parsed<() => void>> =>
  urlFile === undefined
    ? {ok: true, value: () => {}}
    : (await import('./simulator-files.ts')).writeUrlFile(urlFile, text);

/**
 * Serves until a signal arrives, or until its command has ended. Without a command, stdout has only addresses, so that a script can
 * read it. Hints and the log go to stderr. Resolves to the exit code: the command's, the signal's, or 2 if something that was given
 * cannot be used.
 */
export const runSimulator = async (options: SimulatorOptions, host: SimulatorHost = processHost()): Promise<number> => {
  const signals = listen(host);
  const simulator = await start(options, host);
  if (typeof simulator === 'number') return simulator;
  const announced = await announce(options, addresses(simulator));
  try {
    if (!announced.ok) {
      host.say(`${announced.reason}\n`);
      return EXIT_CODES.usage;
    }
    if (options.command.length > 0) return await runCommand(options, simulator, {host, signals});
    host.print(addresses(simulator));
    if (!options.isQuiet) host.say(hint(simulator));
    return await untilStopped(signals);
  } finally {
    if (announced.ok) announced.value();
    await simulator.close();
  }
};
