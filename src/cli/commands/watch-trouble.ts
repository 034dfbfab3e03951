/** The messages of the watch command about failures: when it retries, and when AWS answers again. */
import type {AppError} from '../../core/app-error.ts';
import {listFailure, loadOf, mainConnection, mainSlice} from '../../core/select.ts';
import type {State} from '../../core/state.ts';
import {lastLine, noAnswer, retryLine} from './ask.ts';
import {createDeadline} from './deadline.ts';
import {type PlainHost, sayAt} from './host.ts';
import {createSilence} from './silence.ts';
import type {WatchOptions} from './watch-options.ts';

/** The present failure, and when the program retries. */
const currentTrouble = (state: State): {error: AppError; retryAt?: number | undefined} | undefined => {
  const {link} = mainConnection(state);
  return link.kind === 'unusable' ? link : listFailure(state);
};

/** The id of the oldest request in progress. Later requests have higher ids. */
const oldestRequest = (state: State): number | undefined => {
  const {link, runningPoll} = mainConnection(state);
  const load = loadOf(state);
  const polls = [runningPoll.request, mainSlice(state).headPoll.request].flatMap(request => request?.id ?? []);
  const ids = [...(load.kind === 'loading' ? [load.id] : []), ...polls];
  if (link.kind === 'connecting') ids.push(link.id);
  return ids.length > 0 ? Math.min(...ids) : undefined;
};

/** The pause before a retry after a failure for which the terminal UI would wait for a key. */
const AGAIN_MS = 60_000;

interface TroubleParts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
  /** Retries what failed. */
  readonly askAgain: () => void;
  readonly giveUp: (error: AppError) => void;
}

const NO_LIST = {what: 'The list of jobs could not be read', operation: 'ListModelImportJobs'} as const;

/** Says what fails and when it is retried; gives up if retrying cannot help, or patience has ended. */
export const createTroubleTalk = ({options, host, askAgain, giveUp}: TroubleParts) => {
  const {clock} = host;
  const {isQuiet} = options;
  const {otherMs: patienceMs} = options.patience;
  let told: AppError | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  /** When AWS last answered before the failure. */
  let answeredAt: number | undefined;
  let cancelRetry = () => {};
  let patience = createDeadline(clock, host.ended);

  const startPatience = () => {
    if (patienceMs === Number.POSITIVE_INFINITY) return;
    endsAt = clock.now() + patienceMs;
    patience = createDeadline(clock, host.ended);
    const {signal, isLate, start} = patience;
    signal.addEventListener('abort', () => {
      if (host.ended.aborted) return;
      // If the process was stopped, it retries before it gives up.
      if (isLate()) startPatience();
      else giveUp(told ?? noAnswer(NO_LIST, patienceMs));
    });
    start(patienceMs);
  };
  const endPatience = () => {
    patience.stop();
    endsAt = Number.POSITIVE_INFINITY;
  };
  const say = (line: string) => {
    if (!isQuiet) sayAt(host, line);
  };

  const silence = createSilence(host, say);
  let asked: number | undefined;
  /** Follows the oldest request in progress. */
  const followRequest = (state: State) => {
    const oldest = oldestRequest(state);
    if (oldest === asked) return;
    silence.stop();
    asked = oldest;
    if (oldest !== undefined) silence.start();
  };

  const recovered = (state: State) => {
    // A retry in progress is not an answer.
    if (!told || mainConnection(state).updatedAt === answeredAt) return;
    told = undefined;
    cancelRetry();
    endPatience();
    say('AWS is answering again.');
  };
  const failed = ({error, retryAt}: {error: AppError; retryAt?: number | undefined}, state: State) => {
    if (!told) answeredAt = mainConnection(state).updatedAt;
    if (!told && endsAt === Number.POSITIVE_INFINITY) startPatience();
    told = error;
    const nextAt = retryAt ?? clock.now() + AGAIN_MS;
    cancelRetry();
    if (retryAt === undefined) cancelRetry = clock.after(AGAIN_MS, askAgain);
    say(nextAt >= endsAt ? lastLine(error, endsAt - clock.now()) : retryLine(error, nextAt - clock.now()));
  };

  // From the start: nothing has failed yet, but nothing has been answered either.
  startPatience();
  return {
    tell: (state: State, hasAnswered: boolean) => {
      const trouble = currentTrouble(state);
      followRequest(state);
      if (hasAnswered && !told) endPatience();
      if (!trouble) recovered(state);
      else if (trouble.error === told) return;
      else if (!hasAnswered && trouble.retryAt === undefined) {
        told = trouble.error;
        giveUp(trouble.error);
      } else failed(trouble, state);
    },
    stop: () => {
      cancelRetry();
      silence.stop();
      patience.stop();
    },
  };
};
