/** Failed jobs grouped by their reason, the most frequent first. */
import type {Job} from '../domain/job.ts';

export interface ReasonGroup {
  /** Empty if AWS gave none. */
  readonly reason: string;
  /** The newest first. */
  readonly jobs: readonly Job[];
  /** When the newest of them failed (ms since the epoch). */
  readonly newest: number;
}

/** When a job failed; when it was created if AWS does not say. */
export const failedAt = ({endedAt, createdAt}: Job): number => endedAt ?? createdAt;

const byNewest = (a: Job, b: Job): number => failedAt(b) - failedAt(a);

const groupOf = (reason: string, jobs: readonly Job[]): ReasonGroup => {
  const sorted = [...jobs].sort(byNewest);
  return {reason, jobs: sorted, newest: sorted[0] ? failedAt(sorted[0]) : 0};
};

/** `reasonFor`: the reason of a job; undefined if it has not been read. */
export const groupsOf = (
  failed: readonly Job[],
  reasonFor: (job: Job) => string | undefined,
): readonly ReasonGroup[] => {
  const groups = new Map<string, Job[]>();
  for (const job of failed) {
    const reason = reasonFor(job);
    if (reason === undefined) continue;
    const group = groups.get(reason);
    if (group) group.push(job);
    else groups.set(reason, [job]);
  }
  return [...groups]
    .map(([reason, jobs]) => groupOf(reason, jobs))
    .sort((a, b) => b.jobs.length - a.jobs.length || b.newest - a.newest || (a.reason < b.reason ? -1 : 1));
};
