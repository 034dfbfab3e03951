/** Events of jobs, found by comparison with what was known before: a new job, one that ended, one that failed. */
import {hasEnded, type Job} from './job.ts';

export const EVENT_KINDS = ['new', 'ended', 'failed'] as const;

export interface JobEvent {
  /** `ended`: with any status but Failed. */
  readonly kind: (typeof EVENT_KINDS)[number];
  /** When it happened (ms since the epoch), by AWS's clock if it gave a time. */
  readonly at: number;
  /** The job at that time: a new one is InProgress, whatever has happened since. */
  readonly job: Job;
}

const began = ({arn, name, createdAt, modelName}: Job): JobEvent => ({
  kind: 'new',
  at: createdAt,
  job: {arn, name, status: 'InProgress', createdAt, modelName},
});

/** `now` stands in for an end without a time. An end is never before the job's creation, whatever the clocks say. */
const ended = (job: Job, now: number): JobEvent => ({
  kind: job.status === 'Failed' ? 'failed' : 'ended',
  at: Math.max(job.createdAt, job.endedAt ?? now),
  job,
});

/** The earliest first; a job's creation before its end. */
const inOrder = (events: readonly JobEvent[]): readonly JobEvent[] => [...events].sort((a, b) => a.at - b.at);

/** What has happened to these jobs since `since` (ms since the epoch), as far as their present state shows it. */
export const eventsSince = (jobs: readonly Job[], since: number, now: number): readonly JobEvent[] =>
  inOrder(
    jobs.flatMap(job => [
      ...(job.createdAt >= since ? [began(job)] : []),
      // All that is known of an end without a time is that it came after the job's creation.
      ...(hasEnded(job) && (job.endedAt ?? job.createdAt) >= since ? [ended(job, now)] : []),
    ]),
  );

/** Remembers for each job whether it has ended, so that every event is reported once. */
export interface Ledger {
  /**
   * Records jobs as known in their present state. Jobs created from `from` on (ms since the epoch), or after the newest of them,
   * will be new.
   */
  learn(jobs: readonly Job[], from?: number): void;
  /** The events that these jobs show. A job that is older than the newest known one is not new. */
  changes(jobs: readonly Job[], now: number): readonly JobEvent[];
}

export const createLedger = (): Ledger => {
  const knownEnds = new Map<string, boolean>();
  let newestAt = Number.NEGATIVE_INFINITY;
  const changesOf = (job: Job, now: number): readonly JobEvent[] => {
    const before = knownEnds.get(job.arn);
    if (before === true) return [];
    knownEnds.set(job.arn, hasEnded(job));
    const isNew = before === undefined && job.createdAt >= newestAt;
    const isEnd = hasEnded(job) && (isNew || before === false);
    return [...(isNew ? [began(job)] : []), ...(isEnd ? [ended(job, now)] : [])];
  };
  return {
    learn: (jobs, from = Number.NEGATIVE_INFINITY) => {
      newestAt = Math.max(newestAt, from);
      for (const job of jobs) {
        knownEnds.set(job.arn, hasEnded(job));
        newestAt = Math.max(newestAt, job.createdAt);
      }
    },
    changes: (jobs, now) => inOrder(jobs.flatMap(job => changesOf(job, now))),
  };
};
