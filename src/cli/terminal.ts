/** The terminal guard: takes the terminal for the UI, and gives it back as it was on every way out of the process. */
import {ENDING_SIGNALS, EXIT_CODES} from './exit-codes.ts';
import {leave, setStreamsBlocking} from './leave.ts';
import {watchAlternateScreen} from './screen-watch.ts';
import {dieOf, endingSignals, type KillableProcess, shellCodeOf} from './signals.ts';
import {codeOf, writeToTerminal} from './terminal-write.ts';

// Bracketed paste, then focus reports.
const TAKE = '\x1b[?2004h\x1b[?1004h';
// Synchronized output ends too: a fault between Ink's begin and end marks would leave the terminal frozen.
const GIVE_BACK = '\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m';
const LEAVE_ALTERNATE_SCREEN = '\x1b[?1049l';
const ENTER_ALTERNATE_SCREEN = '\x1b[?1049h';
const SHOW_CURSOR = '\x1b[?25h';
const HIDE_CURSOR = '\x1b[?25l';
/** Drops a sequence whose end another program has not written. */
const CANCEL = '\x18';
/** Ends what another program can leave on: colours, another character set, insert mode, origin mode, a scroll region. */
const RESET_DRAWING = '\x1b[m\x0f\x1b(B\x1b[4l\x1b[?6l\x1b[r';
/** As 1049, but the cursor's place on the normal screen, which 1049 saved, stays saved. */
const STAY_ON_ALTERNATE_SCREEN = '\x1b[?1047h';

export interface TerminalGuard {
  /** Gives the terminal back. Only the first call does anything; the process goes on. */
  release(): void;
  /** Gives the terminal back, reports a fault of the program's own on stderr, and ends the process with 70. */
  fail(error: unknown): never;
  /** Gives the terminal back for a while: until `resume` nothing that is written reaches it. */
  pause(): void;
  /** Takes the terminal again, whatever somebody else has made of it. What stood on it is to be drawn anew. */
  resume(): void;
  /** Sets every mode again that another program may have changed, unless the terminal is given back. */
  retake(): void;
}

interface Emitter {
  on(event: string, listener: (error: unknown) => void): unknown;
}

