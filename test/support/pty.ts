/** Runs a program in a real pseudoterminal: press keys, wait for what the screen shows, see how it ends. */
import {type IPty, spawn} from '@lydell/node-pty';
import {cleanEnvironment, type Variables} from './clean-environment.ts';
import {keySequence, pasteSequence} from './key-sequences.ts';
import {type Cell, createScreen, type Modes, type Screen} from './screen.ts';

export interface PtyOptions {
  readonly cols?: number;
  readonly rows?: number;
  /** Added to a clean environment; undefined takes a variable out. */
  readonly env?: Variables;
  readonly cwd?: string;
}

export interface Ending {
  readonly code: number;
  /** The number of the signal that killed it; 0 if it ended by itself. */
  readonly signal: number;
}

export type Expectation = string | RegExp | ((program: PtyProgram) => boolean);

export interface PtyProgram {
  readonly pid: number;
  /** Its home directory, empty at the start. */
  readonly home: string;
  screen(): string;
  row(y: number): string;
  cells(y: number): readonly Cell[];
  cursor(): {readonly x: number; readonly y: number};
  modes(): Modes;
  /** Everything written so far, bytes as text. */
  raw(): string;
  /** Resolves as soon as the screen shows the text, matches, or the claim holds; rejects with the screen after `timeout` ms. */
  waitFor(expected: Expectation, timeout?: number): Promise<void>;
  /** Keys by name ("down", "enter", "ctrl-c"), or single characters; each is a write of its own. */
  press(...keys: readonly string[]): void;
  /** As one write, as a fast typist's keys arrive. */
  write(bytes: string): void;
  paste(text: string): void;
  resize(cols: number, rows: number): void;
  signal(name: NodeJS.Signals): void;
  /** Closes the terminal under the program, as a closed window or a lost connection does. */
  hangUp(): void;
  readonly exit: Promise<Ending>;
  /** Kills what is left and removes the home directory. */
  dispose(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Nothing is read in the middle of a frame: Ink marks its beginning and end. */
const isMet = (program: PtyProgram, expected: Expectation): boolean => {
  if (program.modes().isSynchronized) return false;
  if (typeof expected === 'function') return expected(program);
  return typeof expected === 'string' ? program.screen().includes(expected) : expected.test(program.screen());
};

/** Lets a check be repeated whenever something changed, until it is true, time is up, or nothing more can change. */
const createWaiting = () => {
  const waiting = new Set<() => void>();
  let hasEnded = false;
  const until = (check: () => boolean, timeout: number, complaint: () => string): Promise<void> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        waiting.delete(look);
        clearTimeout(timer);
        settle();
      };
      const giveUp = (why: string) => finish(() => reject(new Error(`${why} ${complaint()}`)));
      const look = () => {
        try {
          if (check()) finish(resolve);
          else if (hasEnded) giveUp('The program has ended.');
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const timer = setTimeout(() => giveUp(`${timeout} ms have passed.`), timeout);
      waiting.add(look);
      look();
    });
  const notify = () => {
    for (const look of [...waiting]) look();
  };
  const close = () => {
    hasEnded = true;
    notify();
  };
  return {until, notify, close};
};

/** Feeds what the program writes to the screen; `exit` resolves when all of it is there. */
const connect = (pty: IPty, screen: Screen, waiting: ReturnType<typeof createWaiting>) => {
  let raw = '';
  let isDone = false;
  let written = Promise.resolve();
  pty.onData(data => {
    raw += data;
    written = screen.write(data).then(waiting.notify);
  });
  const send = (bytes: string) => {
    if (!isDone) pty.write(bytes);
  };
  screen.onReply(send);
  const exit = new Promise<Ending>(resolve => {
    pty.onExit(({exitCode, signal = 0}) => {
      isDone = true;
      void written.then(() => {
        resolve({code: exitCode, signal});
        waiting.close();
      });
    });
  });
  return {raw: () => raw, isDone: () => isDone, send, exit};
};

const running = new Set<PtyProgram>();

/** Disposes of every program that is still there; for afterEach. */
export const disposeAll = async (): Promise<void> => {
  await Promise.all([...running].map(program => program.dispose()));
};

/** Starts `file` in a terminal of 80 x 24, unless told otherwise. */
export const startInPty = (file: string, args: readonly string[], options: PtyOptions = {}): PtyProgram => {
  const {cols = 80, rows = 24, env = {}, cwd = process.cwd()} = options;
  const {variables, home, dispose: removeHome} = cleanEnvironment(env);
  const [screen, waiting] = [createScreen(cols, rows), createWaiting()];
  const pty = spawn(file, [...args], {name: variables.TERM ?? '', cols, rows, cwd, env: variables});
  const {raw, isDone, send, exit} = connect(pty, screen, waiting);
  const program: PtyProgram = {
    pid: pty.pid,
    home,
    ...screenView(screen),
    raw,
    waitFor: (expected, timeout = PATIENCE_MS) => {
      const wanted = typeof expected === 'function' ? String(expected) : `“${expected}”`;
      const complaint = () => `Still waiting for ${wanted}; the screen shows:\n${screen.text()}`;
      return waiting.until(() => isMet(program, expected), timeout, complaint);
    },
    press: (...keys) => {
      for (const key of keys) send(keySequence(key));
    },
    write: send,
    paste: text => send(screen.modes().hasBracketedPaste ? pasteSequence(text) : text),
    resize: (newCols, newRows) => {
      screen.resize(newCols, newRows);
      pty.resize(newCols, newRows);
    },
    signal: name => process.kill(pty.pid, name),
    // node-pty's own type leaves destroy() out.
    hangUp: () => (pty as unknown as {destroy(): void}).destroy(),
    exit,
    dispose: async () => {
      running.delete(program);
      if (!isDone()) killGroup(pty.pid);
      await exit;
      screen.dispose();
      removeHome();
    },
  };
  running.add(program);
  return program;
};

const screenView = ({text, row, cells, cursor, modes}: Screen) => ({screen: text, row, cells, cursor, modes});

/** A pty's program leads a session and a group of its own, so its children go with it. */
const killGroup = (pid: number): void => {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {}
  }
};
