/** The UI as it is shipped, for a test that bundles this file as the build does: patched Ink, the frame stream, a terminal. */
import {EventEmitter} from 'node:events';
import {useSyncExternalStore} from 'react';
import {show} from '../../src/cli/terminal/show.tsx';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import * as ACTING_DRAWING from '../../src/ui/acting/part.tsx';
import {App} from '../../src/ui/app.tsx';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {NO_FEED, SilentKeyboard} from './fake-input.ts';
import {createProgram, type Program, type ProgramOptions} from './program.ts';

const KEYMAP = createDefaultKeymap();

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A terminal that keeps what was written. */
class Terminal extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  written = '';
  columns: number;
  rows: number;

  constructor({columns, rows}: Size) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write = (text: string, ...rest: readonly unknown[]): boolean => {
    this.written += text;
    const done = rest.find(each => typeof each === 'function');
    if (done) setImmediate(done as () => void);
    return true;
  };
}

export interface ShippedUi {
  /** A program for the present size of the terminal, shown at once. */
  start(options: ProgramOptions): Program;
  /** Shows a program that was started before; resolves when it has been drawn. */
  show(program: Program): Promise<void>;
  /** Resizes the terminal; resolves when the screen has been drawn for it. */
  resize(size: Size): Promise<void>;
  /** What was written since it was asked last. */
  taken(): string;
  end(): Promise<void>;
}

/** One Ink on one terminal, and programs that are shown on it one after another. */
export const createShippedUi = (size: Size): ShippedUi => {
  const terminal = new Terminal(size);
  let shown: {readonly id: number; readonly program: Program} | undefined;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const Stage = () => {
    const current = useSyncExternalStore(subscribe, () => shown);
    if (!current) return null;
    const {id, program} = current;
    return <App key={id} store={program.store} feed={NO_FEED} keymap={KEYMAP} acting={() => ACTING_DRAWING} />;
  };
  const change = (program: Program | undefined) => {
    shown = program && {id: (shown?.id ?? 0) + 1, program};
    for (const listener of listeners) listener();
  };
  const {instance, redraw} = show(<Stage />, {
    stdin: new SilentKeyboard() as unknown as NodeJS.ReadStream,
    stdout: terminal as unknown as NodeJS.WriteStream,
    isScreenReader: undefined,
  });
  return {
    start: options => {
      const {columns, rows} = terminal;
      const settings = {widthOf: textWidth, ...options.settings};
      const program = createProgram({...options, size: {columns, rows}, settings});
      change(program);
      return program;
    },
    show: async program => {
      change(program);
      await new Promise(setImmediate);
    },
    resize: async ({columns, rows}) => {
      Object.assign(terminal, {columns, rows});
      shown?.program.store.dispatch({kind: 'resized', columns, rows});
      // As after SIGWINCH.
      await new Promise(setImmediate);
      redraw();
    },
    taken: () => {
      const {written} = terminal;
      terminal.written = '';
      return written;
    },
    end: async () => {
      instance.unmount();
      await instance.waitUntilExit();
    },
  };
};
