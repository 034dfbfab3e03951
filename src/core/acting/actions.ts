/** What each action does, by table. */

import type {Action} from '../state/action.ts';
import type {Step} from '../state/message.ts';
import type {State} from '../state/state.ts';
import {step} from '../state/step.ts';
import {commandOf} from './command.ts';
import {deleteFormOpened} from './forms/delete-form.ts';
import {formEdited, formFocused, formSubmitted} from './forms/forms.ts';
import {modelFiltersOpened} from './forms/model-filters-form.ts';
import {confirmedOrWarned} from './imports/confirming.ts';
import {filesCheckAsked} from './imports/file-check.ts';
import {importAgainAsked, importOpened, withoutAgain} from './imports/opening.ts';
import {modelConsoleAsked, modelCopyAsked, modelCopyOpened} from './models/model-copies.ts';
import {
  jobModelOpened,
  modelJobOpened,
  modelNeighbourOpened,
  modelOpened,
  modelsOpened,
} from './models/model-opening.ts';
import {allModelsAsked} from './models/model-pages.ts';
import {
  modelOrderReversed,
  modelSearchEdited,
  modelSearchOpened,
  modelSearchSubmitted,
  modelsSorted,
} from './models/model-search.ts';
import {currentSubject, tagAddOpened, tagEditOpened, tagsOpened, untagOpened} from './tags/tags.ts';

type Handler<K extends Action['kind']> = (state: State, action: Extract<Action, {kind: K}>, at: number) => Step;

const deleteOpened = (state: State): Step => {
  const subject = currentSubject(state);
  return step(subject?.kind === 'model' ? deleteFormOpened(state, subject) : state);
};

const FORM_OPENED: Readonly<Record<Extract<Action, {kind: 'form-opened'}>['form'], (state: State) => Step>> = {
  'model-filters': state => step(modelFiltersOpened(state)),
  import: importOpened,
  tag: tagAddOpened,
  untag: untagOpened,
  'delete-model': deleteOpened,
};

const commandCopied = (state: State): Step => {
  const text = commandOf(state);
  return text === undefined ? step(state) : step(state, {kind: 'copy-text', name: 'AWS CLI command', text});
};

const ACTIONS: {readonly [K in Action['kind']]: Handler<K>} = {
  'models-opened': (state, _, at) => modelsOpened(state, at),
  'model-opened': state => modelOpened(state, false),
  'model-raw-opened': state => modelOpened(state, true),
  'model-neighbour-opened': (state, {by}, at) => modelNeighbourOpened(state, by, at),
  'model-search-opened': modelSearchOpened,
  'model-search-edited': (state, {text}) => modelSearchEdited(state, text),
  'model-search-submitted': (state, _, at) => modelSearchSubmitted(state, at),
  'model-order-reversed': (state, _, at) => modelOrderReversed(state, at),
  'models-sorted': modelsSorted,
  'all-models-asked': allModelsAsked,
  'model-job-opened': modelJobOpened,
  'job-model-opened': jobModelOpened,
  'model-copy-opened': modelCopyOpened,
  'model-copy-asked': (state, {copy}) => modelCopyAsked(state, copy),
  'model-console-asked': modelConsoleAsked,
  'tags-opened': state => step(tagsOpened(state)),
  'tag-edit-opened': tagEditOpened,
  'form-opened': (state, {form}) => FORM_OPENED[form](state),
  'form-edited': (state, {field, value}) => formEdited(state, field, value),
  'form-focused': (state, {by}, at) => formFocused(state, by, at),
  'form-submitted': (state, _, at) => formSubmitted(state, at),
  'command-copied': commandCopied,
  'import-again-opened': importAgainAsked,
  'files-check-asked': filesCheckAsked,
  'import-submitted': (state, {token}, at) => confirmedOrWarned(state, token, at),
  'quit-confirmed': state => step(state, {kind: 'exit'}),
};

export const act = (state: State, action: Action, at: number): Step => {
  const handle = ACTIONS[action.kind] as (state: State, action: Action, at: number) => Step;
  return handle(withoutAgain(state), action, at);
};
