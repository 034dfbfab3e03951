/** The part that acts, put together: what the rest of the program asks of it (core/state/acting.ts), by table. */

import {askAtEnd} from '../list/pages.ts';
import {listStep} from '../list/step.ts';
import {distanceOf, withMotion} from '../list/window.ts';
import {MODELS} from '../models/model-list.ts';
import type {ActingRules} from '../state/acting.ts';
import type {Action} from '../state/action.ts';
import type {Answered, Motion, Step} from '../state/message.ts';
import {layout, overlayOf} from '../state/select.ts';
import type {Overlay, State} from '../state/state.ts';
import {inTurn, pushed, step} from '../state/step.ts';
import {commandOf} from './command.ts';
import {changeAnswered, formLeft} from './forms/change-answers.ts';
import {deleteFormOpened} from './forms/delete-form.ts';
import {focusedInput, formEdited, formFocused, formSubmitted} from './forms/forms.ts';
import {modelFiltersOpened} from './forms/model-filters-form.ts';
import {hintOf} from './hints.ts';
import {confirmedOrWarned} from './imports/confirming.ts';
import {filesCheckAsked, filesChecked} from './imports/file-check.ts';
import {
  againSettled,
  backToForm,
  importAgainAsked,
  importOpened,
  namesAnswered,
  withoutAgain,
  withScrolledTop,
} from './imports/opening.ts';
import {askQuestions, questionAnswered} from './imports/questions.ts';
import {isChecking, reviewIsOpen, reviewLines, submissionAnnounced} from './imports/review.ts';
import {
  chainSelected,
  isUnderWay,
  stopped,
  submissionAnswered,
  submissionDue,
  submissionDueAt,
} from './imports/submitting.ts';
import {modelConsoleAsked, modelCopyAsked, modelCopyOpened, modelCopyRows} from './models/model-copies.ts';
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
  jobModelOpened,
  modelJobOpened,
  modelNeighbourOpened,
  modelOpened,
  modelsOpened,
} from './models/model-opening.ts';
import {
  allModelsAsked,
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
import {
  modelFilterCleared,
  modelOrderReversed,
  modelSearchEdited,
  modelSearchLeft,
  modelSearchOpened,
  modelSearchSubmitted,
  modelsSorted,
} from './models/model-search.ts';
import {isModelsOnTop, modelsOf} from './models/model-state.ts';
import {modelsHeader} from './models/models-words.ts';
import {refusalOf} from './refusals.ts';
import {currentSubject, tagAddOpened, tagEditOpened, tagRows, tagsOpened, untagOpened} from './tags/tags.ts';

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
  'import-opened': importOpened,
  'import-again-opened': importAgainAsked,
  'files-check-asked': filesCheckAsked,
  'import-submitted': (state, {token}, at) => confirmedOrWarned(withScrolledTop(state), token, at),
  'quit-confirmed': state => step(state, {kind: 'exit'}),
};

const act = (state: State, action: Action, at: number): Step => {
  const handle = ACTIONS[action.kind] as (state: State, action: Action, at: number) => Step;
  return handle(withoutAgain(state), action, at);
};

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
  chainSelected(
    inTurn(
      state,
      s => (overlaysHaveModels(s) && !modelsOf(s) ? modelsNeeded(s, at) : step(s)),
      s => modelsPolled(s, at),
      s => modelsSettled(s, at),
      s => fetchShown(s, at),
      s => againSettled(s, at),
    ),
    at,
  );

const overlaysHaveModels = ({overlays}: State): boolean => overlays.some(({kind}) => kind === 'models');

const earliest = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

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
const reviewRefreshed = (state: State): Step =>
  reviewIsOpen(state) && state.acting.submission?.phase.kind === 'review' ? askQuestions(state) : step(state);

const hasClock = (state: State): boolean => {
  const {submission, change} = state.acting;
  if (change?.kind === 'sending') return true;
  return submission !== undefined && (submission.phase.kind !== 'review' || isChecking(state, submission));
};

export const ACTING: ActingRules = {
  act,
  answered,
  settled,
  dueAt: state => earliest(modelsDueAt(state), modelsPollAt(state), shownDueAt(state), submissionDueAt(state)),
  hasClock,
  due: (state, at) =>
    inTurn(
      {...withSettled(state, at)},
      s => modelsDue(s, at),
      s => submissionDue(s, at),
    ),
  moved,
  steppedBack,
  refreshed: (state, at) => inTurn(state, s => modelsRefreshed(s, at), shownRefreshed, reviewRefreshed),
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
