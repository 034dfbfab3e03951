/** Reads a terminal: decodes its input, splits it into strokes, and stops waiting for the rest of a key in time. */
import {StringDecoder} from 'node:string_decoder';
import type {Clock} from '../../core/domain/ports.ts';
import type {Stroke} from './stroke.ts';
import {createStrokes, type EscapeWait} from './strokes.ts';

/** The part of process.stdin that is used. */
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

interface KeyReaderOptions {
  readonly source: KeySource;
  readonly clock: Clock;
  readonly escapeWait: EscapeWait;
  /** Gets all strokes of one read together. */
  readonly take: (strokes: readonly Stroke[]) => void;
}

/** Reads in raw mode until the returned function is called, which restores raw mode. */
export const startKeyReader = ({source, clock, escapeWait, take}: KeyReaderOptions): (() => void) => {
  const decoder = new StringDecoder('utf8');
  const strokes = createStrokes(escapeWait);
  let cancelFlush: (() => void) | undefined;
  const read = (chunk: Buffer | string) => {
    cancelFlush?.();
    const complete = strokes.push(typeof chunk === 'string' ? chunk : decoder.write(chunk), clock.now());
    const due = strokes.due();
    const flush = () => take(strokes.flush(clock.now()));
    cancelFlush = due === undefined ? undefined : clock.after(Math.max(0, due - clock.now()), flush);
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
