/** Retries a request while its failure may be temporary, and prints a message for each retry. */
import {type AppError, failure, type Outcome} from '../../../core/domain/app-error.ts';
import {errorText, failureText} from '../../../core/domain/error-text.ts';
import {type RetryLimits, retryPauseMs} from '../../../core/retry/retry.ts';
import {durationOf} from '../../../core/text/format.ts';
import {withTimeLimit} from './deadline.ts';
import {type PlainHost, pause} from './host.ts';
import {createSlowRequestNotice, withSlowRequestNotice} from './slow-request.ts';
import type {Turns} from './turns.ts';

export interface RetryOptions {
  readonly retryLimits: RetryLimits;
  readonly isQuiet: boolean;
  /** Stops the request and its retries. By default, this is the signal that ends the command. */
  readonly signal?: AbortSignal;
  /** Prints a message. By default, this is the host's `say`. */
  readonly say?: (line: string) => void;
  /** Answers have begun to come, so the request is not called slow: it takes many of them. */
  readonly isAnswering?: () => boolean;
  /** With several connections, each request waits for its turn. That time does not count. */
  readonly turns?: Turns | undefined;
}

const NEEDS_SETUP: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region']);

/** The error as the last message of a command. Mentions the demo, in case the person has no access to AWS yet. */
export const finalLine = (error: AppError, host: PlainHost): string => {
  const hint =
    NEEDS_SETUP.has(error.kind) && host.stderrWidth() !== undefined
      ? ' To try the program without AWS, use --demo.'
      : '';
  return errorText(error) + hint;
};

/** What failed, why, and when it is retried. Says what to do only if the retries depend on it. */
export const retryLine = (error: AppError, pauseMs: number): string => {
  const needsUser = NEEDS_USER_ACTION.has(error.kind) && !error.isTransient;
  return `${needsUser ? errorText(error) : failureText(error)} Retrying in ${durationOf(Math.max(1_000, pauseMs))}.`;
};

/** The same, if the command gives up before the next attempt. */
export const givingUpLine = (error: AppError, leftMs: number): string =>
  `${failureText(error)} Giving up in ${durationOf(Math.max(1_000, leftMs))}.`;

const NEEDS_USER_ACTION: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region', 'access']);

/** A request gets at least this long, because it includes the SDK's own attempts and the pauses between them. */
const MIN_ANSWER_MS = 5_000;

/** How long a request may take if --retry-for was given; otherwise undefined. */
export const answerLimitMs = ({isStrict, otherMs}: RetryLimits, passedMs: number): number | undefined =>
  isStrict ? Math.max(MIN_ANSWER_MS, otherMs - passedMs) : undefined;

/** The error for a request that was cancelled because --retry-for had passed. */
export const noAnswerError = ({what, operation}: Pick<AppError, 'what' | 'operation'>, ms: number): AppError => ({
  kind: 'network',
  what,
  why: `There was no answer within ${durationOf(ms)}`,
  next: 'Check the network and the endpoint, or allow more time with --retry-for',
  isTransient: true,
  operation,
});

type SendRequest<T> = (signal: AbortSignal) => Promise<Outcome<T>>;

interface AttemptResult<T> {
  readonly outcome: Outcome<T>;
  readonly stoppedMs: number;
}

interface AttemptOptions {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly isAnswering?: (() => boolean) | undefined;
  /** The request is cancelled after this long; absent if the SDK's own limits are enough. */
  readonly limitMs?: number | undefined;
}

/** Makes the request once. Prints a message if there is no answer for a while. */
const attempt = async <T>(
  send: SendRequest<T>,
  host: PlainHost,
  {signal, say, limitMs, isAnswering = () => false}: AttemptOptions,
): Promise<AttemptResult<T>> => {
  const noteSlow = (line: string) => {
    if (!isAnswering()) say(line);
  };
  const {result: limited, stoppedMs} = await withSlowRequestNotice(createSlowRequestNotice(host, noteSlow), () =>
    withTimeLimit(host.clock, {ended: signal, limitMs}, send),
  );
  const {result: outcome, hasTimedOut} = limited;
  return {
    outcome: hasTimedOut && !outcome.ok ? failure(noAnswerError(outcome.error, limitMs ?? 0)) : outcome,
    stoppedMs,
  };
};

/** The answer, or the last failure if the time for retries has passed, retrying cannot help, or the command has been ended. */
export const withRetry = async <T>(
  send: SendRequest<T>,
  host: PlainHost,
  options: RetryOptions,
): Promise<Outcome<T>> => {
  const {retryLimits, isQuiet, signal = host.ended, turns, isAnswering} = options;
  const say = isQuiet ? () => {} : (options.say ?? host.say);
  let began: number | undefined;
  let since: number | undefined;
  for (let failures = 1; ; failures++) {
    const endTurn = await turns?.(signal);
    const sentAt = host.clock.now();
    began ??= sentAt;
    const limitMs = answerLimitMs(retryLimits, sentAt - began);
    const {outcome, stoppedMs} = await attempt(send, host, {signal, say, limitMs, isAnswering});
    endTurn?.();
    if (outcome.ok || signal.aborted) return outcome;
    // The time for which the process was stopped does not count.
    since = (since ?? sentAt) + stoppedMs;
    const now = host.clock.now();
    const wait = retryPauseMs(outcome.error, {since, failures}, {limits: retryLimits, now, jitter: host.jitter()});
    if (wait === undefined) return outcome;
    say(retryLine(outcome.error, wait));
    since += await pause(host.clock, wait, signal);
    if (signal.aborted) return outcome;
  }
};
