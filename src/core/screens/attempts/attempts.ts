/** The attempts at one import, as rows, and what they rest on. */
import {failureText} from '../../domain/error-text.ts';
import type {Job} from '../../domain/job.ts';
import {nameProblem} from '../../domain/query.ts';
import type {TargetId} from '../../domain/target.ts';
import {attemptsAmong} from '../../jobs/attempts.ts';
import type {JobFeed} from '../../jobs/job-list.ts';
import {stemOf} from '../../jobs/names.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {jobsOf} from '../../state/select.ts';
import type {AttemptsPart, OverlayOf, State} from '../../state/state.ts';
import {clause, countOf, plural} from '../../text/format.ts';
import {nameOfTarget} from '../shared/connection-names.ts';

export interface AttemptRow {
  readonly key: string;
  readonly arn: string;
  readonly job: Job;
}

type Attempts = OverlayOf<'attempts'>;

const rowsFrom = memoizeLast(
  (job: Job, parts: Attempts['parts'], ...feeds: readonly JobFeed[]): readonly AttemptRow[] => {
    const loaded = feeds.map(({items}) => items);
    const found = [...parts.values()].map(part => [...part.found.values()]);
    return attemptsAmong(job, ...loaded, ...found, [job]).map(attempt => ({
      key: attempt.arn,
      arn: attempt.arn,
      job: attempt,
    }));
  },
);

/** The same job that several connections have loaded counts once. */
const countFrom = memoizeLast((...feeds: readonly JobFeed[]): number =>
  feeds.length === 1
    ? (feeds[0]?.items.length ?? 0)
    : new Set(feeds.flatMap(({items}) => items.map(({arn}) => arn))).size,
);

const feedsOf = (state: State): readonly JobFeed[] => [...jobsOf(state).slices.values()].map(({feed}) => feed);

/** The loaded ones at once, and those that AWS has found. */
export const attemptRows = (state: State, {of: job, parts}: Attempts): readonly AttemptRow[] =>
  rowsFrom(job, parts, ...feedsOf(state));

/** What AWS is asked for: job names with the stem; undefined if AWS would refuse it. */
export const attemptsName = (job: Job): string | undefined => {
  const stem = stemOf(job);
  return nameProblem(stem) === undefined ? stem : undefined;
};

/** The connections whose answer to the name is awaited, has failed, or is there. */
const targetsWith = ({parts}: Attempts, kind: AttemptsPart['load']['kind']): readonly TargetId[] =>
  [...parts].filter(([, {load}]) => load.kind === kind).map(([target]) => target);

/** Whom the rows wait for: "AWS", or of several connections those that have not answered. */
const askingText = (state: State, {parts}: Attempts, asking: readonly TargetId[]): string => {
  const [only = ''] = asking;
  if (asking.length === parts.size) return 'AWS';
  return asking.length === 1 ? nameOfTarget(state, only) : plural(asking.length, 'connection');
};

const hasMore = ({parts}: Attempts): boolean =>
  [...parts.values()].some(({load}) => load.kind === 'done' && load.hasMore);

/** What the rows rest on, in fewer and fewer words. */
export const attemptsRemark = (state: State, overlay: Attempts): readonly string[] => {
  const {of: job} = overlay;
  const count = plural(attemptRows(state, overlay).length, 'job');
  const loaded = `among the ${countOf(countFrom(...feedsOf(state)))} loaded`;
  const name = attemptsName(job);
  const asking = targetsWith(overlay, 'loading');
  if (asking.length > 0) {
    const whom = askingText(state, overlay, asking);
    return [`${count} so far, ${loaded} · asking ${whom} …`, `${count} · asking ${whom} …`];
  }
  if (targetsWith(overlay, 'done').length === 0) return [`${count}, ${loaded}`, count];
  if (name === undefined) return [`${count}, ${loaded}: ${nameProblem(stemOf(job))}`, `${count}, ${loaded}`, count];
  const more = hasMore(overlay) ? ', the newest ones' : '';
  return [
    `${count} · names with “${name}” on AWS${more} · same model ${loaded}`,
    `${count} · by name on AWS, by model ${loaded}`,
    count,
  ];
};

/** Why AWS was not of help: for the rule. Of several connections, which ones were not. */
export const attemptsFailure = (state: State, {parts}: Attempts): string | undefined => {
  const texts = [...parts].flatMap(([target, {load}]) => {
    if (load.kind !== 'failed') return [];
    const {what, why} = load.error;
    return failureText({what: parts.size > 1 ? nameOfTarget(state, target) : what, why});
  });
  return texts.length === 0 ? undefined : texts.map(clause).join('; ');
};
