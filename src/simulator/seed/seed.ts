/** A world as a file describes it. */
import type {BucketChoice} from '../world/bucket.ts';
import type {Status, Tag, VpcConfig} from '../world/job-record.ts';
import type {Outcome} from '../world/outcome.ts';

export interface SeedJob {
  readonly name: string;
  readonly status: Status;
  readonly modelName: string | undefined;
  readonly roleArn: string | undefined;
  readonly s3Uri: string | undefined;
  readonly failureMessage: string | undefined;
  /** ms since the epoch. */
  readonly createdAt: number | undefined;
  /** ms since the epoch. Of a running job: when it will end. */
  readonly endsAt: number | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly vpcConfig: VpcConfig | undefined;
  readonly tags: readonly Tag[];
}

export interface SeedModel {
  readonly modelName: string;
  readonly architecture: string | undefined;
  readonly instructSupported: boolean | undefined;
  readonly units: number | undefined;
  readonly tags: readonly Tag[];
}

export interface Seed {
  readonly jobs: readonly SeedJob[];
  /** The models that exist. Undefined: those of all completed jobs. */
  readonly models: readonly SeedModel[] | undefined;
  readonly buckets: readonly BucketChoice[];
  readonly outcomes: readonly Outcome[];
  readonly modelQuota: number | undefined;
}
