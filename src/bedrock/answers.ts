/** Turns the SDK's answers into domain values. An answer that lacks a required member is an error; nothing is made up for it. */
import type {
  GetModelImportJobCommandOutput,
  ListModelImportJobsCommandInput,
  ListModelImportJobsCommandOutput,
  ModelImportJobStatus,
} from '@aws-sdk/client-bedrock';
import type {Job, JobDetail} from '../core/domain/job.ts';
import type {JobPage, ListRequest} from '../core/domain/ports.ts';
import {plainJson, plainLines, plainText} from '../core/text/plain-text.ts';
import {isMembers, nextTokenOf, textOf, textsOf, timeOf, wasSlow} from './answer-members.ts';
import {problem} from './failures/problem.ts';

/** All eight inputs of the API. Absent ones, and an empty name, are not sent. */
export const toListInput = (request: ListRequest): ListModelImportJobsCommandInput => ({
  // The SDK sends any string. A status that the API adds later is missing from the SDK's type.
  statusEquals: request.status as ModelImportJobStatus | undefined,
  nameContains: request.name || undefined,
  creationTimeAfter: request.createdAfter === undefined ? undefined : new Date(request.createdAfter),
  creationTimeBefore: request.createdBefore === undefined ? undefined : new Date(request.createdBefore),
  sortBy: request.sortBy,
  sortOrder: request.order,
  maxResults: request.pageSize,
  nextToken: request.token,
});

const toJob = (value: unknown): Job => {
  const members = isMembers(value) ? value : {};
  const arn = textOf(members.jobArn);
  const name = textOf(members.jobName);
  const status = textOf(members.status);
  const createdAt = timeOf(members.creationTime);
  if (arn === undefined || name === undefined || status === undefined || createdAt === undefined) {
    const missing = Object.entries({jobArn: arn, jobName: name, status, creationTime: createdAt})
      .filter(([, member]) => member === undefined)
      .map(([member]) => member);
    throw problem('JobIncomplete', `it holds a job without ${missing.join(', ')}`);
  }
  return {
    arn,
    name,
    status,
    createdAt,
    modifiedAt: timeOf(members.lastModifiedTime),
    endedAt: timeOf(members.endTime),
    modelArn: textOf(members.importedModelArn),
    modelName: textOf(members.importedModelName),
  };
};

/** Throws if there is no list, if a job lacks a required member, or if the token is unusable or equals `sentToken`. */
export const toJobPage = (output: ListModelImportJobsCommandOutput, sentToken: string | undefined): JobPage => {
  const summaries: unknown = output.modelImportJobSummaries;
  if (!Array.isArray(summaries)) {
    throw problem('AnswerWithoutList', 'it has no list of jobs');
  }
  const nextToken = nextTokenOf(output.nextToken, sentToken);
  const isThrottled = wasSlow(output);
  return {jobs: summaries.map(toJob), nextToken, isThrottled};
};

/** Throws if the job lacks its ARN, name, status or creation time. Every other member may be missing. */
export const toJobDetail = (output: GetModelImportJobCommandOutput): JobDetail => {
  const {$metadata: _, ...response} = output;
  const {modelDataSource, failureMessage, vpcConfig} = response;
  return {
    ...toJob(response),
    failureMessage: typeof failureMessage === 'string' ? plainLines(failureMessage) || undefined : undefined,
    roleArn: textOf(response.roleArn),
    s3Uri: textOf(modelDataSource?.s3DataSource?.s3Uri),
    subnetIds: textsOf(vpcConfig?.subnetIds),
    securityGroupIds: textsOf(vpcConfig?.securityGroupIds),
    kmsKeyArn: textOf(response.importedModelKmsKeyArn),
    raw: plainJson(response),
  };
};

/** Returns `job` if it is the one that `identifier` (an ARN, its last part, or a name) asked for. Throws otherwise. */
export const requireJob = (job: JobDetail, identifier: string): JobDetail => {
  const asked = plainText(identifier);
  const isAsked = asked.startsWith('arn:') ? job.arn === asked : job.name === asked || job.arn.endsWith(`/${asked}`);
  if (isAsked) return job;
  throw problem('OtherJob', 'it describes a different job');
};
