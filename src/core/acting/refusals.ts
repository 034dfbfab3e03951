/** Why a command of this part cannot be done now, in one clause. */
import {isAnswered, isComplete, isFailing} from '../list/list.ts';
import {currentArn} from '../screens/rows.ts';
import {maxScroll} from '../screens/scroll.ts';
import {readOnlyRefusal as readOnly} from '../screens/shared/read-only-refusal.ts';
import type {ModelCopyId} from '../state/action.ts';
import {isAnyConnected, knownJob, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {commandOf} from './command.ts';
import {noChange} from './forms/change.ts';
import {formOf, rulesOf} from './forms/forms.ts';
import {isChecking} from './imports/listed-checks.ts';
import {isUnderWay} from './imports/submitting.ts';
import {MODEL_COPY_IDS, modelCopyText, selectedModelCopy} from './models/model-copies.ts';
import {isDeleted} from './models/model-lines.ts';
import {noJobOfModel, noModelOfJob, noNeighbour} from './models/model-opening.ts';
import {currentModelArn, modelsOf} from './models/model-state.ts';
import {hasMore} from './models/models-words.ts';
import {currentSubject, noTag, tagsOf, tagsOverlay} from './tags/tags.ts';

type Refusal = (state: State) => string | undefined;

/** A form can be open all the same: keys that were pressed before this part was loaded are not refused. */
const readOnlyForm: Refusal = state => {
  const form = formOf(state);
  return form && rulesOf(form).command ? readOnly(state) : undefined;
};

const noModel: Refusal = state => (currentModelArn(state) === undefined ? 'no model selected' : undefined);

const notConnected: Refusal = state => (isAnyConnected(state) ? undefined : 'not connected to AWS yet');

const firstOf =
  (...refusals: readonly Refusal[]): Refusal =>
  state => {
    for (const refusal of refusals) {
      const reason = refusal(state);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };

const noCopy =
  (id: ModelCopyId): Refusal =>
  state => {
    const text = modelCopyText(state, id);
    return text.ok ? undefined : text.reason;
  };

const gone: Refusal = state =>
  isDeleted(state, currentModelArn(state) ?? '') ? 'the model is already deleted' : undefined;

const allLoaded: Refusal = state => {
  const list = modelsOf(state);
  if (!list || !isAnswered(list)) return 'the first page has not arrived yet';
  if (!isComplete(list) || hasMore(list)) return undefined;
  const isOneMissing = [...list.slices.values()].some(isFailing);
  return isOneMissing ? 'all models of the connections that answer are loaded' : 'all matching models are loaded';
};

const noAgain: Refusal = state => {
  if (state.acting.submission && isUnderWay(state)) return 'another import is being submitted';
  const arn = currentArn(state);
  return arn !== undefined && knownJob(state, arn) ? undefined : 'no job selected';
};

const noTags: Refusal = state => {
  const overlay = tagsOverlay(state);
  return overlay && tagsOf(state, overlay) ? undefined : 'the tags are not known';
};

/** In a low window, what would be sent is not in view at once. */
const isCommandBelow: (state: State) => boolean = state => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'review' || state.acting.submission?.phase.kind !== 'review') return false;
  return overlay.scroll < (maxScroll(state) ?? 0);
};

const noSubmission: Refusal = state => {
  const {submission} = state.acting;
  if (submission && isChecking(state, submission)) return 'still checking: look at what the checks say first';
  if (isCommandBelow(state)) return 'scroll down to the command first';
  const phase = state.acting.submission?.phase.kind;
  return phase === 'review' || phase === 'failed' ? undefined : 'it is already under way';
};

/** What was submitted is seen through where it was sent, and so is the answer to a change. */
const underWay: Refusal = state => {
  if (state.acting.change?.kind === 'sending') return 'a change is being sent; wait for its answer';
  return isUnderWay(state) ? 'an import is being submitted; wait for it, or stop it first' : undefined;
};

const oneField: Refusal = state => {
  const form = formOf(state);
  return form && rulesOf(form).fields(state, form).length > 1 ? undefined : 'there is no other field';
};

const noCommand: Refusal = state => (commandOf(state) === undefined ? 'there is no command for this' : undefined);

const noFileCheck: Refusal = ({acting: {submission}}) => {
  if (!submission) return 'nothing to check';
  return submission.files?.load.kind === 'loading' ? 'the files are being checked' : undefined;
};

const REFUSALS: Readonly<Record<string, Refusal>> = {
  models: notConnected,
  model: noModel,
  'model-raw': noModel,
  'next-model': state => noNeighbour(state, 1),
  'previous-model': state => noNeighbour(state, -1),
  'model-job': firstOf(noModel, noJobOfModel),
  'job-model': noModelOfJob,
  'load-models': allLoaded,
  'model-copy': noModel,
  'model-copy-row': state => noCopy(selectedModelCopy(state))(state),
  ...Object.fromEntries(MODEL_COPY_IDS.map(id => [`model-copy-${id}`, noCopy(id)])),
  'open-models-console': noCopy('console'),
  import: firstOf(readOnly, notConnected),
  'import-again': firstOf(readOnly, notConnected, noAgain),
  tags: state => (currentSubject(state) ? undefined : 'nothing selected that has tags'),
  'add-tag': firstOf(readOnly, noChange, noTags),
  'edit-tag': firstOf(readOnly, noChange, noTag),
  'remove-tag': firstOf(readOnly, noChange, noTag),
  'delete-model': firstOf(readOnly, noChange, noModel, gone),
  'submit-form': firstOf(readOnlyForm, noChange),
  'next-input': oneField,
  'previous-input': oneField,
  'copy-command': noCommand,
  'check-files': noFileCheck,
  'submit-import': firstOf(readOnly, noSubmission),
  'choose-connections': firstOf(underWay, noChange),
};

export const refusalOf = (state: State, command: string): string | undefined => REFUSALS[command]?.(state);
