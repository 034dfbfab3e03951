/** The terminal guard: takes the terminal for the UI, and restores it however the process ends. */
import {ENDING_SIGNALS, EXIT_CODES} from './exit-codes.ts';
import {leave, setStreamsBlocking} from './leave.ts';
import {watchAlternateScreen} from './screen-watch.ts';
import {dieOf, endingSignals, type KillableProcess, shellCodeOf} from './signals.ts';
import {codeOf, writeToTerminal} from './terminal-write.ts';

// Bracketed paste, then focus reports.
const TAKE = '\x1b[?2004h\x1b[?1004h';
// Ends synchronized output too: after a fault between Ink's begin and end marks the terminal would stay frozen.
const GIVE_BACK = '\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m';
const LEAVE_ALTERNATE_SCREEN = '\x1b[?1049l';
const ENTER_ALTERNATE_SCREEN = '\x1b[?1049h';
const SHOW_CURSOR = '\x1b[?25h';
const HIDE_CURSOR = '\x1b[?25l';
/** Cancels an escape sequence that another program has not finished. */
const CANCEL = '\x18';
/** Resets what another program may have left on: colours, another character set, insert mode, origin mode, a scroll region. */
const RESET_DRAWING = '\x1b[m\x0f\x1b(B\x1b[4l\x1b[?6l\x1b[r';
/** Like 1049, but keeps the cursor position on the normal screen that 1049 saved. */
const STAY_ON_ALTERNATE_SCREEN = '\x1b[?1047h';

export interface TerminalGuard {
  /** Gives the terminal back. Only the first call does anything; the process continues. */
  release(): void;
  /** Gives the terminal back, reports a fault of the program's own on stderr, and ends the process with 70. */
  fail(error: unknown): never;
  /** Gives the terminal back for a while. Until `resume`, nothing that is written reaches it. */
  pause(): void;
  /** Takes the terminal again, whatever state another program left it in. The screen has to be redrawn afterwards. */
  resume(): void;
  /** Sets every mode again that another program may have changed, unless the terminal is given back. */
  retake(): void;
}

interface Emitter {
  on(event: string, listener: (error: unknown) => void): unknown;
}

/** What the guard needs of the process; tests pass in their own. */
export interface GuardedProcess extends Emitter, KillableProcess {
  exit(code: number): never;
}

export interface TerminalParts {
  readonly stdin: Emitter & {setRawMode(isRaw: boolean): unknown};
  readonly stdout: Emitter & Pick<NodeJS.WriteStream, 'write'> & {readonly fd: number};
  /** The report of a fault, as it is written to stderr. */
  readonly describeFault: (error: unknown) => string;
  readonly process?: GuardedProcess;
  /** False if the terminal is gone. */
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

/** A terminal that is gone also refuses raw mode; then there is nothing left to restore. */
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

/** The exit code of a signal that every command handles. The other signals end the program by their own effect. */
const codeOfSignal = (signal: NodeJS.Signals): number | undefined => {
  const name = ENDING_SIGNALS.find(known => known === signal);
  return name && EXIT_CODES[name];
};

const TERMINAL_IS_GONE = ['EIO', 'EPIPE', 'ENXIO', 'EBADF'];

/**
 * Listens for everything that can end the process: Ink's signal-exit re-raises a signal that has no other listener, which
 * would lose the exit code.
 */
const watchWaysOut = (host: GuardedProcess, streams: readonly Emitter[], ends: Ends): void => {
  const {end, fail, beforeExit, isHeld} = ends;
  for (const signal of endingSignals()) host.on(signal, () => end(signal));
  host.on('uncaughtException', fail);
  host.on('unhandledRejection', fail);
  host.on('exit', beforeExit);
  for (const stream of streams) {
    stream.on('error', error => {
      // Turning raw mode off fails if the terminal is gone. That error arrives here, and must not change the exit code.
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

/** Whether the guard has the terminal, has given it back for a while, or has given it back for good. */
const createHold = ({stdin, stdout, write}: HoldParts) => {
  const screen = watchAlternateScreen(stdout);
  let state: 'held' | 'paused' | 'released' = 'held';
  let isGone = false;

  const giveBack = (): void => {
    setRawMode(stdin, false);
    const leave = screen.isAlternate() ? LEAVE_ALTERNATE_SCREEN : '';
    isGone = !write(stdout.fd, GIVE_BACK + leave + SHOW_CURSOR);
  };
  const take = (): void => {
    // Raw mode first: a terminal may answer the request for focus reports at once, and would echo the answer in cooked mode.
    setRawMode(stdin, true);
    stdout.write(TAKE);
  };
  const resume = (): void => {
    if (state === 'released') return;
    // If the shell has set its own modes meanwhile, Node only sets them again if its own setting changes. A program in the
    // background is stopped here, before it has written anything.
    setRawMode(stdin, false);
    const wasPaused = state === 'paused';
    state = 'held';
    screen.unmute();
    stdout.write(CANCEL);
    take();
    if (!screen.isAlternate()) return;
    // Resetting moves the cursor, so it is done on the alternate screen only: on the normal screen its position is restored.
    stdout.write((wasPaused ? ENTER_ALTERNATE_SCREEN : STAY_ON_ALTERNATE_SCREEN) + RESET_DRAWING + HIDE_CURSOR);
  };
  return {
    take,
    isHeld: () => state === 'held',
    isPaused: () => state === 'paused',
    isGone: () => isGone,
    mute: screen.mute,
    release: (): void => {
      if (state === 'held') giveBack();
      if (state !== 'released') screen.forget();
      state = 'released';
    },
    pause: (): void => {
      if (state !== 'held') return;
      state = 'paused';
      giveBack();
      screen.mute();
    },
    resume,
    retake: (): void => {
      if (state === 'held') resume();
    },
  };
};

/**
 * Turns on raw mode, bracketed paste and focus reports, and turns them off however the process ends: by signals, faults, a
 * terminal that is gone, or its own exit. Ink enters and leaves the alternate screen itself; the guard sees from what passes
 * through `stdout.write` whether it has left. Once the process is ending, nothing more reaches stdout, so that Ink's last frame,
 * which its exit hook draws after this one, does not appear on the shell's screen.
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
