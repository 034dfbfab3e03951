/** The answers to changes: what a form did shows at once, and the tags that AWS has are asked for again. */
import type {AppError} from '../../domain/app-error.ts';
import {failureText} from '../../domain/error-text.ts';
import type {Tag} from '../../domain/tag.ts';
import type {Answered, Step} from '../../state/message.ts';
import {openOverlay, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {popped, step, withTopOverlay} from '../../state/step.ts';
import {clause} from '../../text/format.ts';
import {noticeOf, withActing, withEntry} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {askModels} from '../models/model-pages.ts';
import {modelRemoved} from '../models/model-removal.ts';
import {knownModel} from '../models/model-state.ts';
import {changeFailed, isChangeAnswer, withoutChange} from './change.ts';
import type {Form} from './form-rules.ts';

type Changed = Answered<'tag'> | Answered<'untag'> | Answered<'deleteModel'>;

const hasSent = ({form, of, values}: Form, message: Changed): boolean => {
  switch (message.operation) {
    case 'deleteModel':
      return form === 'delete-model' && of?.arn === message.input;
    case 'tag': {
      const {arn, tags} = message.input;
      return form === 'tag' && of?.arn === arn && tags.some(({key}) => key === values.key);
    }
    case 'untag': {
      const {arn, keys} = message.input;
      return form === 'untag' && of?.arn === arn && keys.some(key => key === values.key);
    }
  }
};

/** The form that sent the change, also under other screens: the person may have left it, and opened another one. */
const senderOf = (state: State, message: Changed): Form | undefined => {
  const form = openOverlay(state, 'form');
  return form && hasSent(form, message) ? form : undefined;
};

/** The form that sent it closes, if it is still open. */
const closed = (state: State, message: Changed): State => {
  const form = senderOf(state, message);
  const overlays = form ? state.overlays.filter(overlay => overlay !== form) : state.overlays;
  return withActing({...state, overlays}, {change: undefined});
};

/** The tags as they are now, as far as they were known. */
const withTags = (state: State, arn: string, change: (tags: readonly Tag[]) => readonly Tag[]): State => {
  const entry = state.acting.tags.get(arn);
  if (!entry?.value) return state;
  return withActing(state, {tags: withEntry(state.acting.tags, arn, {...entry, value: change(entry.value)})});
};

/** The screen of tags under the form goes to the tag that was set. */
const withTagSelected = (state: State, arn: string, key: string | undefined): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'tags' && overlay.of.arn === arn
    ? withTopOverlay(state, {...overlay, selected: key})
    : state;
};

const tagged = (state: State, message: Answered<'tag'>, at: number): Step => {
  const {arn, tags} = message.input;
  const keys = tags.map(({key}) => key);
  const notice = noticeOf([`Tag set: ${keys.join(', ')}`], at);
  const changed = withTags(closed(state, message), arn, known => [
    ...known.filter(({key}) => !keys.includes(key)),
    ...tags,
  ]);
  return askTags(withTagSelected({...changed, notice}, arn, keys[0]), arn);
};

const untagged = (state: State, message: Answered<'untag'>, at: number): Step => {
  const {arn, keys} = message.input;
  const notice = noticeOf([`Tag removed: ${keys.join(', ')}`], at);
  const changed = withTags(closed(state, message), arn, known => known.filter(({key}) => !keys.includes(key)));
  return askTags({...changed, notice}, arn);
};

const deleted = (state: State, message: Answered<'deleteModel'>, at: number): Step => {
  const {input: arn, outcome} = message;
  const name = knownModel(state, arn)?.name ?? senderOf(state, message)?.of?.name ?? arn;
  const notice = noticeOf([outcome.ok ? `${name} deleted` : `${name} was already deleted`], at);
  return modelRemoved({...closed(state, message), notice}, arn, at);
};

/** Whether AWS may have done it all the same: the answer was lost. */
const isUncertain = ({kind, isTransient}: AppError): boolean => isTransient || kind === 'answer';

/** Nobody knows what AWS has now: it is asked. */
const askedAgain = (state: State, {isDeletion, arn}: {isDeletion: boolean; arn: string}, at: number): Step => {
  if (!isDeletion) return askTags(state, arn);
  return state.acting.models ? askModels(state, at) : step(state);
};

/** The form says it. If it was left, the rule does. */
const failed = (state: State, message: Changed, error: AppError, at: number): Step => {
  const noted = changeFailed(state, error, at);
  if (senderOf(state, message)) return step(noted);
  const left = {...withoutChange(noted), notice: noticeOf([clause(failureText(error)), error.what], at)};
  if (!isUncertain(error)) return step(left);
  return message.operation === 'deleteModel'
    ? askedAgain(left, {isDeletion: true, arn: message.input}, at)
    : askedAgain(left, {isDeletion: false, arn: message.input.arn}, at);
};

/** A form is left: what it said of a failure goes with it. */
export const formLeft = (state: State, at: number): Step => {
  const [{change}, form] = [state.acting, openOverlay(state, 'form')];
  const left = withoutChange(popped(state));
  if (!form?.of || change?.kind !== 'failed' || !isUncertain(change.error)) return step(left);
  return askedAgain(left, {isDeletion: form.form === 'delete-model', arn: form.of.arn}, at);
};

/** Undefined if it was not asked for by a form. */
export const changeAnswered = (state: State, message: Changed, at: number): Step | undefined => {
  if (!isChangeAnswer(state, message.id)) return undefined;
  const {outcome} = message;
  // A second attempt after a lost answer finds the model gone: that is what was wanted.
  const isGone = message.operation === 'deleteModel' && !outcome.ok && outcome.error.kind === 'not-found';
  if (!outcome.ok && !isGone) return failed(state, message, outcome.error, at);
  switch (message.operation) {
    case 'tag':
      return tagged(state, message, at);
    case 'untag':
      return untagged(state, message, at);
    case 'deleteModel':
      return deleted(state, message, at);
  }
};
