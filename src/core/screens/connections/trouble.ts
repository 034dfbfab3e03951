/** What is wrong with a connection, and how much room its explanation gets below the rows. */
import type {AppError} from '../../domain/app-error.ts';
import {errorSentences} from '../../domain/error-text.ts';
import type {TargetId} from '../../domain/target.ts';
import {failureOf, layout} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {cutLines, wrap} from '../../text/wrap.ts';

interface Trouble {
  readonly error: AppError;
  /** Absent if it is not retried automatically. */
  readonly retryAt?: number | undefined;
}

/** The failure of a connection: that of its list, or the one for which it could not be made. */
export const troubleOf = (state: State, target: TargetId): Trouble | undefined => {
  const link = state.connections.get(target)?.link;
  return link?.kind === 'unusable' ? {error: link.error, retryAt: link.retryAt} : failureOf(state, target);
};

const errorLines = (state: State, {error}: Trouble): readonly string[] => {
  const {widthOf} = state.settings;
  return errorSentences(error).flatMap(sentence => wrap(sentence, layout(state).columns - 2, widthOf));
};

/** With more rows than fit, an explanation gets a third of the screen, but not more than this. */
const SHARED_MAX = 8;
/** The headings stand above the rows, and a rule below them. */
const HEADINGS = 1;
const RULE = 1;

/** The lines below the rows: as many as the longest explanation is given, whichever row is selected. */
export const belowConnections = (state: State): number => {
  const {bodyRows} = layout(state);
  const lengths = [...state.connections.keys()].map(target => {
    const trouble = troubleOf(state, target);
    return trouble ? errorLines(state, trouble).length : 0;
  });
  const longest = Math.max(0, ...lengths);
  if (longest === 0) return 0;
  const spare = bodyRows - HEADINGS - state.connections.size;
  const shared = Math.max(RULE + 1, Math.min(SHARED_MAX, Math.floor(bodyRows / 3)));
  return Math.min(RULE + longest, Math.max(shared, spare));
};

/** What is wrong with one connection, as far as there is room for it. */
export const troubleLines = (state: State, target: TargetId): readonly string[] => {
  const trouble = troubleOf(state, target);
  if (!trouble) return [];
  const size = {width: layout(state).columns - 2, rows: belowConnections(state) - RULE};
  return cutLines(errorLines(state, trouble), size, state.settings.widthOf);
};
