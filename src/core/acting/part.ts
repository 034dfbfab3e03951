/** The part that acts, put together: what the rest of the program asks of it (core/state/acting.ts), by table. */

import {askAtEnd} from '../list/pages.ts';
import {listStep} from '../list/step.ts';
import {distanceOf, withMotion} from '../list/window.ts';
import {MODELS} from '../models/model-list.ts';
import {earliest} from '../retry/earliest.ts';
import type {ActingRules} from '../state/acting.ts';
import type {Answered, Motion, Step} from '../state/message.ts';
import {layout, overlayOf} from '../state/select.ts';
import type {Overlay, State} from '../state/state.ts';
import {inTurn, pushed, step} from '../state/step.ts';
import {act} from './actions.ts';
import {changeAnswered, formLeft} from './forms/change-answers.ts';
import {focusedInput} from './forms/forms.ts';
import {hintOf} from './hints.ts';
import {startedSelected} from './imports/created.ts';
import {withImportStopped} from './imports/elsewhere.ts';
import {filesChecked} from './imports/file-check.ts';
import {isChecking, readAt} from './imports/listed-checks.ts';
import {againSettled, backToForm, namesAnswered} from './imports/opening.ts';
import {askQuestions, questionAnswered, questionsNeeded, slotSettled} from './imports/questions.ts';
import {reviewIsOpen, reviewLines, submissionAnnounced} from './imports/review.ts';
import {isUnderWay, stopped, submissionAnswered, submissionDue, submissionDueAt} from './imports/submitting.ts';
import {modelCopyRows} from './models/model-copies.ts';
import {
  fetchShown,
  modelAnswered,
  shownDueAt,
  shownRefreshed,
  tagsAnswered,
  withSettled,
} from './models/model-details.ts';
import {modelDetailOf, tagsText} from './models/model-lines.ts';
import {
  modelsDue,
  modelsDueAt,
  modelsListed,
  modelsNeeded,
  modelsPollAt,
  modelsPolled,
  modelsRefreshed,
  modelsSettled,
  stepModels,
} from './models/model-pages.ts';
import {modelFilterCleared, modelSearchLeft} from './models/model-search.ts';
import {isModelsOnTop, isModelsOpen, modelsOf} from './models/model-state.ts';
import {modelsHeader} from './models/models-words.ts';
import {refusalOf} from './refusals.ts';
import {tagRows} from './tags/tags.ts';

/** Those of this part only: jobs and lists of jobs are asked for by the rest, too. */
const ownAnswer = (state: State, message: Answered, at: number): Step | undefined => {
  switch (message.operation) {
    case 'listJobs':
      return namesAnswered(state, message);
    case 'checkFiles':
      return filesChecked(state, message);
    case 'listModels':
      return modelsListed(state, message, at);
    case 'getModel':
      return modelAnswered(state, message, at);
    case 'listTags':
      return tagsAnswered(state, message, at);
    case 'tag':
    case 'untag':
    case 'deleteModel':
      return changeAnswered(state, message, at);
    default:
      return undefined;
  }
};

const answered = (state: State, message: Answered, at: number): Step | undefined =>
  submissionAnswered(state, message, at) ?? questionAnswered(state, message) ?? ownAnswer(state, message, at);

const settled = (state: State, at: number): Step =>
  inTurn(
    state,
    s => (isModelsOpen(s) && !modelsOf(s) ? modelsNeeded(s, at) : step(s)),
    s => modelsPolled(s, at),
    s => modelsSettled(s, at),
    s => fetchShown(s, at),
    s => againSettled(s, at),
    s => questionsNeeded(withImportStopped(s, at), at),
    slotSettled,
    s => startedSelected(s, at),
  );

const moved = (state: State, motion: Motion, at: number): Step | undefined => {
  const list = modelsOf(state);
  if (!list || !isModelsOnTop(state)) return undefined;
  const height = layout(state).listRows;
  return stepModels(state, (l, id) => {
    const next = withMotion(MODELS, l, {motion, height, at});
    return distanceOf(motion, height) > 0 ? askAtEnd(MODELS, next, id) : listStep(next, id);
  });
};

/** What is sent cannot be called back, so esc on it only leaves the screen. */
const reviewLeft = (state: State): Step => {
  const phase = state.acting.submission?.phase.kind;
  if (phase === 'waiting' || phase === 'pausing') return stopped(state);
  if (phase === 'sending' || phase === 'verifying') return step({...state, overlays: []});
  return step(backToForm(state));
};

const steppedBack = (state: State, at: number): Step | undefined => {
  const overlay = overlayOf(state);
  switch (overlay?.kind) {
    case 'models':
      return modelFilterCleared(state, at);
    case 'model-search':
      return modelSearchLeft(state);
    case 'review':
      return reviewLeft(state);
    case 'form':
      return formLeft(state, at);
    default:
      return undefined;
  }
};

const rowsOf = (state: State, overlay: Overlay) => {
  if (overlay.kind === 'tags') return tagRows(state, overlay);
  return overlay.kind === 'model-copy' ? modelCopyRows() : [];
};

/** Asks what the checklist asks once more. */
const reviewRefreshed = (state: State, at: number): Step =>
  reviewIsOpen(state) && state.acting.submission?.phase.kind === 'review' ? askQuestions(state, at) : step(state);

/** The checklist counts seconds while it waits for anything, and says how long ago a role was refused. */
const hasClock = (state: State): boolean => {
  const {submission, change} = state.acting;
  if (change?.kind === 'sending') return true;
  if (!submission || !reviewIsOpen(state)) return false;
  const {phase} = submission;
  return (
    isChecking(state, submission) ||
    isUnderWay(state) ||
    (phase.kind === 'failed' && phase.error.kind === 'role-refused')
  );
};

export const ACTING: ActingRules = {
  act,
  answered,
  settled,
  dueAt: state =>
    earliest([modelsDueAt(state), modelsPollAt(state), shownDueAt(state), submissionDueAt(state), readAt(state)]),
  hasClock,
  // The state is a new one, so that a timer that came too early is set again.
  due: (state, at) =>
    inTurn(
      {...withSettled(state, at)},
      s => modelsDue(s, at),
      s => submissionDue(s, at),
    ),
  moved,
  steppedBack,
  refreshed: (state, at) =>
    inTurn(
      state,
      s => modelsRefreshed(s, at),
      shownRefreshed,
      s => reviewRefreshed(s, at),
    ),
  quit: state => (isUnderWay(state) && overlayOf(state)?.kind !== 'quit' ? pushed(state, {kind: 'quit'}) : undefined),
  rowsOf,
  lineCount: state => reviewLines(state).length,
  header: modelsHeader,
  detailOf: modelDetailOf,
  tagsText,
  focusedInput,
  hint: hintOf,
  refusal: refusalOf,
  announced: state => (reviewIsOpen(state) ? undefined : submissionAnnounced(state)),
};
