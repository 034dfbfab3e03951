/** The attempts at one import, as rows, and what they rest on. */
import {failureText} from '../../domain/error-text.ts';
import type {Job} from '../../domain/job.ts';
import {nameProblem} from '../../domain/query.ts';
import {attemptsAmong} from '../../jobs/attempts.ts';
import type {JobFeed} from '../../jobs/job-list.ts';
import {stemOf} from '../../jobs/names.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {jobsOf} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {clause, countOf, plural} from '../../text/format.ts';

export interface AttemptRow {
  readonly key: string;
  readonly arn: string;
  readonly job: Job;
}

type Attempts = OverlayOf<'attempts'>;

const rowsFrom = memoizeLast((job: Job, feed: JobFeed | undefined, found: readonly Job[]): readonly AttemptRow[] =>
  attemptsAmong(job, feed?.items ?? [], found, [job]).map(attempt => ({
    key: attempt.arn,
    arn: attempt.arn,
    job: attempt,
  })),
);

const feedOfTarget = (state: State, {target}: Attempts): JobFeed | undefined => jobsOf(state).slices.get(target)?.feed;

/** The loaded ones at once, and those that AWS has found. */
export const attemptRows = (state: State, overlay: Attempts): readonly AttemptRow[] =>
  rowsFrom(overlay.of, feedOfTarget(state, overlay), overlay.found);

/** What AWS is asked for: job names with the stem; undefined if AWS would refuse it. */
export const attemptsName = (job: Job): string | undefined => {
  const stem = stemOf(job);
  return nameProblem(stem) === undefined ? stem : undefined;
};

/** What the rows rest on, in fewer and fewer words. */
export const attemptsRemark = (state: State, overlay: Attempts): readonly string[] => {
  const {load, of: job} = overlay;
  const feed = feedOfTarget(state, overlay);
  const count = plural(attemptRows(state, overlay).length, 'job');
  const loaded = `among the ${countOf(feed?.items.length ?? 0)} loaded`;
  const name = attemptsName(job);
  switch (load.kind) {
    case 'loading':
      return [`${count} so far, ${loaded} · asking AWS …`, `${count} · asking AWS …`];
    case 'failed':
      return [`${count}, ${loaded}`, count];
    case 'done': {
      if (name === undefined) return [`${count}, ${loaded}: ${nameProblem(stemOf(job))}`, `${count}, ${loaded}`, count];
      const more = load.hasMore ? ', the newest ones' : '';
      return [
        `${count} · names with “${name}” on AWS${more} · same model ${loaded}`,
        `${count} · by name on AWS, by model ${loaded}`,
        count,
      ];
    }
  }
};

/** Why AWS was not of help: for the rule. */
export const attemptsFailure = ({load}: Attempts): string | undefined =>
  load.kind === 'failed' ? clause(failureText(load.error)) : undefined;
