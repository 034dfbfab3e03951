/** The columns of imported models. */
import {regionOf} from '../domain/job.ts';
import type {Model, ModelDetail} from '../domain/model.ts';
import type {Column} from '../list/columns.ts';
import {isoTime, momentOf} from '../text/format.ts';
import {fillMiddle} from '../text/wrap.ts';

/** A model, with the answer of GetImportedModel if there is one. */
export interface ModelRow {
  readonly model: Model;
  readonly detail?: ModelDetail | undefined;
  /** The profile through which it is seen, with several of them. */
  readonly profile?: string | undefined;
  /** If it is not that of the ARN that is meant: with several connections. */
  readonly region?: string | undefined;
}

export type ModelColumn = Column<ModelRow>;

const yesOrNo = (value: boolean | undefined): string => (value === undefined ? '' : String(value));

const NAME: ModelColumn = {
  id: 'modelName',
  short: 'name',
  title: 'MODEL',
  value: ({model}) => model.name,
  fit: fillMiddle,
  yields: 1,
};
const ARCHITECTURE: ModelColumn = {
  id: 'modelArchitecture',
  short: 'architecture',
  title: 'ARCHITECTURE',
  value: ({model}) => model.architecture ?? '',
};
const INSTRUCT: ModelColumn = {
  id: 'instructSupported',
  short: 'instruct',
  title: 'INSTRUCT',
  value: ({model}) => yesOrNo(model.isInstruct),
  text: ({model}) => (model.isInstruct === undefined ? '' : model.isInstruct ? 'yes' : 'no'),
};
const CREATED: ModelColumn = {
  id: 'creationTime',
  short: 'created',
  title: 'CREATED',
  value: ({model}) => isoTime(model.createdAt),
  text: ({model}) => momentOf(model.createdAt),
  isTime: true,
};
const ARN: ModelColumn = {id: 'modelArn', short: 'arn', title: 'MODEL ARN', value: ({model}) => model.arn};
const PROFILE: ModelColumn = {
  id: 'profile',
  short: 'profile',
  title: 'PROFILE',
  value: ({profile = ''}) => profile,
};
const REGION: ModelColumn = {
  id: 'region',
  short: 'region',
  title: 'REGION',
  value: ({model, region}) => region ?? regionOf(model.arn),
};

/** The columns that --columns of models accepts, in the order of its help. */
export const MODEL_COLUMNS: readonly ModelColumn[] = [NAME, ARCHITECTURE, INSTRUCT, CREATED, ARN, PROFILE, REGION];

export const DEFAULT_MODEL_COLUMNS: readonly ModelColumn[] = [NAME, ARCHITECTURE, INSTRUCT, CREATED];

/** What `models` leaves out on a narrow terminal, first to last. */
export const DISPENSABLE_MODEL_COLUMNS: readonly ModelColumn[] = [INSTRUCT, ARCHITECTURE];

/** With several connections, each row says which one it is from. */
export const withModelPlaces = (columns: readonly ModelColumn[]): readonly ModelColumn[] => [
  PROFILE,
  REGION,
  ...columns,
];

export const isModelProfileColumn = ({id}: ModelColumn): boolean => id === PROFILE.id;

const inDetail = (id: string, read: (detail: ModelDetail) => string | undefined): ModelColumn => ({
  id,
  short: id,
  title: id,
  value: ({detail}) => (detail && read(detail)) ?? '',
});

/** Every field of GetImportedModel, in the API's order. */
export const MODEL_DETAIL_COLUMNS: readonly ModelColumn[] = [
  ARN,
  NAME,
  inDetail('jobName', ({jobName}) => jobName),
  inDetail('jobArn', ({jobArn}) => jobArn),
  inDetail('s3Uri', ({s3Uri}) => s3Uri),
  CREATED,
  ARCHITECTURE,
  inDetail('modelKmsKeyArn', ({kmsKeyArn}) => kmsKeyArn),
  INSTRUCT,
  inDetail('customModelUnitsPerModelCopy', ({unitsPerCopy}) => unitsPerCopy?.toString()),
  inDetail('customModelUnitsVersion', ({unitsVersion}) => unitsVersion),
];
