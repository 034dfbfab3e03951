/** The fields of a job's detail, in their order; the command `get` prints them, too. */
import {isRunning, type Job, type JobDetail, tookMs} from '../domain/job.ts';
import {dateOf, durationOf, momentOf, timeOf, zoneOf} from '../text/format.ts';

/** Columns of a label. */
export const LABEL_WIDTH = 10;

export type Tone = 'failure' | 'quiet' | undefined;

export interface DetailField {
  readonly label: string;
  readonly text: string | undefined;
  readonly tone?: Tone;
}

/** The zone stands once, at the first time; a later one has its own if the clocks were changed in between. */
const createdText = ({createdAt}: Job): string => `${momentOf(createdAt)} ${zoneOf(createdAt)}`;

/** A time of `job` after its creation. */
export const laterText = ({createdAt}: Job, at: number): string =>
  zoneOf(at) === zoneOf(createdAt) ? momentOf(at) : `${momentOf(at)} ${zoneOf(at)}`;

const endText = (job: Job): string | undefined => {
  const {createdAt, endedAt} = job;
  if (endedAt === undefined) return undefined;
  const isSameDay = dateOf(endedAt) === dateOf(createdAt) && zoneOf(endedAt) === zoneOf(createdAt);
  return isSameDay ? timeOf(endedAt) : laterText(job, endedAt);
};

/** When it was created, when it ended and how long it took, in one line if there is room. */
const timeFields = (job: Job, now: number, width: number): readonly DetailField[] => {
  const took = tookMs(job, now);
  const created = createdText(job);
  const ended = endText(job);
  const length = took === undefined ? undefined : durationOf(took);
  const lengthText = length && `${isRunning(job) ? 'running for' : 'took'} ${length}`;
  const line = [created, ended && `ended ${ended}`, lengthText].filter(Boolean).join('   ');
  if (width >= 74 && line.length <= width - 2 - LABEL_WIDTH) return [{label: 'Created', text: line}];
  return [
    {label: 'Created', text: created},
    {label: 'Ended', text: ended},
    isRunning(job) ? {label: 'Running', text: length && `for ${length}`} : {label: 'Took', text: length},
  ];
};

/**
 * `job` comes from the list; `detail`, once it has arrived, from GetModelImportJob. Fields that few jobs have come last, so that
 * nothing moves when they arrive. `left`: how long a running job may still take; `tags`: in words.
 */
export const detailFields = (
  job: Job,
  detail: JobDetail | undefined,
  {now, width, left, tags}: {now: number; width: number; left?: string | undefined; tags?: string | undefined},
): readonly DetailField[] => [
  {label: 'Why', text: detail?.failureMessage, tone: 'failure'},
  {label: 'Source', text: detail?.s3Uri},
  ...timeFields(job, now, width),
  {label: 'Left', text: left},
  {label: 'Model', text: job.modelName},
  {label: 'Role', text: detail?.roleArn},
  {label: 'Job ARN', text: job.arn},
  {label: 'Model ARN', text: job.modelArn},
  {label: 'Modified', text: job.modifiedAt === undefined ? undefined : laterText(job, job.modifiedAt)},
  {label: 'KMS key', text: detail?.kmsKeyArn},
  {label: 'Subnets', text: detail?.subnetIds.join(' ') || undefined},
  {label: 'Groups', text: detail?.securityGroupIds.join(' ') || undefined},
  {label: 'Tags', text: tags},
];
