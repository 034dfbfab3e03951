/** Reports the failures of the watch command: what failed, when it is retried, and when AWS answers again. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {listFailure, loadOf, mainConnection, mainSlice} from '../../../core/state/select.ts';
import type {State} from '../../../core/state/state.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import {startTimer} from '../shared/deadline.ts';
import {type PlainHost, sayAt} from '../shared/host.ts';
import {createSlowRequestNotice} from '../shared/slow-request.ts';
import {givingUpLine, noAnswerError, retryLine} from '../shared/with-retry.ts';

interface Failure {
  readonly error: AppError;
  /** When the session retries by itself; absent if it would wait for a key. */
  readonly retryAt?: number | undefined;
}

const currentFailure = (state: State): Failure | undefined => {
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
const RETRY_MS = 60_000;

interface ReporterParts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
  /** Retries what failed. */
  readonly askAgain: () => void;
  readonly giveUp: (error: AppError) => void;
}

const NO_LIST = {what: 'The list of jobs could not be read', operation: 'ListModelImportJobs'} as const;

/** Follows the state. Gives up if retrying cannot help, or if failures have lasted for --retry-for. */
export const createFailureReporter = ({options, host, askAgain, giveUp}: ReporterParts) => {
  const {clock} = host;
  const {isQuiet} = options;
  const {otherMs: limitMs} = options.retryLimits;
  let reported: AppError | undefined;
  let givesUpAt = Number.POSITIVE_INFINITY;
  /** When AWS last answered before the failure. */
  let answeredAt: number | undefined;
  let cancelRetry = () => {};
  let cancelLimit = () => {};

  const startLimit = () => {
    if (limitMs === Number.POSITIVE_INFINITY) return;
    givesUpAt = clock.now() + limitMs;
    cancelLimit = startTimer(clock, limitMs, wasStopped => {
      // If the process was stopped, it retries before it gives up.
      if (wasStopped) startLimit();
      else giveUp(reported ?? noAnswerError(NO_LIST, limitMs));
    });
  };
  const endLimit = () => {
    cancelLimit();
    givesUpAt = Number.POSITIVE_INFINITY;
  };
  const say = (line: string) => {
    if (!isQuiet) sayAt(host, line);
  };

  const notice = createSlowRequestNotice(host, say);
  let followed: number | undefined;
  /** Prints a notice if the oldest request in progress has no answer for a while. */
  const followRequest = (state: State) => {
    const oldest = oldestRequest(state);
    if (oldest === followed) return;
    notice.stop();
    followed = oldest;
    if (oldest !== undefined) notice.start();
  };

  const recovered = (state: State) => {
    // A failure also disappears while a retry is in progress. That is not an answer yet.
    if (!reported || mainConnection(state).updatedAt === answeredAt) return;
    reported = undefined;
    cancelRetry();
    endLimit();
    say('AWS is answering again.');
  };
  const failed = ({error, retryAt}: Failure, state: State) => {
    if (!reported) answeredAt = mainConnection(state).updatedAt;
    if (!reported && givesUpAt === Number.POSITIVE_INFINITY) startLimit();
    reported = error;
    const nextAt = retryAt ?? clock.now() + RETRY_MS;
    cancelRetry();
    if (retryAt === undefined) cancelRetry = clock.after(RETRY_MS, askAgain);
    say(nextAt >= givesUpAt ? givingUpLine(error, givesUpAt - clock.now()) : retryLine(error, nextAt - clock.now()));
  };

  // The limit also holds for the first answer.
  startLimit();
  return {
    update: (state: State, hasAnswered: boolean) => {
      const failure = currentFailure(state);
      followRequest(state);
      if (hasAnswered && !reported) endLimit();
      if (!failure) recovered(state);
      else if (failure.error === reported) return;
      else if (!hasAnswered && failure.retryAt === undefined) {
        reported = failure.error;
        giveUp(failure.error);
      } else failed(failure, state);
    },
    stop: () => {
      cancelRetry();
      notice.stop();
      cancelLimit();
    },
  };
};
