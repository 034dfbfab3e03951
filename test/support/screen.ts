/** A terminal without a window: what a program has written, as rows, cells and modes. */
import xterm from '@xterm/headless';

export interface Cell {
  readonly text: string;
  readonly isInverse: boolean;
  readonly isBold: boolean;
  readonly isDim: boolean;
  /** The palette index, or the RGB value of a true colour; undefined for the default. */
  readonly foreground: number | undefined;
  readonly background: number | undefined;
}

export interface Modes {
  readonly isAlternateScreen: boolean;
  readonly isCursorHidden: boolean;
  readonly hasBracketedPaste: boolean;
  readonly hasFocusReports: boolean;
  readonly isSynchronized: boolean;
}

export interface Screen {
  /** Resolves when the text has been worked in. */
  write(text: string): Promise<void>;
  /** Row `y` (from 0) without the spaces at its end. */
  row(y: number): string;
  /** All rows, without the empty ones at the end. */
  text(): string;
  cells(y: number): readonly Cell[];
  cursor(): {readonly x: number; readonly y: number};
  modes(): Modes;
  resize(cols: number, rows: number): void;
  /** What the terminal itself answers (device attributes, cursor position). */
  onReply(callback: (text: string) => void): void;
  dispose(): void;
}

type BufferCell = NonNullable<ReturnType<NonNullable<ReturnType<xterm.IBuffer['getLine']>>['getCell']>>;

const cellOf = (cell: BufferCell): Cell => ({
  text: cell.getChars() || ' ',
  isInverse: cell.isInverse() !== 0,
  isBold: cell.isBold() !== 0,
  isDim: cell.isDim() !== 0,
  foreground: cell.isFgDefault() ? undefined : cell.getFgColor(),
  background: cell.isBgDefault() ? undefined : cell.getBgColor(),
});

/** The public interface does not tell whether the cursor shows; the stream does. */
const watchCursor = (terminal: xterm.Terminal): (() => boolean) => {
  let isHidden = false;
  const watch = (final: 'h' | 'l') =>
    terminal.parser.registerCsiHandler({prefix: '?', final}, parameters => {
      if (parameters.includes(25)) isHidden = final === 'l';
      return false;
    });
  watch('h');
  watch('l');
  return () => isHidden;
};

export const createScreen = (cols: number, rows: number): Screen => {
  const terminal = new xterm.Terminal({cols, rows, allowProposedApi: true, scrollback: 1000});
  const isCursorHidden = watchCursor(terminal);
  const line = (y: number) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
  const row = (y: number) => line(y)?.translateToString(true) ?? '';
  return {
    write: text => new Promise(resolve => terminal.write(text, resolve)),
    row,
    text: () =>
      Array.from({length: terminal.rows}, (_, y) => row(y))
        .join('\n')
        .trimEnd(),
    cells: y => {
      const cells = Array.from({length: terminal.cols}, (_, x) => line(y)?.getCell(x));
      // The second half of a wide character has no width of its own.
      return cells.flatMap(cell => (cell && cell.getWidth() > 0 ? [cellOf(cell)] : []));
    },
    cursor: () => ({x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY}),
    modes: () => ({
      isAlternateScreen: terminal.buffer.active.type === 'alternate',
      isCursorHidden: isCursorHidden(),
      hasBracketedPaste: terminal.modes.bracketedPasteMode,
      hasFocusReports: terminal.modes.sendFocusMode,
      isSynchronized: terminal.modes.synchronizedOutputMode,
    }),
    resize: (newCols, newRows) => terminal.resize(newCols, newRows),
    onReply: callback => {
      terminal.onData(callback);
    },
    dispose: () => terminal.dispose(),
  };
};
