/** A job and the model that it imports, as the world stores them. Times are ms since the epoch. */

import type {Defect} from './defect.ts';

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

/** What GetImportedModel says about the kind of a model. */
export interface ModelKind {
  readonly architecture: string;
  readonly instructSupported: boolean;
  /** Custom model units per model copy. */
  readonly units: number;
}

export interface JobRecord {
  /** The twelve characters at the end of the job's ARN. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly modelName: string;
  /** Known from the start, but the API shows it only for a completed job. */
  readonly modelArn: string;
  readonly modelKind: ModelKind;
  readonly modelTags: readonly Tag[];
  readonly roleArn: string;
  readonly s3Uri: string;
  readonly vpcConfig: VpcConfig | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly createdAt: number;
  /** While the job runs, lastModifiedTime changes once in this many ms. */
  readonly touchInterval: number;
  /** How much later than endTime the lastModifiedTime of an ended job is, in ms. */
  readonly endingLag: number;
  status: Status;
  /** When the job will end, or ended. Infinity if it does not end by itself. */
  endsAt: number;
  /** How it ends, or ended. */
  ending: Ending;
  /** The API shows it only for a failed job. */
  failureMessage: string | undefined;
  /** What is wrong with its files; undefined if nothing is. */
  defect: Defect | undefined;
}

/** The first change of lastModifiedTime comes early, as in AWS's own examples (after 43 s, then after 82 s). */
const FIRST_TOUCH = 0.52;

/** The lastModifiedTime of `job` at the time `now`. */
export const modifiedAt = (job: JobRecord, now: number): number => {
  if (job.status !== 'InProgress') return now < job.endsAt + job.endingLag ? job.endsAt : job.endsAt + job.endingLag;
  const touches = Math.floor((now - job.createdAt) / job.touchInterval + 1 - FIRST_TOUCH);
  return touches < 1 ? job.createdAt : Math.round(job.createdAt + (touches - 1 + FIRST_TOUCH) * job.touchInterval);
};
