/** What it means to wait for jobs: when it is over, whether it went well, and how long a job typically takes. */
import {isOver, type Job, tookMs} from './job.ts';

/** What is waited for. */
export interface WaitGoal {
  /** The status that jobs have to end in; absent: waiting is over when they have ended, however they did. */
  readonly status?: string | undefined;
  /** One job is enough. */
  readonly isAny: boolean;
}

export type Verdict = 'open' | 'met' | 'missed';

type Ended = Pick<Job, 'status' | 'endedAt'>;

/** How one job stands. Without a status in the goal it is met by a job that completed, missed by one that ended otherwise. */
const standing = (job: Ended, {status = 'Completed'}: WaitGoal): Verdict => {
  if (!isOver(job)) return 'open';
  return job.status === status ? 'met' : 'missed';
};

/**
 * Whether the waiting goes on, and what came of it. A goal with a status is given up as soon as it cannot be reached;
 * without one all jobs are waited for, or with `isAny` the first that ends.
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

export interface Typical {
  /** The median of how long they took (ms). */
  readonly ms: number;
  /** Of how many jobs. */
  readonly count: number;
}

/** Too few jobs for an estimate below this. */
const LEAST_JOBS = 3;

/** How long the completed jobs among these typically took; undefined if there are too few. */
export const typicalOf = (jobs: readonly Job[]): Typical | undefined => {
  const taken = jobs
    .filter(({status}) => status === 'Completed')
    .flatMap(job => tookMs(job, 0) ?? [])
    .filter(ms => ms > 0)
    .sort((a, b) => a - b);
  if (taken.length < LEAST_JOBS) return undefined;
  const middle = taken.length >> 1;
  const upper = taken[middle] ?? 0;
  const ms = taken.length % 2 === 1 ? upper : ((taken[middle - 1] ?? upper) + upper) / 2;
  return {ms, count: taken.length};
};
