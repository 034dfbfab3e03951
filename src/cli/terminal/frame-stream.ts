/** The stdout that Ink is given: of a frame, the terminal gets the cells that differ; of all else, every byte. */
import {EventEmitter} from 'node:events';
import {createFrameWriter} from '../../ui/terminal/frame-writer.ts';

type Terminal = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write' | 'destroyed' | 'writable' | 'writableEnded'>;
type Chunk = string | Uint8Array;
type Done = (error?: Error | null) => void;

interface Held {
  readonly text: string;
  readonly done: Done | undefined;
}

/** Control sequences and nothing beside them, which is never a frame: CSI, strings such as a title, other ESC, C0. */
const ONLY_SEQUENCES =
  /^(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\`-~]|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f])+$/;

/** What cannot change a cell, a colour or the cursor's style: input and cursor modes, the kitty keyboard, OSC, BEL, a reset style. */
const KEEPS_SCREEN =
  /^(?:\x1b\[\?(?:25|1004|2004|2026)[hl]|\x1b\[[<=>?][\d;:]*u|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x07|\x1b\[0?m)*$/;

const isText = (chunk: Chunk, encoding: BufferEncoding | undefined): chunk is string =>
  typeof chunk === 'string' && (encoding === undefined || /^utf-?8$/i.test(encoding));

/**
 * For an Ink in debug mode, in which it writes every frame as a whole, with `drawn` as its `onRender`. Ink calls that in the
 * same turn, right after it has written a frame and after nothing else. So text is held until then, and a frame is known for
 * sure, whatever it contains.
 */
export class FrameStream extends EventEmitter {
  readonly isTTY = true;
  readonly #terminal: Terminal;
  readonly #writer = createFrameWriter();
  #held: Held | undefined;

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

  readonly write = (chunk: Chunk, encoding?: BufferEncoding | Done, callback?: Done): boolean => {
    this.#release();
    const [named, done] = typeof encoding === 'function' ? [undefined, encoding] : [encoding, callback];
    if (!isText(chunk, named) || ONLY_SEQUENCES.test(chunk)) return this.#pass(chunk, named, done);
    const held = {text: chunk, done};
    this.#held = held;
    queueMicrotask(() => {
      if (this.#held === held) this.#release();
    });
    return true;
  };

  /** What was written last is a frame. */
  readonly drawn = (): void => {
    if (!this.#held) return;
    const {text, done} = this.#held;
    this.#held = undefined;
    const changes = this.#writer.paint(text);
    // Without a change there is still a callback to call, after those of earlier writes.
    if (changes !== '' || done) this.#terminal.write(changes, done);
  };

  /** Has Ink draw for the size that the terminal has now, onto an empty screen. */
  repaint(): void {
    this.#writer.forget();
    this.emit('resize');
  }

  /** What is held was no frame. */
  #release(): void {
    if (!this.#held) return;
    const {text, done} = this.#held;
    this.#held = undefined;
    this.#pass(text, undefined, done);
  }

  #pass(chunk: Chunk, encoding: BufferEncoding | undefined, done: Done | undefined): boolean {
    if (!isText(chunk, encoding) || !KEEPS_SCREEN.test(chunk)) this.#writer.forget();
    return this.#terminal.write(chunk, encoding, done);
  }
}
