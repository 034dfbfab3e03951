/** What the world remembers of one import job, and of the model that comes out of it. Times are ms since the epoch. */

export type Ending = 'Completed' | 'Failed';
export const STATUSES = ['InProgress', 'Completed', 'Failed'] as const;
export type Status = (typeof STATUSES)[number];

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface VpcConfig {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** What GetImportedModel tells of a model's kind. */
export interface ModelKind {
  readonly architecture: string;
  readonly instructSupported: boolean;
  /** Custom model units per model copy. */
  readonly units: number;
}

export interface JobRecord {
  /** The twelve characters that end the job's ARN. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly modelName: string;
  /** Reserved from the start; the API tells it only of a completed job. */
  readonly modelArn: string;
  readonly modelKind: ModelKind;
  readonly modelTags: readonly Tag[];
  readonly roleArn: string;
  readonly s3Uri: string;
  readonly vpcConfig: VpcConfig | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly createdAt: number;
  /** While the job runs, lastModifiedTime moves on every so many ms. */
  readonly touchInterval: number;
  /** lastModifiedTime of an ended job is this much later than its endTime. */
  readonly endingLag: number;
  status: Status;
  /** While the job runs, when it will end (Infinity: not by itself); afterwards, when it ended. */
  endsAt: number;
  /** How it ends, or ended. */
  ending: Ending;
  /** Told only of a failed job. */
  failureMessage: string | undefined;
}

/** The first touch comes sooner than the others, as in the timestamps of AWS's own examples (43 s, then 82 s). */
const FIRST_TOUCH = 0.52;

/** lastModifiedTime of `job` as it stands at `now`. */
export const modifiedAt = (job: JobRecord, now: number): number => {
  if (job.status !== 'InProgress') return now < job.endsAt + job.endingLag ? job.endsAt : job.endsAt + job.endingLag;
  const touches = Math.floor((now - job.createdAt) / job.touchInterval + 1 - FIRST_TOUCH);
  return touches < 1 ? job.createdAt : Math.round(job.createdAt + (touches - 1 + FIRST_TOUCH) * job.touchInterval);
};
