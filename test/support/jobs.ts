/** Jobs for tests: one every minute, the newest first, names counting up with time. */
import type {Job, JobDetail} from '../../src/core/domain/job.ts';

export const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);
export const MINUTE = 60_000;

export const arnOf = (n: number): string =>
  `arn:aws:bedrock:us-east-1:111122223333:model-import-job/${String(n).padStart(12, '0')}`;

/** Job `n` was created `n` minutes after NOON - 1000 minutes; it took five. */
export const jobAt = (n: number, more: Partial<Job> = {}): Job => {
  const createdAt = NOON + (n - 1000) * MINUTE;
  return {
    arn: arnOf(n),
    name: `job-${n}`,
    status: 'Completed',
    createdAt,
    modifiedAt: createdAt + 5 * MINUTE,
    endedAt: createdAt + 5 * MINUTE,
    modelName: `model-${n}`,
    ...more,
  };
};

export const runningAt = (n: number): Job => jobAt(n, {status: 'InProgress', endedAt: undefined});

/** Jobs `from` down to `to`, both included: newest first. */
export const jobsDown = (from: number, to: number): Job[] =>
  Array.from({length: from - to + 1}, (_, i) => jobAt(from - i));

export const detailOf = (job: Job, more: Partial<JobDetail> = {}): JobDetail => ({
  ...job,
  subnetIds: [],
  securityGroupIds: [],
  roleArn: 'arn:aws:iam::111122223333:role/import',
  s3Uri: `s3://models/${job.name}/`,
  raw: JSON.stringify({jobArn: job.arn}, null, 2),
  ...more,
});
