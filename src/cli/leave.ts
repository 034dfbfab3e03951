/**
 * Ends the process with an exit code. process.exit waits for the threads that read files and look up names, and one that
 * blocks there would keep it for seconds or for ever. What has not answered is left behind by becoming another program.
 */
import {accessSync, constants} from 'node:fs';
import {isAnythingPending} from '../bedrock/pending.ts';
import {ENDING_SIGNALS, EXIT_CODES} from './exit-codes.ts';
import {dieOf, type KillableProcess} from './signals.ts';

type Program = readonly [file: string, ...args: string[]];

/** What leaving needs of the process; tests hand in their own. */
export interface LeavableProcess extends KillableProcess {
  /** Whether process.exit might not return. */
  mayBlock(): boolean;
  emit(event: 'exit', code: number): unknown;
  exit(code: number): never;
  /** Becomes another program. Returns only if it cannot: Node has had this since 22.15, and Windows not at all. */
  become(program: Program): void;
  /** Takes O_NONBLOCK off the standard streams. */
  unblockStreams(): void;
}

/**
 * An exit hook that throws (Ink's draws once more, which is what failed) would turn the exit code into Node's own 7 and
 * print pages of the bundle. The hooks run once; a second exit goes through.
 */
const exitForGood = (code: number): never => {
  try {
    return process.exit(code);
  } catch {
    return process.exit(code);
  }
};

interface Handle {
  setBlocking?(isBlocking: boolean): unknown;
}

/**
 * Node makes pipes and terminals non-blocking, for everybody who has them, and changes that back at a regular exit only.
 * The next program of a pipeline would get EAGAIN (test: leaves pipes blocking for the next program).
 */
const setStreamsBlocking = (): void => {
  for (const name of ['stdin', 'stdout', 'stderr'] as const) {
    try {
      (process[name] as {_handle?: Handle | null})._handle?.setBlocking?.(true);
    } catch {}
  }
};

/** In an environment of its own: what is set for Node or a shell would run here, too. */
const become = ([file, ...args]: Program): void => {
  if (!process.execve) return;
  try {
    // A failure past this check may abort the process.
    accessSync(file, constants.X_OK);
    process.execve(file, [file, ...args], {});
  } catch {}
};

const READ_OR_LOOKUP = /^(FSReq|GetAddrInfo)/;

/**
 * What is counted may also be a request, for which process.exit does not wait. It makes no difference, unless the only other
 * way out changes the exit code. Those Nodes can tell; Node 26 does not list a file that is being read.
 */
const mayBlock = (): boolean => {
  if (!isAnythingPending()) return false;
  return process.execve !== undefined || process.getActiveResourcesInfo().some(name => READ_OR_LOOKUP.test(name));
};

const thisProcess: LeavableProcess = {
  pid: process.pid,
  mayBlock,
  emit: (event, code) => process.emit(event, code),
  removeAllListeners: event => process.removeAllListeners(event),
  kill: (pid, signal) => process.kill(pid, signal),
  exit: exitForGood,
  become,
  unblockStreams: setStreamsBlocking,
};

/** A shell is there in 10 ms; Node takes 100, and is there even in images that hold nothing else. */
const programsFor = (code: number): readonly Program[] => [
  ['/bin/sh', '-c', `exit ${code}`],
  [process.execPath, '-e', `process.exit(${code})`],
];

/** The last resort shows in the exit code, unless it was a signal that ended the program anyway. */
const lastResort = (code: number): NodeJS.Signals =>
  ENDING_SIGNALS.find(name => EXIT_CODES[name] === code) ?? 'SIGKILL';

/** Ends the process with `code`, at once. Exit hooks run first. */
export const leave = (code: number, host: LeavableProcess = thisProcess): never => {
  if (!host.mayBlock()) return host.exit(code);
  try {
    host.emit('exit', code);
  } catch {}
  host.unblockStreams();
  for (const program of programsFor(code)) host.become(program);
  dieOf(host, lastResort(code));
  dieOf(host, 'SIGKILL');
  return host.exit(code);
};
