/** The list of imported models: what the list room has to know of models and their query. */
import {type Model, modelSummaryOf} from '../domain/model.ts';
import {type ModelQuery, matchesModel} from '../domain/model-query.ts';
import {PAGE_SIZE} from '../domain/query.ts';
import type {List} from '../list/list.ts';
import {listKind} from '../list/rows.ts';
import type {ListStep} from '../list/step.ts';

type ModelSort = 'name';
export type ModelList = List<Model, ModelQuery, ModelSort>;
export type ModelListStep = ListStep<Model, ModelQuery, ModelSort>;

const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export const MODELS = listKind<Model, ModelQuery, ModelSort>({
  // A model never changes, and the list tells all that it ever tells.
  newerOf: (_, received) => modelSummaryOf(received),
  groupOf: ({architecture = ''}) => architecture,
  matches: matchesModel,
  textOf: ({name, architecture = '', arn}) => `${name} ${architecture} ${idOf(arn)}`,
  pageSize: PAGE_SIZE,
  compare: {name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)},
});
