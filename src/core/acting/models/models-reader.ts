/** The screen of models in sentences, for a screen reader: the selected model first. */

import type {Model} from '../../domain/model.ts';
import {MODELS} from '../../models/model-list.ts';
import {headerParts} from '../../screens/shared/header.ts';
import {SPOKEN_WIDTH} from '../../screens/shared/reader.ts';
import type {State} from '../../state/state.ts';
import {ageOf, countOf} from '../../text/format.ts';
import {isDeleted} from './model-lines.ts';
import {modelsOf, selectedModel} from './model-state.ts';
import {modelQueryLine, modelsRule} from './models-words.ts';

const modelSentence = (state: State, model: Model): string => {
  const list = modelsOf(state);
  const rows = list && MODELS.rowsOf(list);
  const place = rows ? `${countOf(rows.indexOf(model.arn) + 1)} of ${countOf(rows.count)}: ` : '';
  const parts = [
    model.name,
    model.architecture,
    isDeleted(state, model.arn) ? 'deleted' : undefined,
    `created ${ageOf(model.createdAt, state.clock)}`,
  ];
  return place + parts.filter(Boolean).join(', ');
};

/** A line each: the selected model, what has just happened or failed, the filters and how complete the list is, the connection. */
export const modelsReaderLines = (state: State): readonly string[] => {
  const model = selectedModel(state);
  const {left, right} = modelQueryLine(state, SPOKEN_WIDTH);
  return [
    model && modelSentence(state, model),
    modelsRule(state)?.text.replaceAll(' · ', ', '),
    `Models, ${left}, ${right}`,
    headerParts(state, SPOKEN_WIDTH).place,
  ]
    .filter(line => line !== undefined)
    .filter(line => line !== '');
};
