/** Prints messages while a request has no answer, and measures how long the process was stopped meanwhile. */
import {credentialsCommand} from '../../../core/domain/credentials-command.ts';
import {durationOf} from '../../../core/text/format.ts';
import {stoppedMs} from './deadline.ts';
import type {PlainHost} from './host.ts';

interface SlowRequestNotice {
  /** To be called when a request is sent. */
  start(): void;
  /** To be called when it has ended. Returns how long the process was stopped meanwhile. */
  stop(): number;
}

const CHECK_MS = 5_000;
/** A message after 10 s, and then every 30 s. */
const isDue = (checks: number): boolean => checks % 6 === 2;

const slowLine = (ms: number): string => `No answer from AWS for ${durationOf(ms)} so far.`;

const processLine = (profile: string): string =>
  `The credential_process of profile ${profile} has not given credentials yet; it may be waiting for input. ` +
  `If it is, run \`${credentialsCommand(profile)}\`, unset AWS_PROFILE, and run this command with --region and without --profile.`;

type NoticeHost = Pick<PlainHost, 'clock' | 'credentialProcess'>;

/** `say` prints the messages. */
export const createSlowRequestNotice = (
  {clock, credentialProcess}: NoticeHost,
  say: (line: string) => void,
): SlowRequestNotice => {
  let cancel = () => {};
  let dueAt = Number.POSITIVE_INFINITY;
  let stopped = 0;
  return {
    start: () => {
      const began = clock.now();
      let checks = 0;
      let hasNamedProcess = false;
      stopped = 0;
      const arm = () => {
        dueAt = clock.now() + CHECK_MS;
        cancel = clock.after(CHECK_MS, check);
      };
      const check = () => {
        stopped += stoppedMs(clock, dueAt);
        checks += 1;
        const profile = credentialProcess();
        if (profile !== undefined && !hasNamedProcess) say(processLine(profile));
        else if (profile === undefined && isDue(checks)) say(slowLine(clock.now() - began - stopped));
        hasNamedProcess ||= profile !== undefined;
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

/** The result of `work`. `notice` prints messages until there is one. */
export const withSlowRequestNotice = async <T>(
  notice: SlowRequestNotice,
  work: () => Promise<T>,
): Promise<{readonly result: T; readonly stoppedMs: number}> => {
  notice.start();
  const result = await work();
  return {result, stoppedMs: notice.stop()};
};
