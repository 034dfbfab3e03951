/** The terminal guard: takes the terminal for the UI, and gives it back as it was on every way out of the process. */
import {writeSync} from 'node:fs';
import {ENDING_SIGNALS, EXIT_CODES} from './exit-codes.ts';
import {watchAlternateScreen} from './screen-watch.ts';

// Bracketed paste, then focus reports.
const TAKE = '\x1b[?2004h\x1b[?1004h';
// Synchronized output ends too: a fault between Ink's begin and end marks would leave the terminal frozen.
const GIVE_BACK = '\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m';
const LEAVE_ALTERNATE_SCREEN = '\x1b[?1049l';
const SHOW_CURSOR = '\x1b[?25h';

export interface TerminalGuard {
  /** Gives the terminal back. Only the first call does anything; the process goes on. */
  release(): void;
  /** Gives the terminal back, reports a fault of the program's own on stderr, and ends the process with 70. */
  fail(error: unknown): never;
}

interface Emitter {
  on(event: string, listener: (error: unknown) => void): unknown;
}

/** What the guard needs of the process; tests hand in their own. */
export interface GuardedProcess extends Emitter {
  readonly pid: number;
  removeAllListeners(event: string): unknown;
  kill(pid: number, signal: string): unknown;
  exit(code: number): never;
}

export interface TerminalParts {
  readonly stdin: Emitter & {setRawMode(isRaw: boolean): unknown};
  readonly stdout: Emitter & Pick<NodeJS.WriteStream, 'write'> & {readonly fd: number};
  /** The report of a fault, as it goes to stderr. */
  readonly describeFault: (error: unknown) => string;
  readonly process?: GuardedProcess;
  /** False where the terminal is gone. */
  readonly writeSync?: (fd: number, text: string) => boolean;
}

const STDERR = 2;
// A write may find the terminal's buffer full where somebody else made the descriptor non-blocking: 50 x 10 ms at most.
const WRITE_ATTEMPTS = 50;
const WRITE_PAUSE_MS = 10;

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');

/** Writes past the streams, so that the text is out before the process ends. False where the terminal is gone. */
const writeToTerminal = (fd: number, text: string): boolean => {
  let rest = Buffer.from(text);
  for (let attempt = 0; attempt < WRITE_ATTEMPTS && rest.length > 0; attempt++) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WRITE_PAUSE_MS);
    }
  }
  return true;
};

/**
 * Ends the process by SIGHUP's own effect, which shells report as 129. A regular exit of Node 20 would set the modes of
 * a terminal that is gone, fail at it, and abort with a core dump.
 */
const dieOfHangUp = (host: GuardedProcess): void => {
  host.removeAllListeners('SIGHUP');
  host.kill(host.pid, 'SIGHUP');
};

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

const thisProcess: GuardedProcess = {
  pid: process.pid,
  on: (event, listener) => process.on(event, listener),
  removeAllListeners: event => process.removeAllListeners(event),
  kill: (pid, signal) => process.kill(pid, signal),
  exit: exitForGood,
};

/** A terminal that is gone refuses raw mode as well; there is nothing left to set then. */
const setRawMode = (stdin: TerminalParts['stdin'], isRaw: boolean): void => {
  try {
    stdin.setRawMode(isRaw);
  } catch {}
};

interface Ends {
  readonly end: (code: number) => never;
  readonly fail: (error: unknown) => never;
  readonly beforeExit: () => void;
  readonly isHeld: () => boolean;
}

const TERMINAL_IS_GONE = ['EIO', 'EPIPE', 'ENXIO', 'EBADF'];

/**
 * Listens for every way out until the process ends: Ink's signal-exit re-raises a signal that nobody else listens for,
 * which would lose the exit code.
 */
const watchWaysOut = (host: GuardedProcess, streams: readonly Emitter[], ends: Ends): void => {
  const {end, fail, beforeExit, isHeld} = ends;
  for (const signal of ENDING_SIGNALS) host.on(signal, () => end(EXIT_CODES[signal]));
  host.on('uncaughtException', fail);
  host.on('unhandledRejection', fail);
  host.on('exit', beforeExit);
  for (const stream of streams) {
    stream.on('error', error => {
      // Giving raw mode back to a terminal that is gone ends up here as well, and must not change the exit code.
      if (!isHeld()) return;
      if (TERMINAL_IS_GONE.includes(codeOf(error))) end(EXIT_CODES.SIGHUP);
      fail(error);
    });
    stream.on('end', () => {
      if (isHeld()) end(EXIT_CODES.SIGHUP);
    });
  }
};

/**
 * Turns on raw mode, bracketed paste and focus reports, and gives them back on every way out: signals, faults, a
 * vanished terminal, the process's own exit. Ink enters and leaves the alternate screen by itself; what passes through
 * `stdout.write` tells whether it has left. From a way out that ends the process nothing more reaches stdout, so
 * Ink's parting frame, which its exit hook draws after this one, cannot land on the shell's screen.
 */
export const takeTerminal = (parts: TerminalParts): TerminalGuard => {
  const {stdin, stdout, describeFault, process: host = thisProcess, writeSync: write = writeToTerminal} = parts;
  const screen = watchAlternateScreen(stdout);
  let isHeld = true;
  let isGone = false;

  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    setRawMode(stdin, false);
    const leave = screen.isAlternate() ? LEAVE_ALTERNATE_SCREEN : '';
    isGone = !write(stdout.fd, GIVE_BACK + leave + SHOW_CURSOR);
    screen.forget();
  };
  const beforeExit = (): void => {
    release();
    screen.mute();
    if (isGone) dieOfHangUp(host);
  };
  const end = (code: number): never => {
    beforeExit();
    return host.exit(code);
  };
  const fail = (error: unknown): never => {
    beforeExit();
    write(STDERR, describeFault(error));
    return host.exit(EXIT_CODES.fault);
  };

  watchWaysOut(host, [stdin, stdout], {end, fail, beforeExit, isHeld: () => isHeld});
  // Raw first: a terminal may answer the request for focus reports at once, and a cooked one would echo the answer.
  setRawMode(stdin, true);
  stdout.write(TAKE);
  return {release, fail};
};
