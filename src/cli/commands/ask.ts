/** Makes a request again while its failure may pass, and says so. */
import {type AppError, failure, type Outcome} from '../../core/app-error.ts';
import {durationOf, sentence} from '../../core/format.ts';
import {type Patience, retryPauseMs} from '../../core/patience.ts';
import {within} from './deadline.ts';
import {type PlainHost, pause} from './host.ts';
import {createSilence, withSilence} from './silence.ts';

export interface AskManner {
  readonly patience: Patience;
  readonly isQuiet: boolean;
  /** Ends the asking, too; the host's own end by default. */
  readonly signal?: AbortSignal;
  /** How a line is said; as the host says it by default. */
  readonly say?: (line: string) => void;
}

/** What failed, why, and what to do next, in one line. */
export const errorLine = ({what, why, next}: AppError): string => `${what}: ${sentence(why)} ${sentence(next)}`;

const NEEDS_SETUP: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region']);

/** The same as a command's last word; a person who has no access to AWS yet may want to look around. */
export const finalLine = (error: AppError, host: PlainHost): string => {
  const hint =
    NEEDS_SETUP.has(error.kind) && host.talkWidth() !== undefined ? ' To try the program without AWS, use --demo.' : '';
  return errorLine(error) + hint;
};

/** What failed and why, and when it is tried again; what to do only where the waiting is for somebody to do it. */
export const retryLine = (error: AppError, pauseMs: number): string => {
  const {what, why, next, isTransient} = error;
  const remedy = NEEDS_SOMEBODY.has(error.kind) && !isTransient ? ` ${sentence(next)}` : '';
  return `${what}: ${sentence(why)}${remedy} Retrying in ${durationOf(Math.max(1_000, pauseMs))}.`;
};

/** The same where no try is left before patience ends. */
export const lastLine = ({what, why}: AppError, leftMs: number): string =>
  `${what}: ${sentence(why)} Giving up in ${durationOf(Math.max(1_000, leftMs))}.`;

const NEEDS_SOMEBODY: ReadonlySet<AppError['kind']> = new Set(['credentials', 'region', 'access']);

/** A request has this long, whatever patience is left: the SDK itself waits between its attempts. */
const LEAST_ANSWER_MS = 5_000;

/** How long a request may take where patience has been named; undefined where it has not. */
export const answerLimitMs = ({isStrict, otherMs}: Patience, passedMs: number): number | undefined =>
  isStrict ? Math.max(LEAST_ANSWER_MS, otherMs - passedMs) : undefined;

/** What stands for the failure of a request that was ended with patience. */
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
  /** After so long it is given up; absent where the SDK's own limits are enough. */
  readonly limitMs?: number | undefined;
}

/** Asks once, and says so if there is no answer for long. */
const asked = async <T>(ask: Ask<T>, host: PlainHost, {signal, say, limitMs}: Try): Promise<Asked<T>> => {
  const {result: told, stoppedMs} = await withSilence(createSilence(host, say), () =>
    within(host.clock, {ended: signal, limitMs}, ask),
  );
  const {result: outcome, isOver} = told;
  return {outcome: isOver && !outcome.ok ? failure(noAnswer(outcome.error, limitMs ?? 0)) : outcome, stoppedMs};
};

/** The answer, or the failure that patience has not outlasted. After the command's end, whatever came last. */
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
    // While the process is stopped nothing fails.
    since = (since ?? askedAt) + stoppedMs;
    const now = host.clock.now();
    const wait = retryPauseMs(outcome.error, {since, failures}, {patience, now, luck: host.luck()});
    if (wait === undefined) return outcome;
    say(retryLine(outcome.error, wait));
    since += await pause(host.clock, wait, signal);
    if (signal.aborted) return outcome;
  }
};
