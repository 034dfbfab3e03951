/** The rule under the query line in words: what has just happened, and what has failed. */
import type {AppError} from './app-error.ts';
import {plural, timeOf} from './format.ts';
import {rowsOf, troubleOf} from './select.ts';
import type {State} from './state.ts';

const DOT = ' · ';

export interface RuleWords {
  readonly text: string;
  /** What must be readable however long the text is: when the next try is. */
  readonly tail?: string | undefined;
  readonly isFailure: boolean;
}

/** Columns of the rule around its text. */
const ORNAMENT = 6;

/** What failed, without AWS's own words for it. */
const headOf = (why: string): string => /^[^(]*?(?=: | \()/.exec(why)?.[0] ?? why;

/** A failure that waits for the person: if not all of it fits, the command that renews credentials goes before AWS's reason. */
const untilMended = ({settings, size}: State, error: AppError, subject: string): string => {
  const {why, next} = error;
  const whole = `${subject}: ${why}${DOT}${next}`;
  if (error.kind !== 'credentials') return whole;
  const room = size.columns - ORNAMENT;
  const head = headOf(why);
  const shorter = [whole, `${subject}: ${head}${DOT}${next}`, `${head}${DOT}${next}`];
  return shorter.find(text => settings.widthOf(text) <= room) ?? next;
};

/** What the rule under the query line says: a notice, a failure and its next try, or what came in above. */
export const ruleWords = (state: State): RuleWords | undefined => {
  if (state.notice) return {text: state.notice.text, isFailure: false};
  const trouble = troubleOf(state);
  if (trouble && (state.load.kind !== 'failed' || rowsOf(state).count > 0)) {
    const {error, retryAt} = trouble;
    const subject = state.load.kind === 'failed' ? error.what : 'Not refreshed';
    if (retryAt === undefined) return {text: untilMended(state, error, subject), isFailure: true};
    return {text: `${subject}: ${error.why}`, tail: `next try ${timeOf(retryAt)}`, isFailure: true};
  }
  if (state.watch.above > 0) return {text: `${plural(state.watch.above, 'new job')} above`, isFailure: false};
  return undefined;
};
