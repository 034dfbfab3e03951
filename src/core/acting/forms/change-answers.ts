/** The answers to changes: what a form did shows at once, and what AWS has is asked for again. */
import type {AppError} from '../../domain/app-error.ts';
import type {FormId} from '../../state/action.ts';
import type {Answered, Step} from '../../state/message.ts';
import type {State} from '../../state/state.ts';
import {popped, step, withError} from '../../state/step.ts';
import {noticeOf, withActing} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {askModels} from '../models/model-pages.ts';
import {knownModel} from '../models/model-state.ts';
import {changeFailed, isChangeAnswer, isSender, withoutChange} from './change.ts';
import {formOf} from './forms.ts';

type Changed = Answered<'tag'> | Answered<'untag'> | Answered<'deleteModel'>;

/** The form that sent it closes, if it is still open. */
const closed = (state: State): State => {
  const overlays = state.overlays.filter(overlay => !isSender(state, overlay));
  return withActing({...state, overlays}, {change: undefined});
};

const keysText = (keys: readonly string[]): string => keys.join(', ');

const tagged = (state: State, {input}: Answered<'tag'>, at: number): Step => {
  const notice = noticeOf([`Tag set: ${keysText(input.tags.map(({key}) => key))}`], at);
  return askTags({...closed(state), notice}, input.arn);
};

const untagged = (state: State, {input}: Answered<'untag'>, at: number): Step => {
  const notice = noticeOf([`Tag removed: ${keysText(input.keys)}`], at);
  return askTags({...closed(state), notice}, input.arn);
};

/** Whatever was open about the model closes with it. */
const deleted = (state: State, {input, outcome}: Answered<'deleteModel'>, at: number): Step => {
  const name = knownModel(state, input)?.name ?? input;
  const text = outcome.ok ? `${name} deleted` : `${name} was already deleted`;
  const left = closed(state);
  const isAbout = (overlay: State['overlays'][number]): boolean =>
    ('arn' in overlay && overlay.arn === input) ||
    ('of' in overlay && typeof overlay.of === 'object' && overlay.of.arn === input);
  const overlays = left.overlays.filter(overlay => !isAbout(overlay));
  const modelDetails = new Map([...left.acting.modelDetails].filter(([arn]) => arn !== input));
  const next = withActing({...left, overlays, notice: noticeOf([text], at)}, {modelDetails});
  return next.acting.models ? askModels(next, at) : step(next);
};

/** Whether AWS may have done it all the same. */
const isUncertain = ({kind, isTransient}: AppError): boolean => isTransient || kind === 'answer';

/** What a change may have changed is asked for again. */
const askedAgain = (state: State, operation: Changed['operation'], {arn, at}: {arn: string; at: number}): Step => {
  if (operation !== 'deleteModel') return askTags(state, arn);
  return state.acting.models ? askModels(state, at) : step(state);
};

/** In its form; if that is closed, as a notice. */
const failed = (state: State, message: Changed, {error, at}: {error: AppError; at: number}): Step => {
  if (state.overlays.some(overlay => isSender(state, overlay))) return step(changeFailed(state, error, at));
  const notice = noticeOf([`${error.what}: ${error.why}`, error.what], at);
  const told = {...withError(withActing(state, {change: undefined}), error, at), notice};
  const arn = message.operation === 'deleteModel' ? message.input : message.input.arn;
  return isUncertain(error) ? askedAgain(told, message.operation, {arn, at}) : step(told);
};

const SENT: Readonly<Partial<Record<FormId, Changed['operation']>>> = {
  tag: 'tag',
  untag: 'untag',
  'delete-model': 'deleteModel',
};

/** The form is left. If its answer was lost, nobody knows what AWS has now. */
export const formLeft = (state: State, at: number): Step => {
  const [form, {change}] = [formOf(state), state.acting];
  const left = withoutChange(popped(state));
  const operation = form && SENT[form.form];
  const arn = form?.of?.arn;
  if (change?.kind !== 'failed' || !isUncertain(change.error) || !operation || arn === undefined) return step(left);
  return askedAgain(left, operation, {arn, at});
};

/** Undefined if it was not asked for by a form. */
export const changeAnswered = (state: State, message: Changed, at: number): Step | undefined => {
  if (!isChangeAnswer(state, message.id)) return undefined;
  const {outcome} = message;
  // A second attempt after a lost answer finds the model gone: that is what was wanted.
  const isGone = message.operation === 'deleteModel' && !outcome.ok && outcome.error.kind === 'not-found';
  if (!outcome.ok && !isGone) return failed(state, message, {error: outcome.error, at});
  switch (message.operation) {
    case 'tag':
      return tagged(state, message, at);
    case 'untag':
      return untagged(state, message, at);
    case 'deleteModel':
      return deleted(state, message, at);
  }
};
