/** Jobs and models as the API's responses contain them. JSON leaves out undefined members. */
import {type JobRecord, modifiedAt} from '../world/job-record.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** An element of modelImportJobSummaries at the time `now` (ms since the epoch). */
export const jobSummary = (job: JobRecord, now: number): object => ({
  jobArn: job.arn,
  jobName: job.name,
  status: job.status,
  lastModifiedTime: iso(modifiedAt(job, now)),
  creationTime: iso(job.createdAt),
  endTime: job.status === 'InProgress' ? undefined : iso(job.endsAt),
  importedModelArn: job.status === 'Completed' ? job.modelArn : undefined,
  importedModelName: job.modelName,
});

const dataSource = (job: JobRecord): object => ({s3DataSource: {s3Uri: job.s3Uri}});

/** The response of GetModelImportJob. */
export const jobDetail = (job: JobRecord, now: number): object => ({
  ...jobSummary(job, now),
  roleArn: job.roleArn,
  modelDataSource: dataSource(job),
  failureMessage: job.status === 'Failed' ? job.failureMessage : undefined,
  vpcConfig: job.vpcConfig,
  importedModelKmsKeyArn: job.kmsKeyArn,
});

/** An element of modelSummaries. A model's creation time is that of its job. */
export const modelSummary = (job: JobRecord): object => ({
  modelArn: job.modelArn,
  modelName: job.modelName,
  creationTime: iso(job.createdAt),
  instructSupported: job.modelKind.instructSupported,
  modelArchitecture: job.modelKind.architecture,
});

/** The response of GetImportedModel. */
export const modelDetail = (job: JobRecord): object => ({
  ...modelSummary(job),
  jobName: job.name,
  jobArn: job.arn,
  modelDataSource: dataSource(job),
  modelKmsKeyArn: job.kmsKeyArn,
  customModelUnits: {customModelUnitsPerModelCopy: job.modelKind.units, customModelUnitsVersion: 'v1.0'},
});
