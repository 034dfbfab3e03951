/** What is wrong with a connection, and how much room its explanation gets below the rows. */
import type {AppError} from '../../domain/app-error.ts';
import {errorSentences, reasonSentences} from '../../domain/error-text.ts';
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

const wrapped = (state: State, sentences: readonly string[]): readonly string[] =>
  sentences.flatMap(sentence => wrap(sentence, layout(state).columns - 2, state.settings.widthOf));

const errorLines = (state: State, {error}: Trouble): readonly string[] => wrapped(state, errorSentences(error));

/** With more rows than fit, an explanation gets this share of the screen, and not more than so many lines. */
const SHARED = {share: 0.4, max: 8} as const;
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
  const shared = Math.max(RULE + 1, Math.min(SHARED.max, Math.floor(bodyRows * SHARED.share)));
  return Math.min(RULE + longest, Math.max(shared, spare));
};

/** What is wrong with one connection. If there is no room for all, what failed is left out: that is nearly always the list. */
export const troubleLines = (state: State, target: TargetId): readonly string[] => {
  const trouble = troubleOf(state, target);
  if (!trouble) return [];
  const size = {width: layout(state).columns - 2, rows: belowConnections(state) - RULE};
  const lines = errorLines(state, trouble);
  return lines.length <= size.rows
    ? lines
    : cutLines(wrapped(state, reasonSentences(trouble.error)), size, state.settings.widthOf);
};
