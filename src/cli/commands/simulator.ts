/** The simulator command: serves until a signal ends it. */
import {rmSync, writeFileSync} from 'node:fs';
import type {Simulator} from '../../simulator/server.ts';
import type {SimulatorOptions} from '../args/simulator-options.ts';
import {PROGRAM} from '../process/about.ts';
import {codeOf} from '../process/error-code.ts';
import {EXIT_CODES} from '../process/exit-codes.ts';
import {type RunningCommand, runCommand} from '../process/run-command.ts';

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
  /** Runs a program on the same terminal and streams, with these variables; undefined removes one. */
  run(words: readonly [string, ...string[]], variables: Readonly<Record<string, string | undefined>>): RunningCommand;
}

const processHost: SimulatorHost = {
  run: runCommand,
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

/** Why the address could not be written, in a line; undefined if it was. */
const writeUrl = (file: string, url: string): string | undefined => {
  try {
    writeFileSync(file, `${url}\n`);
    return undefined;
  } catch (error) {
    return `--url-file: ${file} could not be written (${codeOf(error)})\n`;
  }
};

/** What makes AWS SDKs and the AWS CLI use the simulator, and nothing else. */
const variablesOf = ({url, world}: Simulator): Readonly<Record<string, string | undefined>> => ({
  AWS_ENDPOINT_URL_BEDROCK: url,
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_SESSION_TOKEN: undefined,
  AWS_BEARER_TOKEN_BEDROCK: undefined,
  AWS_PROFILE: undefined,
  AWS_DEFAULT_PROFILE: undefined,
  AWS_REGION: world.region,
  AWS_DEFAULT_REGION: world.region,
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
});

/** Runs the command to its end. A signal is passed on to it, and the simulator ends with it. */
const runBeside = async (
  words: readonly [string, ...string[]],
  simulator: Simulator,
  host: SimulatorHost,
): Promise<number> => {
  const running = host.run(words, variablesOf(simulator));
  host.onSignal(signal => running.pass(signal));
  const end = await running.end;
  if (end.problem !== undefined) host.say(`${end.problem}\n`);
  return end.code;
};

/**
 * Serves until a signal arrives, or until the command has ended. Stdout has only addresses, so that a script can read it, and with a
 * command only what that prints. Hints and the log go to stderr. Resolves to the exit code: the signal's, the command's, or 2 if
 * the port is not available.
 */
export const runSimulator = async (options: SimulatorOptions, host: SimulatorHost = processHost): Promise<number> => {
  const {port, worlds, jobs, seed, pace, running, hasLog, isQuiet, faults, outcomes, durationMs, urlFile, command} =
    options;
  const signal = command ? undefined : new Promise<StopSignal>(resolve => host.onSignal(resolve));
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
      outcomes,
      duration: durationMs,
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
  const problem = urlFile === undefined ? undefined : writeUrl(urlFile, simulator.url);
  if (problem !== undefined) {
    await simulator.close();
    host.say(problem);
    return EXIT_CODES.usage;
  }
  try {
    if (command) return await runBeside(command, simulator, host);
    host.print(addresses(simulator));
    if (!isQuiet) host.say(hint(simulator));
    return signal ? EXIT_CODES[await signal] : EXIT_CODES.ok;
  } finally {
    if (urlFile !== undefined) rmSync(urlFile, {force: true});
    await simulator.close();
  }
};
