/** The UI drawn into a window of a fixed size, as text: what a person would see, without a terminal. */
import {EventEmitter} from 'node:events';
import {render} from 'ink';
import stringWidth from 'string-width';
import {onTestFinished} from 'vitest';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import * as ACTING_DRAWING from '../../src/ui/acting/part.tsx';
import {App} from '../../src/ui/app.tsx';
import {createTheme, ThemeContext} from '../../src/ui/parts/theme.ts';
import {NO_FEED, SilentKeyboard} from './fake-input.ts';
import {createProgram, type Program, type ProgramOptions} from './program.ts';

/** A stream with a size, unlike ink-testing-library's, whose height is unknown. */
class Window extends EventEmitter {
  readonly isTTY = true;
  readonly frames: string[] = [];
  columns: number;
  rows: number;

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write = (frame: string): boolean => {
    this.frames.push(frame);
    return true;
  };
}

const KEYMAP = createDefaultKeymap();

// SGR sequences; there are no others in a frame drawn in debug mode.
const STYLES = /\x1b\[[\d;]*m/g;

export interface Drawn extends Program {
  /** The last frame as plain text, without the spaces at the ends of lines. */
  frame(): string;
  /** The last frame with its styles. */
  styled(): string;
  frames(): number;
}

export const draw = (
  options: ProgramOptions & {
    readonly size: {columns: number; rows: number};
    readonly hasColor?: boolean;
    readonly isScreenReader?: boolean;
  },
): Drawn => {
  const {size, hasColor = true, isScreenReader = false} = options;
  const program = createProgram({...options, settings: {widthOf: stringWidth, ...options.settings}});
  const stdout = new Window(size.columns, size.rows);
  const instance = render(
    <ThemeContext value={createTheme(hasColor)}>
      <App store={program.store} feed={NO_FEED} keymap={KEYMAP} acting={() => ACTING_DRAWING} />
    </ThemeContext>,
    {
      stdout: stdout as unknown as NodeJS.WriteStream,
      stdin: new SilentKeyboard() as unknown as NodeJS.ReadStream,
      debug: true,
      isScreenReaderEnabled: isScreenReader,
      interactive: true,
      patchConsole: false,
      exitOnCtrlC: false,
    },
  );
  onTestFinished(() => {
    instance.unmount();
    program.stop();
  });
  const styled = () => stdout.frames.at(-1) ?? '';
  return {
    ...program,
    styled,
    frame: () =>
      styled()
        .replace(STYLES, '')
        .split('\n')
        .map(line => line.trimEnd())
        .join('\n'),
    frames: () => stdout.frames.length,
  };
};
