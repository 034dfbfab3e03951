/** An import job, as the list returns it and as its detail does. */
import {durationOf} from '../text/format.ts';

/** The statuses that the API names today, in the order in which they are shown everywhere. A status that it adds later is kept as a string. */
export const KNOWN_STATUSES = ['InProgress', 'Completed', 'Failed'] as const;

/** A job as ListModelImportJobs returns it. Times are milliseconds since the epoch. All text is plain (see plain-text.ts). */
export interface Job {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly createdAt: number;
  readonly modifiedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly modelArn?: string | undefined;
  readonly modelName?: string | undefined;
}

/** What GetModelImportJob adds. */
export interface JobDetail extends Job {
  readonly failureMessage?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly s3Uri?: string | undefined;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly kmsKeyArn?: string | undefined;
  /** The whole response as indented JSON; every character that could control a terminal is a \u escape. */
  readonly raw: string;
}

/** A job with a status that is not known here may still change, unless it has an end time. */
export const hasEnded = (job: Pick<Job, 'status' | 'endedAt'>): boolean =>
  job.status === 'Completed' || job.status === 'Failed' || (job.endedAt !== undefined && job.status !== 'InProgress');

export const isRunning = (job: Pick<Job, 'status'>): boolean => job.status === 'InProgress';

/** The part of a detail that the list returns, too. */
export const summaryOf = ({arn, name, status, createdAt, modifiedAt, endedAt, modelArn, modelName}: Job): Job => ({
  arn,
  name,
  status,
  createdAt,
  modifiedAt,
  endedAt,
  modelArn,
  modelName,
});

/** The account that the jobs belong to, from an ARN: arn:aws:bedrock:region:account:model-import-job/id. */
export const accountOf = (jobs: readonly Pick<Job, 'arn'>[]): string | undefined =>
  jobs[0]?.arn.split(':')[4] || undefined;

/** The region of an ARN; empty if it has none. */
export const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/** How long the job took, or has taken by now (ms); undefined if it is unknown. */
export const tookMs = (job: Job, now: number): number | undefined =>
  job.endedAt !== undefined ? job.endedAt - job.createdAt : isRunning(job) ? now - job.createdAt : undefined;

/** The same as text; empty if it is unknown. */
export const tookText = (job: Job, now: number): string => {
  const took = tookMs(job, now);
  return took === undefined ? '' : durationOf(took);
};

/** The newer of two versions of a job. A job that has ended never runs again: an answer that says so came late. */
export const newerJob = (known: Job, received: Job): Job => {
  if (hasEnded(known) && !hasEnded(received)) return known;
  const isSame =
    known.status === received.status &&
    known.modifiedAt === received.modifiedAt &&
    known.endedAt === received.endedAt &&
    known.modelArn === received.modelArn &&
    known.modelName === received.modelName;
  return isSame ? known : received;
};
