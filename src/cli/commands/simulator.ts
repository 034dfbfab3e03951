/** The simulator command: serves until a signal ends it. */
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

/** Why the simulator cannot listen, if the person can do something about it. */
const portProblem = (error: unknown, port: number): string | undefined => {
  const problem = PORT_PROBLEMS[codeOf(error)];
  return problem && `port ${port} ${problem}; choose another with --port, or --port 0 for any free port\n`;
};

const hint = (url: string): string =>
  `
Any credentials work. In another terminal:
  export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ENDPOINT_URL_BEDROCK=${url}
  aws bedrock list-model-import-jobs --region us-east-1 --max-results 3
  ${PROGRAM}

Press ctrl-c to stop the simulator.
`.trimStart();

/**
 * Serves until a signal arrives. Stdout has only the address, so that a script can read it. Hints and the log go to stderr.
 * Resolves to the exit code: the signal's, or 2 if the port is not available.
 */
export const runSimulator = async (options: SimulatorOptions, host: SimulatorHost = processHost): Promise<number> => {
  const {port, jobs, seed, pace, running, hasLog, isQuiet, faults} = options;
  const signal = new Promise<StopSignal>(resolve => host.onSignal(resolve));
  const {startSimulator} = await import('../../simulator/server.ts');
  const {describeRequest} = await import('../../simulator/http/request-log.ts');
  let simulator: Awaited<ReturnType<typeof startSimulator>>;
  try {
    simulator = await startSimulator({
      port,
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
    const problem = portProblem(error, port);
    if (problem === undefined) throw error;
    host.say(problem);
    return EXIT_CODES.usage;
  }
  host.print(`${simulator.url}\n`);
  if (!isQuiet) host.say(hint(simulator.url));
  const code = EXIT_CODES[await signal];
  await simulator.close();
  return code;
};
