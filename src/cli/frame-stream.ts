/** The stdout that Ink is given: it takes whole frames, and the terminal gets the cells that differ. */
import {EventEmitter} from 'node:events';
import {createFrameWriter} from '../ui/frame-writer.ts';

type Terminal = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write' | 'destroyed' | 'writable' | 'writableEnded'>;

/** What Ink writes besides its frames in its debug mode: terminal modes, and empty strings. */
const NO_FRAME = /^(\x1b\[\?[\d;]+[hl])*$/;

/**
 * Ink's own incremental output writes each changed line from its first difference on, which is twice as much as necessary
 * (docs/performance.md). In debug mode Ink writes every frame as a whole, which is all that is needed here.
 */
export class FrameStream extends EventEmitter {
  readonly isTTY = true;
  readonly #terminal: Terminal;
  readonly #writer = createFrameWriter();

  constructor(terminal: Terminal) {
    super();
    this.#terminal = terminal;
  }

  get columns(): number {
    return this.#terminal.columns;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  get destroyed(): boolean {
    return this.#terminal.destroyed;
  }

  get writable(): boolean {
    return this.#terminal.writable;
  }

  get writableEnded(): boolean {
    return this.#terminal.writableEnded;
  }

  readonly write = (text: string, ...rest: readonly never[]): boolean => {
    if (NO_FRAME.test(text)) return this.#terminal.write(text, ...rest);
    const changes = this.#writer.paint(text);
    return changes === '' || this.#terminal.write(changes);
  };

  /** Has Ink draw for the size that the terminal has now, onto an empty screen. */
  repaint(): void {
    this.#writer.forget();
    this.emit('resize');
  }
}
