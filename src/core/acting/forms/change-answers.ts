/** The answers to changes: what a form did shows at once, and what AWS has is asked for again. */
import type {Answered, Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {popped, step} from '../../state/step.ts';
import {noticeOf, withActing} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {askModels} from '../models/model-pages.ts';
import {knownModel} from '../models/model-state.ts';
import {changeFailed, isChangeAnswer} from './change.ts';
import type {Form} from './form-rules.ts';
import {formOf} from './forms.ts';

type Changed = Answered<'tag'> | Answered<'untag'> | Answered<'deleteModel'>;

/** The form that sent it closes, if it is still open. */
const closed = (state: State, form: Form['form']): State => {
  const done = withActing(state, {change: undefined});
  return formOf(done)?.form === form ? popped(done) : done;
};

const keysText = (keys: readonly string[]): string => keys.join(', ');

const tagged = (state: State, {input}: Answered<'tag'>, at: number): Step => {
  const notice = noticeOf([`Tag set: ${keysText(input.tags.map(({key}) => key))}`], at);
  return askTags({...closed(state, 'tag'), notice}, input.arn);
};

const untagged = (state: State, {input}: Answered<'untag'>, at: number): Step => {
  const notice = noticeOf([`Tag removed: ${keysText(input.keys)}`], at);
  return askTags({...closed(state, 'untag'), notice}, input.arn);
};

/** Whatever was open about the model closes with it. */
const deleted = (state: State, {input, outcome}: Answered<'deleteModel'>, at: number): Step => {
  const name = knownModel(state, input)?.name ?? input;
  const text = outcome.ok ? `${name} deleted` : `${name} was already deleted`;
  const left = closed(state, 'delete-model');
  const isAbout = (overlay: State['overlays'][number]): boolean =>
    ('arn' in overlay && overlay.arn === input) ||
    ('of' in overlay && typeof overlay.of === 'object' && overlay.of.arn === input);
  const overlays = left.overlays.filter(overlay => !isAbout(overlay));
  const modelDetails = new Map([...left.acting.modelDetails].filter(([arn]) => arn !== input));
  const next = withActing({...left, overlays, notice: noticeOf([text], at)}, {modelDetails});
  return next.acting.models ? askModels(next, at) : step(next);
};

/** Undefined if it was not asked for by a form. */
export const changeAnswered = (state: State, message: Changed, at: number): Step | undefined => {
  if (!isChangeAnswer(state, message.id)) return undefined;
  const {outcome} = message;
  // A second attempt after a lost answer finds the model gone: that is what was wanted.
  const isGone = message.operation === 'deleteModel' && !outcome.ok && outcome.error.kind === 'not-found';
  if (!outcome.ok && !isGone) return step(changeFailed(state, outcome.error, at));
  switch (message.operation) {
    case 'tag':
      return tagged(state, message, at);
    case 'untag':
      return untagged(state, message, at);
    case 'deleteModel':
      return deleted(state, message, at);
  }
};
