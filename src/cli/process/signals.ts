/** What each signal does to a process that does not listen for it, and how to end a process by a signal. */
import {constants} from 'node:os';

/** `fault`: the process has failed, and a listener might never run. `ignored`: by the operating system or by Node. */
type Effect = 'ends' | 'fault' | 'stops' | 'ignored';

const EFFECTS: Readonly<Record<string, Effect>> = {
  SIGHUP: 'ends',
  SIGINT: 'ends',
  SIGBREAK: 'ends',
  SIGQUIT: 'ends',
  SIGABRT: 'ends',
  SIGIOT: 'ends',
  SIGUSR1: 'ends',
  SIGUSR2: 'ends',
  SIGALRM: 'ends',
  SIGTERM: 'ends',
  SIGSTKFLT: 'ends',
  SIGXCPU: 'ends',
  SIGXFSZ: 'ends',
  SIGVTALRM: 'ends',
  SIGPROF: 'ends',
  SIGIO: 'ends',
  SIGPOLL: 'ends',
  SIGPWR: 'ends',
  SIGILL: 'fault',
  SIGTRAP: 'fault',
  SIGBUS: 'fault',
  SIGEMT: 'fault',
  SIGFPE: 'fault',
  SIGSEGV: 'fault',
  SIGSYS: 'fault',
  SIGSTOP: 'stops',
  SIGTSTP: 'stops',
  SIGTTIN: 'stops',
  SIGTTOU: 'stops',
  SIGCHLD: 'ignored',
  SIGCONT: 'ignored',
  SIGURG: 'ignored',
  SIGWINCH: 'ignored',
  SIGINFO: 'ignored',
  // Node ignores it. Writing to a connection that the peer has closed raises it, which must not end the program.
  SIGPIPE: 'ignored',
  // A program cannot listen for it.
  SIGKILL: 'fault',
};

const BSD = {SIGIO: 'ignored', SIGPOLL: 'ignored'} as const;

/** Systems on which some signals have another effect. */
const EFFECTS_ON: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<string, Effect>>>>> = {
  darwin: BSD,
  freebsd: BSD,
  netbsd: BSD,
  openbsd: BSD,
  sunos: {SIGPWR: 'ignored'},
  aix: {SIGPWR: 'ignored'},
};

/** Undefined for a signal that this program does not know. */
export const effectOf = (name: string, platform = process.platform): Effect | undefined =>
  EFFECTS_ON[platform]?.[name] ?? EFFECTS[name];

/** With these flags, a profiler may raise SIGPROF hundreds of times a second. The inspector can start one at any time. */
const PROFILES = /^["']?--(cpu[-_]prof|prof|inspect)/;

const nodeFlags = (): readonly string[] => [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)];

interface SignalSources {
  readonly names?: readonly string[];
  readonly platform?: NodeJS.Platform;
  /** The flags that Node itself was given. */
  readonly flags?: readonly string[];
}

/** Every signal that ends a process that does not listen for it. If a signal has two names, both are included. */
export const endingSignals = (sources: SignalSources = {}): readonly NodeJS.Signals[] => {
  const {names = Object.keys(constants.signals), platform = process.platform, flags = nodeFlags()} = sources;
  const isProfiled = flags.some(flag => PROFILES.test(flag));
  return names.filter(
    (name): name is NodeJS.Signals => effectOf(name, platform) === 'ends' && !(isProfiled && name === 'SIGPROF'),
  );
};

const numberOf = (signal: NodeJS.Signals): number => constants.signals[signal] ?? 0;

/** The exit code that shells report for a process that the signal has ended. */
export const shellCodeOf = (signal: NodeJS.Signals): number => 128 + numberOf(signal);

const namesOf = (signal: NodeJS.Signals): readonly string[] => {
  const number = numberOf(signal);
  return [signal, ...Object.entries(constants.signals).flatMap(([name, other]) => (other === number ? [name] : []))];
};

/** What ending by a signal needs of the process. */
export interface KillableProcess {
  readonly pid: number;
  removeAllListeners(event: string): unknown;
  kill(pid: number, signal: string): unknown;
}

/**
 * Ends the process by the signal's own effect, which shells report as 128 plus its number. A regular exit would set the modes
 * of the terminal again. If the terminal is gone, Node 20 fails at that and aborts with a core dump; if the program is
 * suspended, the shell owns the terminal. Listeners are removed for all names of the signal, because each would prevent the
 * effect.
 */
export const endBySignal = (host: KillableProcess, signal: NodeJS.Signals): void => {
  for (const name of new Set(namesOf(signal))) host.removeAllListeners(name);
  try {
    host.kill(host.pid, signal);
  } catch {
    // Windows does not have the signal.
  }
};
