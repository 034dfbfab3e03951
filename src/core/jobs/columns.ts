/** The columns of jobs: one table for the screen, for `list` and for `get`. */
import {type Job, type JobDetail, regionOf, tookText} from '../domain/job.ts';
import {type Column, GAP, type ScreenColumn, type Sharing, type ShownColumn, shownColumns} from '../list/columns.ts';
import {ageOf, isoTime, momentOf} from '../text/format.ts';
import {fill, fillMiddle, type WidthOf} from '../text/wrap.ts';

/** A job, with the answer of GetModelImportJob if there is one. */
export interface JobRow {
  readonly job: Job;
  readonly detail?: JobDetail | undefined;
  /** How long a running job may still take, in a few columns. */
  readonly left?: string | undefined;
  /** The profile through which it is seen, with several of them. */
  readonly profile?: string | undefined;
  /** If it is not that of the ARN that is meant: with several connections. */
  readonly region?: string | undefined;
}

export type JobColumn = Column<JobRow>;

const iso = (at: number | undefined): string => (at === undefined ? '' : isoTime(at));
const local = (at: number | undefined): string => (at === undefined ? '' : momentOf(at));

/** Whole seconds, as durationOf counts them. */
const seconds = ({createdAt, endedAt}: Job): string =>
  endedAt === undefined ? '' : String(Math.max(0, Math.floor((endedAt - createdAt) / 1000)));

const STATUS: JobColumn = {id: 'status', short: 'status', title: 'STATUS', value: ({job}) => job.status};
const NAME: JobColumn = {
  id: 'jobName',
  short: 'name',
  title: 'JOB',
  value: ({job}) => job.name,
  fit: fillMiddle,
  yields: 1,
};
const MODEL: JobColumn = {
  id: 'importedModelName',
  short: 'model',
  title: 'MODEL',
  value: ({job}) => job.modelName ?? '',
  fit: fillMiddle,
  yields: 2,
};
const CREATED: JobColumn = {
  id: 'creationTime',
  short: 'created',
  title: 'CREATED',
  value: ({job}) => iso(job.createdAt),
  text: ({job}) => local(job.createdAt),
  isTime: true,
};
const TOOK: JobColumn = {
  id: 'tookSeconds',
  short: 'took',
  title: 'TOOK',
  value: ({job}) => seconds(job),
  text: ({job}, now) => tookText(job, now),
  isRight: true,
};
const ENDED: JobColumn = {
  id: 'endTime',
  short: 'ended',
  title: 'ENDED',
  value: ({job}) => iso(job.endedAt),
  text: ({job}) => local(job.endedAt),
  isTime: true,
};
const MODIFIED: JobColumn = {
  id: 'lastModifiedTime',
  short: 'modified',
  title: 'MODIFIED',
  value: ({job}) => iso(job.modifiedAt),
  text: ({job}) => local(job.modifiedAt),
  isTime: true,
};
const ARN: JobColumn = {id: 'jobArn', short: 'arn', title: 'JOB ARN', value: ({job}) => job.arn};
const MODEL_ARN: JobColumn = {
  id: 'importedModelArn',
  short: 'model-arn',
  title: 'MODEL ARN',
  value: ({job}) => job.modelArn ?? '',
};
const FAILURE: JobColumn = {
  id: 'failureMessage',
  short: 'failure',
  title: 'FAILURE',
  value: ({detail}) => detail?.failureMessage ?? '',
  yields: 3,
};

const PROFILE: JobColumn = {id: 'profile', short: 'profile', title: 'PROFILE', value: ({profile = ''}) => profile};
const REGION: JobColumn = {
  id: 'region',
  short: 'region',
  title: 'REGION',
  value: ({job, region}) => region ?? regionOf(job.arn),
};

/** The columns that --columns of list accepts, in the order of its help. */
export const LIST_COLUMNS: readonly JobColumn[] = [
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
  PROFILE,
  REGION,
];

export const DEFAULT_COLUMNS: readonly JobColumn[] = [STATUS, NAME, MODEL, CREATED, TOOK];

/** With several connections, each row says which one it is from. */
export const withPlaceColumns = ([first, ...others]: readonly JobColumn[]): readonly JobColumn[] =>
  first === undefined ? [] : [first, PROFILE, REGION, ...others];

/** Columns that a printed table without room leaves out, in this order, unless they were asked for by name. */
export const DISPENSABLE: readonly JobColumn[] = [MODEL, CREATED, TOOK];

export const isFailureColumn = ({id}: JobColumn): boolean => id === FAILURE.id;
export const isProfileColumn = ({id}: JobColumn): boolean => id === PROFILE.id;
export const isStatusColumn = ({id}: JobColumn): boolean => id === STATUS.id;

export const withFailureColumn = (columns: readonly JobColumn[]): readonly JobColumn[] =>
  columns.includes(FAILURE) ? columns : [...columns, FAILURE];

