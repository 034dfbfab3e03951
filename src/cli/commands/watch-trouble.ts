/** What the watch command says of failures: when the next try is, and when AWS answers again. */
import type {AppError} from '../../core/app-error.ts';
import {troubleOf} from '../../core/select.ts';
import type {State} from '../../core/state.ts';
import {retryLine} from './ask.ts';
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

/** Says what fails and when it is tried again; gives up where waiting mends nothing, or patience is at its end. */
export const createTroubleTalk = ({options, host, askAgain, giveUp}: TroubleParts) => {
  const {clock} = host;
  let told: AppError | undefined;
  let since = 0;
  /** When AWS had last answered before it failed. */
  let answeredAt: number | undefined;
  let cancel = () => {};
  const retryLater = () => {
    cancel();
    cancel = clock.after(AGAIN_MS, askAgain);
  };
  const tell = (state: State, hasAnswered: boolean) => {
    const trouble = currentTrouble(state);
    if (trouble?.error === told) return;
    if (!trouble) {
      // A try that is under way is no answer.
      if (state.watch.updatedAt === answeredAt) return;
      told = undefined;
      cancel();
      if (!options.isQuiet) sayAt(host, 'AWS answers again.');
      return;
    }
    const {error, retryAt} = trouble;
    if (!told) {
      since = clock.now();
      answeredAt = state.watch.updatedAt;
    }
    told = error;
    const isOver = clock.now() - since >= (options.patienceMs ?? Number.POSITIVE_INFINITY);
    if (isOver || (!hasAnswered && retryAt === undefined)) {
      giveUp(error);
      return;
    }
    if (retryAt === undefined) retryLater();
    if (!options.isQuiet) sayAt(host, retryLine(error, (retryAt ?? clock.now() + AGAIN_MS) - clock.now()));
  };
  return {tell, stop: () => cancel()};
};
