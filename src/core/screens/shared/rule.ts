/** The rule under the query line in words: what has just happened, and what has failed. */
import {connectionName} from '../../connections/connection-name.ts';
import type {AppError} from '../../domain/app-error.ts';
import type {TargetId} from '../../domain/target.ts';
import {actingOf} from '../../state/acting.ts';
import {jobsOf, listFailure, rowsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {clause, plural, timeOf} from '../../text/format.ts';
import {announcedEndings} from './endings.ts';
import {waitingTexts} from './waiting.ts';

const DOT = ' · ';

interface RuleWords {
  readonly text: string;
  /** The same in fewer and fewer words, if the line is too short. */
  readonly shorter?: readonly string[] | undefined;
  readonly isFailure: boolean;
}

/** The reason without AWS's own words. */
const headOf = (why: string): string => /^[^(]*?(?=: | \()/.exec(why)?.[0] ?? why;

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined).join(DOT);

const wordsFrom = ([text = '', ...shorter]: readonly string[]): RuleWords => ({text, shorter, isFailure: true});

/** A failure and when the request is retried. AWS's own words are dropped first, then the time; what failed stays. */
const untilRetry = ({why}: AppError, subject: string, retryAt: number): RuleWords => {
  const head = clause(headOf(why));
  const next = `next try ${timeOf(retryAt)}`;
  return wordsFrom([
    joined(`${subject}: ${clause(why)}`, next),
    joined(`${subject}: ${head}`, next),
    `${subject}: ${head}`,
    head,
  ]);
};

/** A failure that only a person can fix. The command that renews credentials is dropped last, after AWS's reason. */
const untilMended = ({kind, why, next}: AppError, subject: string): RuleWords => {
  const head = clause(headOf(why));
  const texts = [joined(`${subject}: ${clause(why)}`, next), joined(`${subject}: ${head}`, next)];
  return wordsFrom(
    kind === 'credentials' ? [...texts, joined(head, next), next] : [...texts, `${subject}: ${head}`, head],
  );
};

/** In fewer and fewer words; `retryAt`: when it is retried, absent if only a person can help. */
export const failureWords = (error: AppError, subject: string, retryAt: number | undefined): RuleWords =>
  retryAt === undefined ? untilMended(error, subject) : untilRetry(error, subject, retryAt);

const isLoadFailed = (state: State, target: TargetId): boolean =>
  jobsOf(state).slices.get(target)?.load.kind === 'failed';

/** What has failed: with several connections, which one. */
const subjectOf = (state: State, {what}: AppError, target: TargetId): string => {
  const connection = state.connections.get(target);
  if (connection && state.connections.size > 1) return connectionName(connection);
  return isLoadFailed(state, target) ? what : 'Not refreshed';
};

/** A request has waited long, or the person has asked for a refresh. */
const waitingWords = (state: State): RuleWords | undefined => {
  // With several connections, their own line says which of them has not answered.
  const [text, ...shorter] = state.connections.size > 1 ? [] : waitingTexts(state);
  if (text !== undefined) return {text, shorter, isFailure: false};
  return state.refreshing.length > 0 ? {text: 'Refreshing …', isFailure: false} : undefined;
};

/** What the rule of every screen says before anything else: the answer to a key, or which jobs have ended. */
export const announcement = (state: State): RuleWords | undefined =>
  state.notice
    ? {text: state.notice.text, shorter: state.notice.shorter, isFailure: false}
    : (announcedEndings(state) ?? actingOf(state)?.announced(state));

/** What the rule under the query line says: an announcement, a long wait, a failure and its retry, or how many new jobs are above the window. */
export const ruleWords = (state: State): RuleWords | undefined => {
  const announced = announcement(state);
  if (announced) return announced;
  const waiting = waitingWords(state);
  if (waiting) return waiting;
  const failure = listFailure(state);
  if (failure && (!isLoadFailed(state, failure.target) || rowsOf(state).count > 0)) {
    const {error, retryAt, target} = failure;
    const subject = subjectOf(state, error, target);
    return failureWords(error, subject, retryAt);
  }
  const {newAbove} = jobsOf(state);
  if (newAbove > 0) return {text: `${plural(newAbove, 'new job')} above`, isFailure: false};
  return undefined;
};
