/** Makes a request again while its failure may pass, and says so. */
import type {AppError, Outcome} from '../../core/app-error.ts';
import {durationOf, sentence} from '../../core/format.ts';
import {type Patience, retryPauseMs} from '../../core/patience.ts';
import {type PlainHost, pause} from './host.ts';

export interface AskManner {
  readonly patience: Patience;
  readonly isQuiet: boolean;
  /** Ends the asking, too; the host's own end by default. */
  readonly signal?: AbortSignal;
}

/** What failed, why, and what to do next, in one line. */
export const errorLine = ({what, why, next}: AppError): string => `${what}: ${sentence(why)} ${sentence(next)}`;

/** What failed and why, and when it is tried again. */
export const retryLine = ({what, why}: AppError, pauseMs: number): string =>
  `${what}: ${sentence(why)} Trying again in ${durationOf(Math.max(1_000, pauseMs))}.`;

/** The answer, or the failure that patience has not outlasted. After the command's end, whatever came last. */
export const askPatiently = async <T>(
  ask: (signal: AbortSignal) => Promise<Outcome<T>>,
  host: PlainHost,
  {patience, isQuiet, signal = host.ended}: AskManner,
): Promise<Outcome<T>> => {
  let since: number | undefined;
  for (let failures = 1; ; failures++) {
    const askedAt = host.clock.now();
    const outcome = await ask(signal);
    if (outcome.ok || signal.aborted) return outcome;
    since ??= askedAt;
    const manner = {patience, now: host.clock.now(), luck: host.luck()};
    const wait = retryPauseMs(outcome.error, {since, failures}, manner);
    if (wait === undefined) return outcome;
    if (!isQuiet) host.say(retryLine(outcome.error, wait));
    await pause(host.clock, wait, signal);
    if (signal.aborted) return outcome;
  }
};
