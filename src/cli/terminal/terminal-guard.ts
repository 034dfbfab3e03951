/** The terminal guard: takes the terminal for the UI, and restores it however the process ends. */
import {codeOf} from '../process/error-code.ts';
import {ENDING_SIGNALS, EXIT_CODES} from '../process/exit-codes.ts';
import {exitCodeOfFault} from '../process/fault.ts';
import {leave, setStreamsBlocking} from '../process/leave.ts';
import {endBySignal, endingSignals, type KillableProcess, shellCodeOf} from '../process/signals.ts';
import {watchAlternateScreen} from './alternate-screen.ts';
import {writeToTerminal} from './terminal-write.ts';

// Bracketed paste, then focus reports.
const TAKE = '\x1b[?2004h\x1b[?1004h';
// Also ends synchronized output, because the terminal would stay frozen after an error between Ink's begin and end marks.
const GIVE_BACK = '\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m';
const LEAVE_ALTERNATE_SCREEN = '\x1b[?1049l';
const ENTER_ALTERNATE_SCREEN = '\x1b[?1049h';
const SHOW_CURSOR = '\x1b[?25h';
const HIDE_CURSOR = '\x1b[?25l';
/** Cancels an escape sequence that another program has not finished. */
const CANCEL = '\x18';
/** Resets what another program may have left on: colours, another character set, insert mode, origin mode, a scroll region. */
const RESET_DRAWING = '\x1b[m\x0f\x1b(B\x1b[4l\x1b[?6l\x1b[r';
/** Saves the window's title, and restores it. A terminal that has not saved it shows its default for an empty title. */
const SAVE_TITLE = '\x1b[22;2t';
const RESTORE_TITLE = '\x1b]2;\x07\x1b[23;2t';
/** Like 1049, but keeps the cursor position on the normal screen that 1049 saved. */
const STAY_ON_ALTERNATE_SCREEN = '\x1b[?1047h';

export interface TerminalGuard {
  /** Gives the terminal back. The process continues. Further calls do nothing. */
  release(): void;
  /** Gives the terminal back, reports an internal error on stderr, and ends the process with 70. */
  fail(error: unknown): never;
  /** Gives the terminal back for a while. Until `resume`, everything that is written is dropped. */
  pause(): void;
  /** Takes the terminal again, in whatever state another program left it. The screen has to be redrawn afterwards. */
  resume(): void;
  /** Gives the terminal to another program. Until `takeBack`, nothing is written, and ctrl-c and ctrl-\\ are for that program alone. */
  lend(): void;
  takeBack(): void;
  /** Shows plain text as the window's title until the terminal is given back. */
  setTitle(text: string): void;
  /** Sets all modes again, in case another program has changed them. Does nothing while the terminal is given back. */
  retake(): void;
}

interface Emitter {
  on(event: string, listener: (error: unknown) => void): unknown;
}

/** What the guard needs of the process. Tests pass in their own. */
interface GuardedProcess extends Emitter, KillableProcess {
  exit(code: number): never;
}

interface TerminalParts {
  readonly stdin: Emitter & {setRawMode(isRaw: boolean): unknown};
  readonly stdout: Emitter & Pick<NodeJS.WriteStream, 'write'> & {readonly fd: number};
  /** The text for stderr after an internal error. */
  readonly describeFault: (error: unknown) => string;
  readonly process?: GuardedProcess;
  /** False if the terminal is gone. */
  readonly writeSync?: (fd: number, text: string) => boolean;
}

const STDERR = 2;

/** What ctrl-c and ctrl-\\ send. */
const KEY_SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

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

/** Ignores the error of a terminal that is gone, because then there is nothing to restore. */
const setRawMode = (stdin: TerminalParts['stdin'], isRaw: boolean): void => {
  try {
    stdin.setRawMode(isRaw);
  } catch {}
};

interface EndHandlers {
  readonly end: (signal: NodeJS.Signals) => never;
  readonly fail: (error: unknown) => never;
  readonly beforeExit: () => void;
  readonly isHeld: () => boolean;
  /** The signal does not concern this program. */
  readonly isForOther: (signal: NodeJS.Signals) => boolean;
}

/** The exit code of a signal that all commands handle. Other signals end the program by their own effect. */
const codeOfSignal = (signal: NodeJS.Signals): number | undefined => {
  const name = ENDING_SIGNALS.find(known => known === signal);
  return name && EXIT_CODES[name];
};

const TERMINAL_IS_GONE = ['EIO', 'EPIPE', 'ENXIO', 'EBADF'];

/**
 * Listens for everything that can end the process. Without these listeners, Ink's signal-exit would raise a signal again, and
 * the exit code would be lost.
 */
const listenForEnd = (host: GuardedProcess, streams: readonly Emitter[], handlers: EndHandlers): void => {
  const {end, fail, beforeExit, isHeld, isForOther} = handlers;
  for (const signal of endingSignals()) {
    host.on(signal, () => {
      if (!isForOther(signal)) end(signal);
    });
  }
  host.on('uncaughtException', fail);
  host.on('unhandledRejection', fail);
  host.on('exit', beforeExit);
  for (const stream of streams) {
    stream.on('error', error => {
      // If the terminal is gone, turning raw mode off fails. That error arrives here, and must not change the exit code.
      if (!isHeld()) return;
      if (TERMINAL_IS_GONE.includes(codeOf(error))) end('SIGHUP');
      fail(error);
    });
    stream.on('end', () => {
      if (isHeld()) end('SIGHUP');
    });
  }
};

