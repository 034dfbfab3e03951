/** Runs a command beside the simulator: it gets the signals, and its end is the end of the simulator. */
import {type ChildProcess, spawn} from 'node:child_process';
import type {Environment} from '../process/environment.ts';
import {codeOf} from '../process/error-code.ts';
import {shellCodeOf} from '../process/signals.ts';

/** As shells report a command that is not there, and one that cannot be run. */
const NOT_FOUND = 127;
const NOT_RUNNABLE = 126;

/** How long the processes of a command that a signal has ended may take to end as well. */
const GRACE_MS = 500;
const POLL_MS = 20;

export interface ChildCommand {
  readonly words: readonly string[];
  readonly env: Environment;
  /** Whether it shares a terminal with the simulator, which sends ctrl-c to both. */
  readonly hasTerminal: boolean;
}

interface RunningChild {
  /** The exit code: the command's own, or 128+N if signal N has ended it. */
  readonly code: Promise<number>;
  pass(signal: NodeJS.Signals): void;
}

const HAS_GROUPS = process.platform !== 'win32';

/** Signals that a terminal sends to all programs in its foreground. */
const OF_TERMINAL: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGQUIT', 'SIGHUP']);

/** Whether there was a process to get the signal. */
const send = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

/** Ends what is left of a group of processes, such as a background job of a script, which ignores ctrl-c. */
const endGroup = async (group: number): Promise<void> => {
  send(-group, 'SIGTERM');
  for (let waited = 0; waited < GRACE_MS && send(-group, 0); waited += POLL_MS) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  send(-group, 'SIGKILL');
};

const cannotRun = (program: string, error: unknown): {readonly code: number; readonly why: string} => {
  const name = codeOf(error);
  return name === 'ENOENT'
    ? {code: NOT_FOUND, why: `program “${program}” not found`}
    : {code: NOT_RUNNABLE, why: `${program} could not be run (${name || String(error)})`};
};

const endOf = (child: ChildProcess): Promise<number | {readonly error: unknown}> =>
  new Promise(resolve => {
    child.on('error', error => {
      if (child.pid === undefined) resolve({error});
    });
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 0) : shellCodeOf(signal)));
  });

/** `say`: tells why the command cannot be run. */
export const startChild = (
  {words: [program = '', ...args], env, hasTerminal}: ChildCommand,
  say: (text: string) => void,
): RunningChild => {
  // In a group of its own, all its processes can be ended. But only the terminal's own group may read from the terminal.
  const hasGroup = HAS_GROUPS && !hasTerminal;
  const refuse = (error: unknown): number => {
    const {code, why} = cannotRun(program, error);
    say(`${why}\n`);
    return code;
  };
  let child: ChildProcess;
  try {
    child = spawn(program, args, {env: {...env}, stdio: 'inherit', detached: hasGroup});
  } catch (error) {
    return {code: Promise.resolve(refuse(error)), pass: () => {}};
  }
  const {pid} = child;
  let wasSignalled = false;
  const finish = async (): Promise<number> => {
    const end = await endOf(child);
    if (wasSignalled && hasGroup && pid !== undefined) await endGroup(pid);
    return typeof end === 'number' ? end : refuse(end.error);
  };
  return {
    code: finish(),
    pass: signal => {
      wasSignalled = true;
      if (pid === undefined || (hasTerminal && OF_TERMINAL.has(signal))) return;
      send(hasGroup ? -pid : pid, signal);
    },
  };
};

/** Variables that would lead the SDKs away from the simulator, or to other credentials. */
const FOREIGN = [
  ...['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN', 'AWS_CREDENTIAL_EXPIRATION'],
  ...['AWS_BEARER_TOKEN_BEDROCK', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'AWS_USE_FIPS_ENDPOINT'],
  ...['AWS_USE_DUALSTACK_ENDPOINT', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
];

const PROXY = /^(https?|all)_proxy$/i;

/** Names of the variables in which the simulator's host is exempt from a proxy; none if there is no proxy. */
const exemptions = (environment: Environment, host: string): Environment => {
  if (!Object.keys(environment).some(name => PROXY.test(name))) return {};
  const hosts = [environment.NO_PROXY ?? environment.no_proxy, host].filter(Boolean).join(',');
  return {NO_PROXY: hosts, no_proxy: hosts};
};

/** The environment in which AWS SDKs and the AWS CLI use the simulator. */
export const childEnvironment = (
  environment: Environment,
  {url, region}: {url: string; region: string},
): Environment => ({
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => !FOREIGN.includes(name))),
  ...exemptions(environment, new URL(url).hostname),
  AWS_ENDPOINT_URL_BEDROCK: url,
  AWS_ENDPOINT_URL_S3: url,
  AWS_ACCESS_KEY_ID: 'simulator',
  AWS_SECRET_ACCESS_KEY: 'simulator',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
});
