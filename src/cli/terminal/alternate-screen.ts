/** Tells from what is written to stdout whether the alternate screen is on. */

const ENTER = '\x1b[?1049h';
const LEAVE = '\x1b[?1049l';

interface ScreenWatch {
  isAlternate(): boolean;
  /** Puts the stream's own `write` back. */
  restore(): void;
  /** Until `unmute`, everything that is written is dropped. */
  mute(): void;
  unmute(): void;
}

const swallow = (...parts: readonly unknown[]): boolean => {
  const callback = parts.at(-1);
  // Ink waits for the callbacks of some writes.
  if (typeof callback === 'function') setImmediate(() => callback());
  return true;
};

/** Replaces `stdout.write` itself, because Ink, console and others all use the same stream. */
export const watchAlternateScreen = (stdout: Pick<NodeJS.WriteStream, 'write'>): ScreenWatch => {
  const write = stdout.write;
  let isAlternate = false;
  const watched = ((chunk: unknown, ...rest: unknown[]): boolean => {
    if (typeof chunk === 'string') {
      const entered = chunk.lastIndexOf(ENTER);
      const left = chunk.lastIndexOf(LEAVE);
      if (entered !== left) isAlternate = entered > left;
    }
    return Reflect.apply(write, stdout, [chunk, ...rest]);
  }) as typeof stdout.write;
  stdout.write = watched;
  return {
    isAlternate: () => isAlternate,
    restore: () => {
      stdout.write = write;
    },
    mute: () => {
      stdout.write = swallow as typeof stdout.write;
    },
    unmute: () => {
      stdout.write = watched;
    },
  };
};