const inDetail = (id: string, read: (detail: JobDetail) => string | undefined): JobColumn => ({
  id,
  short: id,
  title: id,
  value: ({detail}) => (detail && read(detail)) ?? '',
});

/** Every field of GetModelImportJob, in the API's order; the members of a list are separated by spaces. */
export const DETAIL_COLUMNS: readonly JobColumn[] = [
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

/** S3 URIs and ARNs, without the full stop or the quote after them. */
const ADDRESS = /(?:s3:\/\/|arn:aws[a-z-]*:)[^\s'"”’<>()[\],;]*[^\s'"”’<>()[\],;.:]/gi;

/** A reason that does not fit loses its addresses first, so that the words that differ are seen. */
const fitReason = (text: string, width: number, widthOf: WidthOf): string =>
  fill(widthOf(text) <= width ? text : text.replace(ADDRESS, '…'), width, widthOf);

/** Why the job failed, in one line; an ellipsis until that is known. */
const whyText = ({job, detail}: JobRow): string => {
  if (detail) return (detail.failureMessage ?? '').replace(/\s*\n\s*/g, ' ');
  return job.status === 'Failed' ? '…' : '';
};

/** The list gives no room of the names to it. */
const LEFT: ScreenColumn<JobRow> = {
  id: 'left',
  short: 'left',
  title: 'LEFT',
  value: ({left = ''}) => left,
  width: 10,
  from: 116,
};

/** Whether the jobs on the screen differ in their profile or region. */
export interface Places {
  readonly hasProfiles: boolean;
  readonly hasRegions: boolean;
}

export const ONE_PLACE: Places = {hasProfiles: false, hasRegions: false};

/** As long as the longest name of a region. */
const PLACE_WIDTH = 14;
const PLACE_COLUMNS = {
  hasProfiles: {...PROFILE, width: PLACE_WIDTH, from: 92},
  hasRegions: {...REGION, width: PLACE_WIDTH, from: 74},
} as const satisfies Record<keyof Places, ScreenColumn<JobRow>>;

const PLACE_KEYS = Object.keys(PLACE_COLUMNS) as readonly (keyof Places)[];

const withPlaces = (columns: readonly ScreenColumn<JobRow>[], places: Places): readonly ScreenColumn<JobRow>[] => {
  const [status, ...others] = columns;
  const added = PLACE_KEYS.filter(key => places[key]).map(key => PLACE_COLUMNS[key]);
  return status === undefined || added.length === 0 ? columns : [status, ...added, ...others];
};

/** The columns of the screen, in their order. */
const SCREEN_COLUMNS: readonly ScreenColumn<JobRow>[] = [
  {...STATUS, width: 10},
  NAME,
  MODEL,
  {...FAILURE, title: 'WHY', text: whyText, fit: fitReason},
  {...CREATED, text: ({job}, now) => ageOf(job.createdAt, now), width: 11, from: 70},
  {...TOOK, width: 7, from: 46},
  LEFT,
];

const ENDED_COLUMNS = SCREEN_COLUMNS.filter(({id}) => id !== LEFT.id);

/** As long as a job's name can be. */
const NAME_MAX = 63;
/** In less room, the name has all of it. */
const TWO_FROM = 60;
/** More room than a list without a pane beside it ever has, so that the reason does not disappear as the window grows. */
const THREE_FROM = 123;

const sharing =
  (isFailedOnly: boolean): Sharing =>
  room => {
    if (room < TWO_FROM) return {[NAME.id]: room};
    if (isFailedOnly) {
      const name = Math.min(NAME_MAX, Math.max(26, Math.round(room * 0.4)));
      return {[NAME.id]: name, [FAILURE.id]: room - name - GAP};
    }
    if (room < THREE_FROM) {
      const name = Math.round((room - GAP) * 0.56);
      return {[NAME.id]: name, [MODEL.id]: room - name - GAP};
    }
    const name = Math.min(NAME_MAX, Math.round(room * 0.34));
    const model = Math.min(NAME_MAX, Math.round(room * 0.26));
    return {[NAME.id]: name, [MODEL.id]: model, [FAILURE.id]: room - name - model - 2 * GAP};
  };

/** The columns of the list for its width. `isFailedOnly`: no row has a model, so the reason takes that place. */
export const jobColumns = (
  listWidth: number,
  isFailedOnly: boolean,
  places = ONE_PLACE,
): readonly ShownColumn<JobRow>[] =>
  shownColumns(withPlaces(isFailedOnly ? ENDED_COLUMNS : SCREEN_COLUMNS, places), listWidth, sharing(isFailedOnly));

/** With a pane beside it, the list keeps its columns of times, and the reason if only failed jobs are listed. */
export const minListWidth = (isFailedOnly: boolean, places = ONE_PLACE): number =>
  (isFailedOnly ? 97 : 70) + PLACE_KEYS.filter(key => places[key]).length * (PLACE_WIDTH + GAP);
