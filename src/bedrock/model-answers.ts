/** Turns the SDK's answers about imported models and tags into domain values, as answers.ts does for jobs. */
import type {
  GetImportedModelCommandOutput,
  ListImportedModelsCommandInput,
  ListImportedModelsCommandOutput,
} from '@aws-sdk/client-bedrock';
import type {Model, ModelDetail} from '../core/domain/model.ts';
import type {ModelListRequest} from '../core/domain/model-query.ts';
import type {ModelPage} from '../core/domain/ports.ts';
import type {Tag} from '../core/domain/tag.ts';
import {plainJson, plainText} from '../core/text/plain-text.ts';
import {isMembers, nextTokenOf, textOf, timeOf, wasSlow} from './answer-members.ts';
import {toListInput} from './answers.ts';
import {problem} from './failures/problem.ts';

/** All seven inputs of the API. */
export const toModelListInput = (request: ModelListRequest): ListImportedModelsCommandInput => {
  const {statusEquals: _, ...input} = toListInput(request);
  return input;
};

const toModel = (value: unknown): Model => {
  const members = isMembers(value) ? value : {};
  const arn = textOf(members.modelArn);
  const name = textOf(members.modelName);
  const createdAt = timeOf(members.creationTime);
  if (arn === undefined || name === undefined || createdAt === undefined) {
    const missing = Object.entries({modelArn: arn, modelName: name, creationTime: createdAt})
      .filter(([, member]) => member === undefined)
      .map(([member]) => member);
    throw problem('ModelIncomplete', `it holds a model without ${missing.join(', ')}`);
  }
  const {instructSupported} = members;
  return {
    arn,
    name,
    createdAt,
    isInstruct: typeof instructSupported === 'boolean' ? instructSupported : undefined,
    architecture: textOf(members.modelArchitecture),
  };
};

/** Throws if there is no list, if a model lacks a required member, or if the token is unusable or equals `sentToken`. */
export const toModelPage = (output: ListImportedModelsCommandOutput, sentToken: string | undefined): ModelPage => {
  const summaries: unknown = output.modelSummaries;
  if (!Array.isArray(summaries)) throw problem('AnswerWithoutList', 'it has no list of models');
  return {
    nextToken: nextTokenOf(output.nextToken, sentToken),
    models: summaries.map(toModel),
    isThrottled: wasSlow(output),
  };
};

/** Throws if the model lacks its ARN, name or creation time. Every other member may be missing. */
export const toModelDetail = (output: GetImportedModelCommandOutput): ModelDetail => {
  const {$metadata: _, ...response} = output;
  const units: unknown = response.customModelUnits?.customModelUnitsPerModelCopy;
  return {
    ...toModel(response),
    jobName: textOf(response.jobName),
    jobArn: textOf(response.jobArn),
    s3Uri: textOf(response.modelDataSource?.s3DataSource?.s3Uri),
    kmsKeyArn: textOf(response.modelKmsKeyArn),
    unitsPerCopy: typeof units === 'number' && Number.isFinite(units) ? units : undefined,
    unitsVersion: textOf(response.customModelUnits?.customModelUnitsVersion),
    raw: plainJson(response),
  };
};

/** Returns `model` if it is the one that `identifier` (an ARN, its last part, or a name) asked for. Throws otherwise. */
export const requireModel = (model: ModelDetail, identifier: string): ModelDetail => {
  const asked = plainText(identifier);
  const isAsked = asked.startsWith('arn:')
    ? model.arn === asked
    : model.name === asked || model.arn.endsWith(`/${asked}`);
  if (isAsked) return model;
  throw problem('OtherModel', 'it describes a different model');
};

/** The tags of an answer, in its order. One without a key is left out. Throws if there is no list. */
export const toTags = (value: unknown): readonly Tag[] => {
  if (!Array.isArray(value)) throw problem('AnswerWithoutList', 'it has no list of tags');
  return value.flatMap(element => {
    const members = isMembers(element) ? element : {};
    const key = textOf(members.key);
    return key === undefined ? [] : [{key, value: textOf(members.value) ?? ''}];
  });
};
