/** What a command without a screen needs: a clock, two streams, a gateway to AWS, and a signal that ends it. */
import type {Clock, Gateway} from '../../../core/domain/ports.ts';
import {isoSecond} from '../../../core/text/format.ts';
import {NO_PAINT, type Paint} from '../../../output/paint.ts';
import type {TextStyle} from '../../../output/text-style.ts';
import {textWidth} from '../../../ui/terminal/text-width.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import {stoppedMs} from './deadline.ts';

export interface PlainHost {
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly jitter: () => number;
  /** Writes data to stdout. Resolves when it has been written. Does nothing once the reader has closed the pipe. */
  print(text: string): Promise<void>;
  /** Writes a message to stderr. `line` has no line feed. */
  say(line: string): void;
  /** Writes a line that may be copied, such as a command: a terminal wraps it by itself, so that it stays one line. */
  sayWhole(line: string): void;
  /** Shows a status line in place of the previous one; undefined removes it. Does nothing if stderr is not a terminal. */
  progress(line: string | undefined): void;
  /** The present width and colours of stdout; undefined if it is not a terminal. */
  screen(): {readonly width: number; readonly paint: Paint} | undefined;
  /** Charts can have block characters. */
  hasBlocks(): boolean;
  /** The present width of stderr; undefined if it is not a terminal. */
  stderrWidth(): number | undefined;
  /** Aborted when a signal asks the program to end, or when the reader has closed the pipe. */
  readonly ended: AbortSignal;
  /** The exit code that goes with `ended`. */
  endCode(): number;
  openGateway(options: ConnectionOptions): Promise<Gateway>;
  /** The profile whose credential_process is running now; undefined if none is. */
  credentialProcess(): string | undefined;
}

/** Writes a message. If stderr is not a terminal, it may be a log, so the message begins with the time. */
export const sayAt = (host: PlainHost, line: string): void =>
  host.say(host.stderrWidth() === undefined ? `${isoSecond(host.clock.now())}  ${line}` : line);

/** How stdout is laid out now. */
export const lookOf = (host: PlainHost): TextStyle => {
  const screen = host.screen();
  return {width: screen?.width, paint: screen?.paint ?? NO_PAINT, widthOf: textWidth};
};

/** Waits for `ms`, or until `signal` is aborted. Resolves to how long the process was stopped meanwhile. */
export const pause = (clock: Clock, ms: number, signal: AbortSignal): Promise<number> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve(0);
    const dueAt = clock.now() + ms;
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve(stoppedMs(clock, dueAt));
    };
    const cancel = clock.after(ms, done);
    signal.addEventListener('abort', done);
  });
