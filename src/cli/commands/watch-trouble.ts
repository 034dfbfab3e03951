/** What the watch command says of failures: when the next try is, and when AWS answers again. */
import type {AppError} from '../../core/app-error.ts';
import {troubleOf} from '../../core/select.ts';
import type {State} from '../../core/state.ts';
import {lastLine, noAnswer, retryLine} from './ask.ts';
import {createDeadline} from './deadline.ts';
import {type PlainHost, sayAt} from './host.ts';
import type {WatchOptions} from './watch-options.ts';

/** What keeps the program from its answers now, and when it is tried again. */
const currentTrouble = (state: State): {error: AppError; retryAt?: number | undefined} | undefined =>
  state.link.kind === 'unusable' ? state.link : troubleOf(state);

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
    patience.signal.addEventListener('abort', () => {
      if (!host.ended.aborted) giveUp(told ?? noAnswer(NO_LIST, patienceMs));
    });
    patience.start(patienceMs);
  };
  const endPatience = () => {
    patience.stop();
    endsAt = Number.POSITIVE_INFINITY;
  };
  const say = (line: string) => {
    if (!isQuiet) sayAt(host, line);
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
      patience.stop();
    },
  };
};
