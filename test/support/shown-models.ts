/** What the screen of models shows, as names. */
import {modelRows, selectedModel} from '../../src/core/acting/models/model-state.ts';
import type {State} from '../../src/core/state/state.ts';

export const modelsIn = (state: State): readonly string[] => (modelRows(state)?.items ?? []).map(({name}) => name);

export const selectedIn = (state: State): string | undefined => selectedModel(state)?.name;