/** What the guard needs of the process; tests hand in their own. */
export interface GuardedProcess extends Emitter, KillableProcess {
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

const thisProcess: GuardedProcess = {
  pid: process.pid,
  on: (event, listener) => process.on(event, listener),
  removeAllListeners: event => process.removeAllListeners(event),
  kill: (pid, signal) => {
    setStreamsBlocking();
    process.kill(pid, signal);
  },
  exit: code => leave(code),
};

/** A terminal that is gone refuses raw mode as well; there is nothing left to set then. */
const setRawMode = (stdin: TerminalParts['stdin'], isRaw: boolean): void => {
  try {
    stdin.setRawMode(isRaw);
  } catch {}
};

interface Ends {
  readonly end: (signal: NodeJS.Signals) => never;
  readonly fail: (error: unknown) => never;
  readonly beforeExit: () => void;
  readonly isHeld: () => boolean;
}

/** The exit code of the signals that every command knows. The others end the program by their own effect. */
const codeOfSignal = (signal: NodeJS.Signals): number | undefined => {
  const name = ENDING_SIGNALS.find(known => known === signal);
  return name && EXIT_CODES[name];
};

const TERMINAL_IS_GONE = ['EIO', 'EPIPE', 'ENXIO', 'EBADF'];

/**
 * Listens for every way out until the process ends: Ink's signal-exit re-raises a signal that nobody else listens for,
 * which would lose the exit code.
 */
const watchWaysOut = (host: GuardedProcess, streams: readonly Emitter[], ends: Ends): void => {
  const {end, fail, beforeExit, isHeld} = ends;
  for (const signal of endingSignals()) host.on(signal, () => end(signal));
  host.on('uncaughtException', fail);
  host.on('unhandledRejection', fail);
  host.on('exit', beforeExit);
  for (const stream of streams) {
    stream.on('error', error => {
      // Giving raw mode back to a terminal that is gone ends up here as well, and must not change the exit code.
      if (!isHeld()) return;
      if (TERMINAL_IS_GONE.includes(codeOf(error))) end('SIGHUP');
      fail(error);
    });
    stream.on('end', () => {
      if (isHeld()) end('SIGHUP');
    });
  }
};

type HoldParts = Pick<TerminalParts, 'stdin' | 'stdout'> & {readonly write: (fd: number, text: string) => boolean};

/** What the guard has of the terminal: all of it, nothing for a while, or nothing any more. */
const createHold = ({stdin, stdout, write}: HoldParts) => {
  const screen = watchAlternateScreen(stdout);
  let having: 'held' | 'paused' | 'released' = 'held';
  let isGone = false;

  const giveBack = (): void => {
    setRawMode(stdin, false);
    const leave = screen.isAlternate() ? LEAVE_ALTERNATE_SCREEN : '';
    isGone = !write(stdout.fd, GIVE_BACK + leave + SHOW_CURSOR);
  };
  const take = (): void => {
    // Raw first: a terminal may answer the request for focus reports at once, and a cooked one would echo the answer.
    setRawMode(stdin, true);
    stdout.write(TAKE);
  };
  const resume = (): void => {
    if (having === 'released') return;
    // Where the shell has set modes of its own meanwhile, only a change makes Node set them again. A program in the
    // background is stopped here, before it has written anything.
    setRawMode(stdin, false);
    const wasPaused = having === 'paused';
    having = 'held';
    screen.unmute();
    stdout.write(CANCEL);
    take();
    if (!screen.isAlternate()) return;
    // Resetting moves the cursor: on the normal screen it has a place that is given back.
    stdout.write((wasPaused ? ENTER_ALTERNATE_SCREEN : STAY_ON_ALTERNATE_SCREEN) + RESET_DRAWING + HIDE_CURSOR);
  };
  return {
    take,
    isHeld: () => having === 'held',
    isPaused: () => having === 'paused',
    isGone: () => isGone,
    mute: screen.mute,
    release: (): void => {
      if (having === 'held') giveBack();
      if (having !== 'released') screen.forget();
      having = 'released';
    },
    pause: (): void => {
      if (having !== 'held') return;
      having = 'paused';
      giveBack();
      screen.mute();
    },
    resume,
    retake: (): void => {
      if (having === 'held') resume();
    },
  };
};

/**
 * Turns on raw mode, bracketed paste and focus reports, and gives them back on every way out: signals, faults, a
 * vanished terminal, the process's own exit. Ink enters and leaves the alternate screen by itself; what passes through
 * `stdout.write` tells whether it has left. From a way out that ends the process nothing more reaches stdout, so
 * Ink's parting frame, which its exit hook draws after this one, cannot land on the shell's screen.
 */
export const takeTerminal = (parts: TerminalParts): TerminalGuard => {
  const {stdin, stdout, describeFault, process: host = thisProcess, writeSync: write = writeToTerminal} = parts;
  const hold = createHold({stdin, stdout, write});
  const beforeExit = (): void => {
    hold.release();
    hold.mute();
    if (hold.isGone()) dieOf(host, 'SIGHUP');
  };
  const end = (signal: NodeJS.Signals): never => {
    if (hold.isPaused()) dieOf(host, signal);
    beforeExit();
    const code = codeOfSignal(signal);
    if (code === undefined) dieOf(host, signal);
    return host.exit(code ?? shellCodeOf(signal));
  };
  const fail = (error: unknown): never => {
    beforeExit();
    write(STDERR, describeFault(error));
    return host.exit(EXIT_CODES.fault);
  };
  watchWaysOut(host, [stdin, stdout], {end, fail, beforeExit, isHeld: hold.isHeld});
  hold.take();
  return {release: hold.release, fail, pause: hold.pause, resume: hold.resume, retake: hold.retake};
};
