/** Reads a terminal: decodes and splits what it says, and decides when an unfinished sequence has no rest. */
import {StringDecoder} from 'node:string_decoder';
import type {Clock} from '../core/ports.ts';
import {createStrokes, type Pending, type Stroke} from './strokes.ts';

/** What the feed needs of process.stdin. */
export interface KeySource {
  readonly isRaw?: boolean | undefined;
  setRawMode?(isRaw: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
}

export interface KeyReaderOptions {
  readonly source: KeySource;
  readonly clock: Pick<Clock, 'after'>;
  /** Gets all strokes of one read in one turn. */
  readonly take: (strokes: readonly Stroke[]) => void;
}

/** How long the rest of what has begun is waited for. */
const PATIENCE_MS: Readonly<Record<Exclude<Pending, 'nothing'>, number>> = {
  // A person's esc is felt at once; a sequence comes in one piece but for slow lines.
  escape: 25,
  // No key ends here, so it is such a line; the rest, read as keys, would be commands.
  sequence: 500,
  // A paste that has said nothing for so long has lost its end.
  paste: 2000,
};

/** Listens from now on, in raw mode. The function returned ends that, and leaves raw mode as it was. */
export const startKeyReader = ({source, clock, take}: KeyReaderOptions): (() => void) => {
  const decoder = new StringDecoder('utf8');
  const strokes = createStrokes();
  let cancelFlush: (() => void) | undefined;
  const read = (chunk: Buffer | string) => {
    cancelFlush?.();
    cancelFlush = undefined;
    const complete = strokes.push(typeof chunk === 'string' ? chunk : decoder.write(chunk));
    const pending = strokes.pending();
    if (pending !== 'nothing') cancelFlush = clock.after(PATIENCE_MS[pending], () => take(strokes.flush()));
    take(complete);
  };
  const wasRaw = source.isRaw ?? false;
  source.setRawMode?.(true);
  source.on('data', read);
  source.ref?.();
  source.resume();
  let isStopped = false;
  return () => {
    if (isStopped) return;
    isStopped = true;
    cancelFlush?.();
    source.off('data', read);
    source.pause();
    source.setRawMode?.(wasRaw);
    source.unref?.();
  };
};
