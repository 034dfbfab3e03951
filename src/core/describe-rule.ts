/** The rule under the query line in words: what has just happened, and what has failed. */
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

/** What the rule under the query line says: a notice, a failure and its next try, or what came in above. */
export const ruleWords = (state: State): RuleWords | undefined => {
  if (state.notice) return {text: state.notice.text, isFailure: false};
  const trouble = troubleOf(state);
  if (trouble && (state.load.kind !== 'failed' || rowsOf(state).jobs.length > 0)) {
    const {what, why, next} = trouble.error;
    const tail = trouble.retryAt === undefined ? undefined : `next try ${timeOf(trouble.retryAt)}`;
    const text = `${state.load.kind === 'failed' ? what : 'Not refreshed'}: ${why}`;
    return {text: tail === undefined ? `${text}${DOT}${next}` : text, tail, isFailure: true};
  }
  if (state.watch.above > 0) return {text: `${plural(state.watch.above, 'new job')} above`, isFailure: false};
  return undefined;
};
