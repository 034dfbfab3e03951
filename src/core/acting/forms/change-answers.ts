/** The answers to changes: what a form did shows at once, and what AWS has is asked for again. */
import type {AppError} from '../../domain/app-error.ts';
import type {Answered, Step} from '../../state/message.ts';
import {openOverlay} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {step, withError} from '../../state/step.ts';
import {clause} from '../../text/format.ts';
import {noticeOf, withActing} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {askModels} from '../models/model-pages.ts';
import {knownModel} from '../models/model-state.ts';
import {changeFailed, isChangeAnswer} from './change.ts';
import type {Form} from './form-rules.ts';

type Changed = Answered<'tag'> | Answered<'untag'> | Answered<'deleteModel'>;

const FORMS: Readonly<Record<Changed['operation'], Form['form']>> = {
  tag: 'tag',
  untag: 'untag',
  deleteModel: 'delete-model',
};

/** The form that sent it, if it is still open. */
const senderOf = (state: State, {operation, input}: Changed): Form | undefined => {
  const arn = typeof input === 'string' ? input : input.arn;
  const form = openOverlay(state, 'form');
  return form?.form === FORMS[operation] && form.of?.arn === arn ? form : undefined;
};

/** The form that sent it closes, also under others. */
const closed = (state: State, message: Changed): State => {
  const form = senderOf(state, message);
  const overlays = form ? state.overlays.filter(overlay => overlay !== form) : state.overlays;
  return withActing({...state, overlays}, {change: undefined});
};

/** The form says it. If it was left, the rule does. */
const failed = (state: State, message: Changed, error: AppError, at: number): State => {
  if (senderOf(state, message)) return changeFailed(state, error, at);
  const notice = noticeOf([`${error.what}: ${clause(error.why)}`, error.what], at);
  return withError(withActing({...state, notice}, {change: undefined}), error, at);
};

const keysText = (keys: readonly string[]): string => keys.join(', ');

const tagged = (state: State, message: Answered<'tag'>, at: number): Step => {
  const {arn, tags} = message.input;
  const notice = noticeOf([`Tag set: ${keysText(tags.map(({key}) => key))}`], at);
  return askTags({...closed(state, message), notice}, arn);
};

const untagged = (state: State, message: Answered<'untag'>, at: number): Step => {
  const {arn, keys} = message.input;
  const notice = noticeOf([`Tag removed: ${keysText(keys)}`], at);
  return askTags({...closed(state, message), notice}, arn);
};

/** Whatever was open about the model closes with it. */
const deleted = (state: State, message: Answered<'deleteModel'>, at: number): Step => {
  const {input, outcome} = message;
  const name = knownModel(state, input)?.name ?? input;
  const text = outcome.ok ? `${name} deleted` : `${name} was already deleted`;
  const left = closed(state, message);
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
  if (!outcome.ok && !isGone) return step(failed(state, message, outcome.error, at));
  switch (message.operation) {
    case 'tag':
      return tagged(state, message, at);
    case 'untag':
      return untagged(state, message, at);
    case 'deleteModel':
      return deleted(state, message, at);
  }
};
