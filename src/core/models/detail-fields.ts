/** The fields of a model's detail, in their order. */
import type {Model, ModelDetail} from '../domain/model.ts';
import {momentOf, plural, zoneOf} from '../text/format.ts';

export interface ModelField {
  readonly label: string;
  readonly text: string | undefined;
}

/** In the API's word: whether Bedrock says that the model takes chat messages. */
const instructText = (isInstruct: boolean | undefined): string | undefined =>
  isInstruct === undefined ? undefined : isInstruct ? 'yes' : 'no';

const unitsText = ({unitsPerCopy, unitsVersion}: ModelDetail): string | undefined => {
  if (unitsPerCopy === undefined) return undefined;
  const version = unitsVersion === undefined ? '' : ` (${unitsVersion})`;
  return `${plural(unitsPerCopy, 'custom model unit')} per copy${version}`;
};

/** `model` comes from the list; `detail`, once it has arrived, from GetImportedModel. */
export const modelFields = (model: Model, detail: ModelDetail | undefined): readonly ModelField[] => [
  {label: 'Created', text: `${momentOf(model.createdAt)} ${zoneOf(model.createdAt)}`},
  {label: 'Architecture', text: model.architecture},
  {label: 'Instruct', text: instructText(model.isInstruct)},
  {label: 'Units', text: detail && unitsText(detail)},
  {label: 'Source', text: detail?.s3Uri},
  {label: 'Job', text: detail?.jobName},
  {label: 'Job ARN', text: detail?.jobArn},
  {label: 'Model ARN', text: model.arn},
  {label: 'KMS key', text: detail?.kmsKeyArn},
];
