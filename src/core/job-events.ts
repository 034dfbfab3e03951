/** What happens to jobs, told apart from what was known before: a new one, one that ended, one that failed. */
import {isOver, type Job} from './job.ts';

export const EVENT_KINDS = ['new', 'ended', 'failed'] as const;

export interface JobEvent {
  /** `ended`: with any status but Failed. */
  readonly kind: (typeof EVENT_KINDS)[number];
  /** When it happened (ms since the epoch), by AWS's clock where that is known. */
  readonly at: number;
  /** As it was then: a new one is InProgress, whatever has become of it since. */
  readonly job: Job;
}

const began = ({arn, name, createdAt, modelName}: Job): JobEvent => ({
  kind: 'new',
  at: createdAt,
  job: {arn, name, status: 'InProgress', createdAt, modelName},
});

/** `now` stands for an end that AWS has not dated. No end is before its beginning, whatever the clocks say. */
const ended = (job: Job, now: number): JobEvent => ({
  kind: job.status === 'Failed' ? 'failed' : 'ended',
  at: Math.max(job.createdAt, job.endedAt ?? now),
  job,
});

/** The earliest first; a job's beginning before its end. */
const inOrder = (events: readonly JobEvent[]): readonly JobEvent[] => [...events].sort((a, b) => a.at - b.at);

/** What happened to these jobs from `since` on, as far as they tell it now. */
export const eventsSince = (jobs: readonly Job[], since: number, now: number): readonly JobEvent[] =>
  inOrder(
    jobs.flatMap(job => [
      ...(job.createdAt >= since ? [began(job)] : []),
      // An end without a date was after the beginning: that is all there is to go by.
      ...(isOver(job) && (job.endedAt ?? job.createdAt) >= since ? [ended(job, now)] : []),
    ]),
  );

/** Remembers of each job whether it has ended, so that everything is told once. */
export interface Ledger {
  /** Takes jobs for known as they are: all that were created from `from` on (ms since the epoch), or the newest there are. */
  learn(jobs: readonly Job[], from?: number): void;
  /** What these jobs tell that was not known. A job that is older than the newest that was learned is none that is new. */
  changes(jobs: readonly Job[], now: number): readonly JobEvent[];
}

export const createLedger = (): Ledger => {
  const isKnownOver = new Map<string, boolean>();
  let newestAt = Number.NEGATIVE_INFINITY;
  const changesOf = (job: Job, now: number): readonly JobEvent[] => {
    const before = isKnownOver.get(job.arn);
    if (before === true) return [];
    isKnownOver.set(job.arn, isOver(job));
    const isNew = before === undefined && job.createdAt >= newestAt;
    const hasEnded = isOver(job) && (isNew || before === false);
    return [...(isNew ? [began(job)] : []), ...(hasEnded ? [ended(job, now)] : [])];
  };
  return {
    learn: (jobs, from = Number.NEGATIVE_INFINITY) => {
      newestAt = Math.max(newestAt, from);
      for (const job of jobs) {
        isKnownOver.set(job.arn, isOver(job));
        newestAt = Math.max(newestAt, job.createdAt);
      }
    },
    changes: (jobs, now) => inOrder(jobs.flatMap(job => changesOf(job, now))),
  };
};
