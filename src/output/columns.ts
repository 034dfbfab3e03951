/** The columns of printed jobs: the API's member names, the text in a table, and the value in CSV and TSV. */
import {momentOf} from '../core/format.ts';
import type {Job, JobDetail} from '../core/job.ts';
import {tookText} from '../core/row-text.ts';
import {isoTime} from './shape.ts';

/** A job, with the answer of GetModelImportJob if it was asked for. */
export interface JobRow {
  readonly job: Job;
  readonly detail?: JobDetail | undefined;
}

export interface Column {
  /** The API's member name, if there is one. It is the header in CSV and TSV. */
  readonly id: string;
  /** What --columns also takes. */
  readonly short: string;
  readonly title: string;
  /** For machines: ISO 8601 times, whole seconds, the empty text if there is nothing. */
  value(row: JobRow): string;
  /** For people, if it differs from the value: local times, durations. `now` in ms since the epoch. */
  text?(row: JobRow, now: number): string;
  readonly isRight?: true;
  /** Its text is a local time. */
  readonly isTime?: true;
  /** Columns with a number shrink if the table is too wide, the highest number first. */
  readonly yields?: number;
}

const iso = (at: number | undefined): string => (at === undefined ? '' : isoTime(at));
const local = (at: number | undefined): string => (at === undefined ? '' : momentOf(at));

/** Whole seconds, as durationOf counts them. */
const seconds = ({createdAt, endedAt}: Job): string =>
  endedAt === undefined ? '' : String(Math.max(0, Math.floor((endedAt - createdAt) / 1000)));

const STATUS: Column = {id: 'status', short: 'status', title: 'STATUS', value: ({job}) => job.status};
const NAME: Column = {id: 'jobName', short: 'name', title: 'JOB', value: ({job}) => job.name, yields: 1};
const MODEL: Column = {
  id: 'importedModelName',
  short: 'model',
  title: 'MODEL',
  value: ({job}) => job.modelName ?? '',
  yields: 2,
};
const CREATED: Column = {
  id: 'creationTime',
  short: 'created',
  title: 'CREATED',
  value: ({job}) => iso(job.createdAt),
  text: ({job}) => local(job.createdAt),
  isTime: true,
};
const TOOK: Column = {
  id: 'tookSeconds',
  short: 'took',
  title: 'TOOK',
  value: ({job}) => seconds(job),
  text: ({job}, now) => tookText(job, now),
  isRight: true,
};
const ENDED: Column = {
  id: 'endTime',
  short: 'ended',
  title: 'ENDED',
  value: ({job}) => iso(job.endedAt),
  text: ({job}) => local(job.endedAt),
  isTime: true,
};
const MODIFIED: Column = {
  id: 'lastModifiedTime',
  short: 'modified',
  title: 'MODIFIED',
  value: ({job}) => iso(job.modifiedAt),
  text: ({job}) => local(job.modifiedAt),
  isTime: true,
};
const ARN: Column = {id: 'jobArn', short: 'arn', title: 'JOB ARN', value: ({job}) => job.arn};
const MODEL_ARN: Column = {
  id: 'importedModelArn',
  short: 'model-arn',
  title: 'MODEL ARN',
  value: ({job}) => job.modelArn ?? '',
};
const FAILURE: Column = {
  id: 'failureMessage',
  short: 'failure',
  title: 'FAILURE',
  value: ({detail}) => detail?.failureMessage ?? '',
  yields: 3,
};

/** The columns that --columns of list accepts. */
export const LIST_COLUMNS: readonly Column[] = [
  STATUS,
  NAME,
  MODEL,
  CREATED,
  TOOK,
  ENDED,
  MODIFIED,
  ARN,
  MODEL_ARN,
  FAILURE,
];

export const USUAL_COLUMNS: readonly Column[] = [STATUS, NAME, MODEL, CREATED, TOOK];

/** Columns that a table without room leaves out, in this order, unless they were asked for by name. */
export const DISPENSABLE: readonly Column[] = [MODEL, CREATED, TOOK];

export const isFailureColumn = (column: Column): boolean => column === FAILURE;
export const isStatusColumn = (column: Column): boolean => column === STATUS;

export const withFailureColumn = (columns: readonly Column[]): readonly Column[] =>
  columns.includes(FAILURE) ? columns : [...columns, FAILURE];

const inDetail = (id: string, read: (detail: JobDetail) => string | undefined): Column => ({
  id,
  short: id,
  title: id,
  value: ({detail}) => (detail && read(detail)) ?? '',
});

/** Every field of GetModelImportJob, in the API's order; the members of a list are separated by spaces. */
export const DETAIL_COLUMNS: readonly Column[] = [
  ARN,
  NAME,
  MODEL,
  MODEL_ARN,
  inDetail('roleArn', ({roleArn}) => roleArn),
  inDetail('s3Uri', ({s3Uri}) => s3Uri),
  STATUS,
  FAILURE,
  CREATED,
  MODIFIED,
  ENDED,
  TOOK,
  inDetail('subnetIds', ({subnetIds}) => subnetIds.join(' ')),
  inDetail('securityGroupIds', ({securityGroupIds}) => securityGroupIds.join(' ')),
  inDetail('importedModelKmsKeyArn', ({kmsKeyArn}) => kmsKeyArn),
];
