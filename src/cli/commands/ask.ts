/** Retries a request while its failure may be temporary, and says so. */
import {type AppError, failure, type Outcome} from '../../core/app-error.ts';
import {errorText, failureText} from '../../core/error-text.ts';
import {durationOf} from '../../core/format.ts';
import {type Patience, retryPauseMs} from '../../core/patience.ts';
import {within} from './deadline.ts';
import {type PlainHost, pause} from './host.ts';
import {createSilence, withSilence} from './silence.ts';

export interface AskManner {
  readonly patience: Patience;
  readonly isQuiet: boolean;
  /** Stops the retries; by default the signal that ends the command. */
  readonly signal?: AbortSignal;
  /** Prints a message; by default the host's `say`. */
  readonly say?: (line: string) => void;
}

const NEEDS_SETUP: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region']);

/** A failure as the last message of a command. It mentions the demo if the person may have no access to AWS yet. */
export const finalLine = (error: AppError, host: PlainHost): string => {
  const hint =
    NEEDS_SETUP.has(error.kind) && host.talkWidth() !== undefined ? ' To try the program without AWS, use --demo.' : '';
  return errorText(error) + hint;
};

/** What failed and why, and when it is retried. What to do is only added if retrying cannot help until somebody does it. */
export const retryLine = (error: AppError, pauseMs: number): string => {
  const needsSomebody = NEEDS_SOMEBODY.has(error.kind) && !error.isTransient;
  return `${needsSomebody ? errorText(error) : failureText(error)} Retrying in ${durationOf(Math.max(1_000, pauseMs))}.`;
};

/** The same if there is no further attempt before patience ends. */
export const lastLine = (error: AppError, leftMs: number): string =>
  `${failureText(error)} Giving up in ${durationOf(Math.max(1_000, leftMs))}.`;

const NEEDS_SOMEBODY: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region', 'access']);

/** A request gets at least this long, because the SDK itself waits between its attempts. */
const LEAST_ANSWER_MS = 5_000;

/** How long a request may take if --retry-for was given; otherwise undefined. */
export const answerLimitMs = ({isStrict, otherMs}: Patience, passedMs: number): number | undefined =>
  isStrict ? Math.max(LEAST_ANSWER_MS, otherMs - passedMs) : undefined;

/** The error for a request that was cancelled because patience had ended. */
export const noAnswer = ({what, operation}: Pick<AppError, 'what' | 'operation'>, ms: number): AppError => ({
  kind: 'network',
  what,
  why: `There was no answer within ${durationOf(ms)}`,
  next: 'Check the network and the endpoint, or allow more time with --retry-for',
  isTransient: true,
  operation,
});

type Ask<T> = (signal: AbortSignal) => Promise<Outcome<T>>;

interface Asked<T> {
  readonly outcome: Outcome<T>;
  readonly stoppedMs: number;
}

interface Try {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** The request is cancelled after this long; absent if the SDK's own limits are enough. */
  readonly limitMs?: number | undefined;
}

/** Asks once, and says so if there is no answer for a while. */
const asked = async <T>(ask: Ask<T>, host: PlainHost, {signal, say, limitMs}: Try): Promise<Asked<T>> => {
  const {result: limited, stoppedMs} = await withSilence(createSilence(host, say), () =>
    within(host.clock, {ended: signal, limitMs}, ask),
  );
  const {result: outcome, isOver} = limited;
  return {outcome: isOver && !outcome.ok ? failure(noAnswer(outcome.error, limitMs ?? 0)) : outcome, stoppedMs};
};

/** The answer, or the failure that lasted longer than patience. If the command has been ended, the last outcome. */
export const askPatiently = async <T>(ask: Ask<T>, host: PlainHost, manner: AskManner): Promise<Outcome<T>> => {
  const {patience, isQuiet, signal = host.ended} = manner;
  const say = isQuiet ? () => {} : (manner.say ?? host.say);
  const began = host.clock.now();
  let since: number | undefined;
  for (let failures = 1; ; failures++) {
    const askedAt = host.clock.now();
    const limitMs = answerLimitMs(patience, askedAt - began);
    const {outcome, stoppedMs} = await asked(ask, host, {signal, say, limitMs});
    if (outcome.ok || signal.aborted) return outcome;
    // The time for which the process was stopped does not count.
    since = (since ?? askedAt) + stoppedMs;
    const now = host.clock.now();
    const wait = retryPauseMs(outcome.error, {since, failures}, {patience, now, luck: host.luck()});
    if (wait === undefined) return outcome;
    say(retryLine(outcome.error, wait));
    since += await pause(host.clock, wait, signal);
    if (signal.aborted) return outcome;
  }
};
