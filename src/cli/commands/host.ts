/** What a plain command has of the world: a clock, two streams, a way to AWS, and a signal that ends it. */
import type {Clock, Gateway} from '../../core/ports.ts';
import type {Look} from '../../output/look.ts';
import {NO_PAINT, type Paint} from '../../output/paint.ts';
import {isoSecond} from '../../output/shape.ts';
import {textWidth} from '../../ui/text-width.ts';
import type {ConnectionOptions} from '../connection-flags.ts';
import {stoppedMs} from './deadline.ts';

export interface PlainHost {
  readonly clock: Clock;
  /** A number from 0 to 1. */
  readonly luck: () => number;
  /** Writes data. Resolves when it is taken; after the reader has gone away it does nothing. */
  print(text: string): Promise<void>;
  /** Writes one line of talk, without its line feed. */
  say(line: string): void;
  /** Shows a line of talk that the next one replaces; undefined takes it away. Nothing where stderr is no terminal. */
  progress(line: string | undefined): void;
  /** stdout as a terminal, now; absent where it is none. */
  screen(): {readonly width: number; readonly paint: Paint} | undefined;
  /** The width of stderr as a terminal, now; absent where it is none. */
  talkWidth(): number | undefined;
  /** Aborted when a signal asks the program to end, or when nobody reads its data any more. */
  readonly ended: AbortSignal;
  /** The exit code of that end. */
  endCode(): number;
  openGateway(options: ConnectionOptions): Promise<Gateway>;
  /** The profile whose credential_process is running now, if one is. */
  credentialProcess(): string | undefined;
}

/** Says a line; where nobody looks on, with the time, as a log wants it. */
export const sayAt = (host: PlainHost, line: string): void =>
  host.say(host.talkWidth() === undefined ? `${isoSecond(host.clock.now())}  ${line}` : line);

/** What is printed goes by this. */
export const lookOf = (host: PlainHost): Look => {
  const screen = host.screen();
  return {width: screen?.width, paint: screen?.paint ?? NO_PAINT, widthOf: textWidth};
};

/** Resolves after `ms`, or as soon as `signal` is aborted; to the time for which the process was stopped meanwhile. */
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
