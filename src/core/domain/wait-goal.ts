/** Waiting for jobs: when it is over, and whether the goal was met. */
import {hasEnded, type Job} from './job.ts';

/** What is waited for. */
export interface WaitGoal {
  /** The status that jobs have to end in; absent: waiting is over when they have ended in any status. */
  readonly status?: string | undefined;
  /** One job is enough. */
  readonly isAny: boolean;
}

export type Verdict = 'open' | 'met' | 'missed';

type Ended = Pick<Job, 'status' | 'endedAt'>;

/** The verdict for one job. A goal without a status is met by a job that completed, and missed by one that ended otherwise. */
const standing = (job: Ended, {status = 'Completed'}: WaitGoal): Verdict => {
  if (!hasEnded(job)) return 'open';
  return job.status === status ? 'met' : 'missed';
};

/**
 * Whether to continue waiting, and the result. A goal with a status is missed as soon as it cannot be reached. Without a
 * status all jobs are waited for, or with `isAny` the first one that ends.
 */
export const verdictOf = (jobs: readonly Ended[], goal: WaitGoal): Verdict => {
  const standings = jobs.map(job => standing(job, goal));
  const has = (verdict: Verdict): boolean => standings.includes(verdict);
  if (goal.isAny) {
    if (has('met')) return 'met';
    return has('open') && (goal.status !== undefined || !has('missed')) ? 'open' : 'missed';
  }
  if (has('missed') && (goal.status !== undefined || !has('open'))) return 'missed';
  return has('open') ? 'open' : 'met';
};
