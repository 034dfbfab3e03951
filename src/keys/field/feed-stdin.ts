/** The stdin that Ink reads. For Ink it is a terminal, but it delivers only what is for a field. */
import {Readable} from 'node:stream';

interface FeedStdin {
  /** For Ink's render({stdin}). */
  readonly stream: NodeJS.ReadableStream;
  /** Ink handles `piece` before the next turn of the event loop. */
  write(piece: string): void;
}

/**
 * Ink turns raw mode on with its first input hook and off with its last, so it would go off with each field. Commands need
 * it all the time. Therefore the feed holds raw mode, and Ink's own calls have no effect here (test: is raw from the start
 * to the stop).
 */
export const createFeedStdin = (): FeedStdin => {
  const readable = new Readable({encoding: 'utf8', read: () => {}});
  const ignored = () => stream;
  const stream = Object.assign(readable, {isTTY: true as const, setRawMode: ignored, ref: ignored, unref: ignored});
  return {
    stream,
    write: piece => {
      // If nobody listens, the piece is dropped: the next field must not get it.
      if (stream.listenerCount('readable') > 0) stream.push(piece);
    },
  };
};
