/** Views of the models: which are loaded, which one is meant, and where each of them is. */
import {isModelArn, type Model, type ModelDetail} from '../../domain/model.ts';
import type {TargetId} from '../../domain/target.ts';
import {itemIn} from '../../list/feed.ts';
import type {Rows} from '../../list/rows.ts';
import {MODELS, type ModelList} from '../../models/model-list.ts';
import type {Asked} from '../../state/acting-state.ts';
import {openOverlay, overlayOf, targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';

export const modelsOf = ({acting}: State): ModelList | undefined => acting.models;

export const modelRows = (state: State): Rows<Model> | undefined => {
  const list = modelsOf(state);
  return list && MODELS.rowsOf(list);
};

export const selectedModel = (state: State): Model | undefined => {
  const rows = modelRows(state);
  return rows?.at(rows.indexOf(modelsOf(state)?.selected));
};

export const modelEntry = ({acting}: State, arn: string): Asked<ModelDetail> | undefined =>
  acting.modelDetails.get(arn);

/** A model as it is known best: from the list, or from its own detail. */
export const knownModel = (state: State, arn: string): Model | undefined => {
  for (const {feed} of modelsOf(state)?.slices.values() ?? []) {
    const model = itemIn(feed, arn);
    if (model) return model;
  }
  return modelEntry(state, arn)?.value;
};

/** The connection through which a model is known. */
export const targetOfModel = (state: State, arn: string): TargetId => {
  for (const [target, {feed}] of modelsOf(state)?.slices ?? []) if (itemIn(feed, arn)) return target;
  return targetOf(state, arn);
};

/** The ARN of the model that the screen is about. */
export const currentModelArn = (state: State): string | undefined => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'model-copy') return overlay.arn;
  if (overlay?.kind === 'detail' && isModelArn(overlay.arn)) return overlay.arn;
  if (overlay?.kind === 'models' || overlay?.kind === 'model-search') return selectedModel(state)?.arn;
  return undefined;
};

/** The screen of models is open, perhaps under others. */
export const isModelsOpen = (state: State): boolean => openOverlay(state, 'models') !== undefined;

/** Nothing but a line that is typed lies over it. */
export const isModelsOnTop = (state: State): boolean => {
  const kind = overlayOf(state)?.kind;
  return kind === 'models' || kind === 'model-search';
};
