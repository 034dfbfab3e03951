/** ListImportedModels, GetImportedModel and DeleteImportedModel. */
import type {JobRecord} from '../world/job-record.ts';
import {deleteModel, findModel} from '../world/world-state.ts';
import {MODEL_IDENTIFIER, MODEL_NAME, requiredText} from './constraint.ts';
import {listPage} from './list-input.ts';
import type {Call, Operation} from './operation.ts';
import {answer, invalid, type Reply, refusal} from './reply.ts';
import {modelDetail, modelSummary} from './responses.ts';

export const listImportedModels: Operation = ({world, query}) =>
  listPage(query, {
    world,
    rules: {operation: 'ListImportedModels', nameRule: MODEL_NAME, hasStatus: false},
    list: () => world.models,
    nameOf: job => job.modelName,
    member: 'modelSummaries',
    summary: modelSummary,
  });

const withModel = ({world, identifier}: Call, act: (job: JobRecord) => Reply): Reply => {
  const violations = requiredText('modelIdentifier', identifier, MODEL_IDENTIFIER);
  if (violations.length > 0) return invalid(violations);
  const job = findModel(world, identifier);
  return job ? act(job) : refusal('ResourceNotFoundException', `The imported model ${identifier} was not found.`);
};

export const getImportedModel: Operation = call => withModel(call, job => answer(modelDetail(job)));

export const deleteImportedModel: Operation = call =>
  withModel(call, job => {
    deleteModel(call.world, job);
    return answer();
  });
