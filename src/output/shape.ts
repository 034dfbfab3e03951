/** Jobs and models in the API's own shapes: its member names, ISO 8601 times, absent members left out. */
import type {Job} from '../core/domain/job.ts';
import type {JobRow} from '../core/jobs/columns.ts';
import type {ModelRow} from '../core/models/columns.ts';
import {isoTime} from '../core/text/format.ts';

/** A member of `modelImportJobSummaries`; `failureMessage` only if it was asked for, because the API's list has none. */
export interface JobSummary {
  readonly jobArn: string;
  readonly jobName: string;
  readonly status: string;
  readonly lastModifiedTime?: string;
  readonly creationTime: string;
  readonly endTime?: string;
  readonly importedModelArn?: string;
  readonly importedModelName?: string;
  readonly failureMessage?: string;
  /** With several connections, through which one the job is seen. */
  readonly profile?: string;
  readonly region?: string;
}

interface JobList {
  readonly modelImportJobSummaries: readonly JobSummary[];
  /** The token of the next page, if the list was not read to its end. */
  readonly nextToken?: string;
}

const present = <T extends object>(members: {readonly [K in keyof T]: T[K] | undefined}): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

const isoOrNone = (at: number | undefined): string | undefined => (at === undefined ? undefined : isoTime(at));

export const summaryShape = (job: Job, failureMessage?: string): JobSummary =>
  present<JobSummary>({
    jobArn: job.arn,
    jobName: job.name,
    status: job.status,
    lastModifiedTime: isoOrNone(job.modifiedAt),
    creationTime: isoTime(job.createdAt),
    endTime: isoOrNone(job.endedAt),
    importedModelArn: job.modelArn,
    importedModelName: job.modelName,
    failureMessage,
  });

type Place = Pick<JobRow, 'profile' | 'region'>;

/** The same with the connection through which the job is seen. */
export const placedShape = (summary: JobSummary, {profile, region}: Place): JobSummary => ({
  ...summary,
  ...present<Pick<JobSummary, 'profile' | 'region'>>({profile, region}),
});

export const rowShape = ({job, detail, ...place}: JobRow): JobSummary =>
  placedShape(summaryShape(job, detail?.failureMessage), place);

export const listShape = (jobs: readonly JobSummary[], nextToken: string | undefined): JobList =>
  present<JobList>({modelImportJobSummaries: jobs, nextToken});

/** A member of `modelSummaries`. */
export interface ModelSummary {
  readonly modelArn: string;
  readonly modelName: string;
  readonly creationTime: string;
  readonly instructSupported?: boolean;
  readonly modelArchitecture?: string;
  /** With several connections, through which one the model is seen. */
  readonly profile?: string;
  readonly region?: string;
}

interface ModelList {
  readonly modelSummaries: readonly ModelSummary[];
  readonly nextToken?: string;
}

export const modelRowShape = ({model, profile, region}: ModelRow): ModelSummary =>
  present<ModelSummary>({
    modelArn: model.arn,
    modelName: model.name,
    creationTime: isoTime(model.createdAt),
    instructSupported: model.isInstruct,
    modelArchitecture: model.architecture,
    profile,
    region,
  });

export const modelListShape = (models: readonly ModelSummary[], nextToken: string | undefined): ModelList =>
  present<ModelList>({modelSummaries: models, nextToken});

/** The job in the shape of GetModelImportJob. A model, likewise, in that of GetImportedModel. */
export const detailShape = ({raw}: {readonly raw: string}): unknown => JSON.parse(raw);
