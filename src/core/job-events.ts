/** What happens to jobs, compared with what was known before: one is new, one has ended, one has failed. */
import {isOver, type Job} from './job.ts';

export const EVENT_KINDS = ['new', 'ended', 'failed'] as const;

export interface JobEvent {
  /** `ended`: with any status but Failed. */
  readonly kind: (typeof EVENT_KINDS)[number];
  /** When it happened (ms since the epoch), by AWS's clock if that is known. */
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

/** The earliest first; the start of a job before its end. */
const inOrder = (events: readonly JobEvent[]): readonly JobEvent[] => [...events].sort((a, b) => a.at - b.at);

/** What happened to these jobs from `since` on, as far as it can be seen now. */
export const eventsSince = (jobs: readonly Job[], since: number, now: number): readonly JobEvent[] =>
  inOrder(
    jobs.flatMap(job => [
      ...(job.createdAt >= since ? [began(job)] : []),
      // All that is known of an end without a date is that it came after the start.
      ...(isOver(job) && (job.endedAt ?? job.createdAt) >= since ? [ended(job, now)] : []),
    ]),
  );

/** Remembers whether each job has ended, so that every event is reported once. */
export interface Ledger {
  /** Makes these jobs known: all that were created from `from` on (ms since the epoch), or the newest ones. */
  learn(jobs: readonly Job[], from?: number): void;
  /** What was not known of these jobs. A job older than the newest known one is not new. */
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