type OwnershipParts = Pick<TerminalParts, 'stdin' | 'stdout'> & {readonly write: (fd: number, text: string) => boolean};

/** Whether the guard has the terminal, has given it back for a while, or for good. */
const createOwnership = ({stdin, stdout, write}: OwnershipParts) => {
  const screen = watchAlternateScreen(stdout);
  let state: 'held' | 'paused' | 'lent' | 'released' = 'held';
  let isGone = false;
  let title: string | undefined;

  const giveBack = (): void => {
    setRawMode(stdin, false);
    const leave = screen.isAlternate() ? LEAVE_ALTERNATE_SCREEN : '';
    const titled = title === undefined ? '' : RESTORE_TITLE;
    isGone = !write(stdout.fd, GIVE_BACK + titled + leave + SHOW_CURSOR);
  };
  const take = (): void => {
    // Raw mode comes first. A terminal may answer the request for focus reports immediately, and cooked mode echoes the answer.
    setRawMode(stdin, true);
    stdout.write(TAKE);
  };
  const setTitle = (text: string): void => {
    if (state === 'held') stdout.write(`${title === undefined ? SAVE_TITLE : ''}\x1b]2;${text}\x07`);
    title = text;
  };
  const resume = (): void => {
    if (state === 'released' || state === 'lent') return;
    // The shell may have set its own modes, and Node sets them again only if its own setting changes. If the program is in the
    // background, the system stops it here, before it has written anything.
    setRawMode(stdin, false);
    const wasPaused = state === 'paused';
    state = 'held';
    screen.unmute();
    stdout.write(CANCEL);
    take();
    if (title !== undefined) stdout.write(`${wasPaused ? SAVE_TITLE : ''}\x1b]2;${title}\x07`);
    if (!screen.isAlternate()) return;
    // Resetting moves the cursor. That is acceptable on the alternate screen, but the cursor of the normal screen must not move.
    stdout.write((wasPaused ? ENTER_ALTERNATE_SCREEN : STAY_ON_ALTERNATE_SCREEN) + RESET_DRAWING + HIDE_CURSOR);
  };
  return {
    take,
    isHeld: () => state === 'held',
    isPaused: () => state === 'paused',
    isLent: () => state === 'lent',
    isGone: () => isGone,
    mute: screen.mute,
    release: (): void => {
      if (state === 'held') giveBack();
      if (state !== 'released') screen.restore();
      state = 'released';
    },
    pause: (): void => {
      if (state !== 'held') return;
      state = 'paused';
      giveBack();
      screen.mute();
    },
    lend: (): void => {
      if (state !== 'held') return;
      state = 'lent';
      giveBack();
      screen.mute();
    },
    takeBack: (): void => {
      if (state !== 'lent') return;
      state = 'paused';
      resume();
    },
    resume,
    setTitle,
    retake: (): void => {
      if (state === 'held') resume();
    },
  };
};

/**
 * Turns on raw mode, bracketed paste and focus reports, and turns them off however the process ends: by a signal, an internal
 * error, a terminal that is gone, or its own exit. Ink enters and leaves the alternate screen itself. The guard sees from
 * the writes to stdout whether it has left. When the process ends, everything that is written to stdout is dropped:
 * Ink's exit hook draws a last frame, which must not appear on the shell's screen.
 */
export const takeTerminal = (parts: TerminalParts): TerminalGuard => {
  const {stdin, stdout, describeFault, process: host = thisProcess, writeSync: write = writeToTerminal} = parts;
  const ownership = createOwnership({stdin, stdout, write});
  const beforeExit = (): void => {
    ownership.release();
    ownership.mute();
    if (ownership.isGone()) endBySignal(host, 'SIGHUP');
  };
  const end = (signal: NodeJS.Signals): never => {
    if (ownership.isPaused() || ownership.isLent()) endBySignal(host, signal);
    beforeExit();
    const code = codeOfSignal(signal);
    if (code === undefined) endBySignal(host, signal);
    return host.exit(code ?? shellCodeOf(signal));
  };
  /** The keys that make these signals are meant for the program that has the terminal. */
  const isForOther = (signal: NodeJS.Signals): boolean => ownership.isLent() && KEY_SIGNALS.includes(signal);
  const fail = (error: unknown): never => {
    beforeExit();
    write(STDERR, describeFault(error));
    return host.exit(exitCodeOfFault(error));
  };
  listenForEnd(host, [stdin, stdout], {end, fail, beforeExit, isHeld: ownership.isHeld, isForOther});
  ownership.take();
  const {release, pause, resume, lend, takeBack, retake, setTitle} = ownership;
  return {release, fail, pause, resume, lend, takeBack, retake, setTitle};
};
