/** The screen of models in sentences, for a screen reader: the selected model first, and nothing that changes each second. */
import type {Model} from '../../domain/model.ts';
import {MODELS} from '../../models/model-list.ts';
import {headerParts} from '../../screens/shared/header.ts';
import {layout} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {ageOf, countOf} from '../../text/format.ts';
import {isDeleted} from './model-lines.ts';
import {modelsOf, selectedModel} from './model-state.ts';
import {modelQueryLine, modelsRule} from './models-words.ts';

/** Wider than any sentence: what is spoken is never cut. */
const WIDE = 10_000;

const modelSentence = (state: State, model: Model): string => {
  const list = modelsOf(state);
  const rows = list && MODELS.rowsOf(list);
  const place = `${countOf((rows?.indexOf(model.arn) ?? 0) + 1)} of ${countOf(rows?.count ?? 0)}`;
  const parts = [
    model.name,
    isDeleted(state, model.arn) ? 'deleted' : undefined,
    model.architecture && `architecture ${model.architecture}`,
    `created ${ageOf(model.createdAt, state.clock)}`,
  ];
  return `${place}: ${parts.filter(Boolean).join(', ')}`;
};

/** A line each: the selected model, what has just happened or failed, the filters and how complete the list is, the connection. */
export const spokenModelLines = (state: State): readonly string[] => {
  const model = selectedModel(state);
  const wide: State = {...state, window: {kind: 'terminal', columns: WIDE, rows: layout(state).rows}};
  const {left, right} = modelQueryLine(wide, WIDE);
  return [
    model && modelSentence(state, model),
    modelsRule(wide)?.text.replaceAll(' · ', ', '),
    `Models, ${left}, ${right}`,
    headerParts(wide, WIDE).place,
  ].filter(line => line !== undefined);
};
