/** Says so if a request has no answer for a while, and measures how long the process was stopped meanwhile. */
import {exportCommand} from '../../core/credential-process.ts';
import {durationOf} from '../../core/format.ts';
import {stoppedMs} from './deadline.ts';
import type {PlainHost} from './host.ts';

export interface Silence {
  /** A request has been sent. */
  start(): void;
  /** The request has ended. Returns how long the process was stopped meanwhile. */
  stop(): number;
}

const TICK_MS = 5_000;
/** The message comes after 10 s, and then every 30 s. */
const isDue = (ticks: number): boolean => ticks % 6 === 2;

const silenceLine = (ms: number): string => `No answer from AWS for ${durationOf(ms)} so far.`;

const processLine = (profile: string): string =>
  `The credential_process of profile ${profile} has not given credentials yet; it may be waiting for input. ` +
  `If it is, run \`${exportCommand(profile)}\`, unset AWS_PROFILE, and run this command with --region and without --profile.`;

type SilenceHost = Pick<PlainHost, 'clock' | 'credentialProcess'>;

/** `say` prints the messages. */
export const createSilence = ({clock, credentialProcess}: SilenceHost, say: (line: string) => void): Silence => {
  let cancel = () => {};
  let dueAt = Number.POSITIVE_INFINITY;
  let stopped = 0;
  return {
    start: () => {
      const began = clock.now();
      let ticks = 0;
      let isProcessTold = false;
      stopped = 0;
      const arm = () => {
        dueAt = clock.now() + TICK_MS;
        cancel = clock.after(TICK_MS, tick);
      };
      const tick = () => {
        stopped += stoppedMs(clock, dueAt);
        ticks += 1;
        const profile = credentialProcess();
        if (profile !== undefined && !isProcessTold) say(processLine(profile));
        else if (profile === undefined && isDue(ticks)) say(silenceLine(clock.now() - began - stopped));
        isProcessTold ||= profile !== undefined;
        arm();
      };
      arm();
    },
    stop: () => {
      cancel();
      const total = stopped + stoppedMs(clock, dueAt);
      dueAt = Number.POSITIVE_INFINITY;
      return total;
    },
  };
};

/** The result of `work`. While there is none, `silence` says so. */
export const withSilence = async <T>(
  silence: Silence,
  work: () => Promise<T>,
): Promise<{readonly result: T; readonly stoppedMs: number}> => {
  silence.start();
  const result = await work();
  return {result, stoppedMs: silence.stop()};
};
