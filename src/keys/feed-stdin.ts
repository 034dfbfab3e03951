/** The stdin that Ink reads: a terminal's, as far as Ink can tell, that says only what a field should hear. */
import {Readable} from 'node:stream';

export interface FeedStdin {
  /** For Ink's render({stdin}). */
  readonly stream: NodeJS.ReadableStream;
  /** Ink handles `piece` before the next turn of the event loop. */
  write(piece: string): void;
}

/**
 * Ink turns raw mode on with its first input hook and off with its last, that is with each field; but keys that are
 * commands need it all the time. So it is the feed that holds raw mode, and what Ink asks for here has no effect
 * (test: is raw from the start to the stop).
 */
export const createFeedStdin = (): FeedStdin => {
  const readable = new Readable({encoding: 'utf8', read: () => {}});
  const ignored = () => stream;
  const stream = Object.assign(readable, {isTTY: true as const, setRawMode: ignored, ref: ignored, unref: ignored});
  return {
    stream,
    write: piece => {
      // Nobody listens: it must not lie there until the next field comes.
      if (stream.listenerCount('readable') > 0) stream.push(piece);
    },
  };
};
