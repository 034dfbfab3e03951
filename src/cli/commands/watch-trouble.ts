/** What the watch command says of failures: when the next try is, and when AWS answers again. */
import type {AppError} from '../../core/app-error.ts';
import {troubleOf} from '../../core/select.ts';
import type {State} from '../../core/state.ts';
import {lastLine, noAnswer, retryLine} from './ask.ts';
import {createDeadline} from './deadline.ts';
import {type PlainHost, sayAt} from './host.ts';
import {createSilence} from './silence.ts';
import type {WatchOptions} from './watch-options.ts';

/** What keeps the program from its answers now, and when it is tried again. */
const currentTrouble = (state: State): {error: AppError; retryAt?: number | undefined} | undefined =>
  state.link.kind === 'unusable' ? state.link : troubleOf(state);

/** The id of the request that was made first, of those that are on their way; later ones have higher numbers. */
const oldestRequest = ({link, load, watch}: State): number | undefined => {
  const polls = [watch.tick.request, watch.look.request].flatMap(request => request?.id ?? []);
  const ids = [...(load.kind === 'loading' ? [load.id] : []), ...polls];
  if (link.kind === 'connecting') ids.push(link.id);
  return ids.length > 0 ? Math.min(...ids) : undefined;
};

/** AWS is asked anew this long after a failure that the terminal UI would leave to a key. */
const AGAIN_MS = 60_000;

interface TroubleParts {
  readonly options: WatchOptions;
  readonly host: PlainHost;
  /** Asks for what was refused. */
  readonly askAgain: () => void;
  readonly giveUp: (error: AppError) => void;
}

const NO_LIST = {what: 'The list of jobs could not be read', operation: 'ListModelImportJobs'} as const;

/** Says what fails and when it is tried again; gives up where waiting mends nothing, or patience is at its end. */
export const createTroubleTalk = ({options, host, askAgain, giveUp}: TroubleParts) => {
  const {clock} = host;
  const {isQuiet} = options;
  const {otherMs: patienceMs} = options.patience;
  let told: AppError | undefined;
  let endsAt = Number.POSITIVE_INFINITY;
  /** When AWS had last answered before it failed. */
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
      // After a stop of the process it asks again before it gives up.
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
  /** Follows the request that has been on its way for the longest. */
  const followRequest = (state: State) => {
    const oldest = oldestRequest(state);
    if (oldest === asked) return;
    silence.stop();
    asked = oldest;
    if (oldest !== undefined) silence.start();
  };

  const recovered = (state: State) => {
    // A try that is under way is no answer.
    if (!told || state.watch.updatedAt === answeredAt) return;
    told = undefined;
    cancelRetry();
    endPatience();
    say('AWS is answering again.');
  };
  const failed = ({error, retryAt}: {error: AppError; retryAt?: number | undefined}, state: State) => {
    if (!told) answeredAt = state.watch.updatedAt;
    if (!told && endsAt === Number.POSITIVE_INFINITY) startPatience();
    told = error;
    const nextAt = retryAt ?? clock.now() + AGAIN_MS;
    cancelRetry();
    if (retryAt === undefined) cancelRetry = clock.after(AGAIN_MS, askAgain);
    say(nextAt >= endsAt ? lastLine(error, endsAt - clock.now()) : retryLine(error, nextAt - clock.now()));
  };

  // From the start on: nothing has failed yet, but nothing has been answered either.
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
