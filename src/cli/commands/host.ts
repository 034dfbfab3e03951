/** What a plain command needs from outside: a clock, two streams, a gateway to AWS, and a signal that ends it. */
import {isoSecond} from '../../core/format.ts';
import type {Clock, Gateway} from '../../core/ports.ts';
import type {TextStyle} from '../../output/look.ts';
import {NO_PAINT, type Paint} from '../../output/paint.ts';
import {textWidth} from '../../ui/text-width.ts';
import type {ConnectionOptions} from '../connection-flags.ts';
import {stoppedMs} from './deadline.ts';

export interface PlainHost {
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly luck: () => number;
  /** Writes data. Resolves when it has been written; does nothing once the reader has closed the pipe. */
  print(text: string): Promise<void>;
  /** Writes a message, given without its line feed. */
  say(line: string): void;
  /** Shows a status line, which the next one replaces; undefined removes it. Does nothing if stderr is not a terminal. */
  progress(line: string | undefined): void;
  /** stdout as a terminal, now; undefined if it is not one. */
  screen(): {readonly width: number; readonly paint: Paint} | undefined;
  /** The width of stderr as a terminal, now; undefined if it is not one. */
  talkWidth(): number | undefined;
  /** Aborted when a signal asks the program to end, or when the reader has closed the pipe. */
  readonly ended: AbortSignal;
  /** The exit code of that end. */
  endCode(): number;
  openGateway(options: ConnectionOptions): Promise<Gateway>;
  /** The profile whose credential_process is running now, if one is. */
  credentialProcess(): string | undefined;
}

/** Writes a message; with the time if stderr is not a terminal, because it may be a log. */
export const sayAt = (host: PlainHost, line: string): void =>
  host.say(host.talkWidth() === undefined ? `${isoSecond(host.clock.now())}  ${line}` : line);

/** The look of what is printed. */
export const lookOf = (host: PlainHost): TextStyle => {
  const screen = host.screen();
  return {width: screen?.width, paint: screen?.paint ?? NO_PAINT, widthOf: textWidth};
};

/** Resolves after `ms`, or as soon as `signal` is aborted, to how long the process was stopped meanwhile. */
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
