/** The answers to changes: what a form did shows at once, and the tags that AWS has are asked for again. */
import type {AppError} from '../../domain/app-error.ts';
import {failureText} from '../../domain/error-text.ts';
import type {Tag} from '../../domain/tag.ts';
import type {Answered, Step} from '../../state/message.ts';
import {overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {popped, step, withTopOverlay} from '../../state/step.ts';
import {clause} from '../../text/format.ts';
import {noticeOf, withActing, withEntry} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {modelRemoved} from '../models/model-removal.ts';
import {knownModel} from '../models/model-state.ts';
import {changeFailed, isChangeAnswer, withoutChange} from './change.ts';
import {formOf} from './forms.ts';

type Changed = Answered<'tag'> | Answered<'untag'> | Answered<'deleteModel'>;

/** The top form is the one that sent the change: the person may have left it, and opened another one. */
const isFormOf = (state: State, message: Changed): boolean => {
  const form = formOf(state);
  switch (message.operation) {
    case 'deleteModel':
      return form?.form === 'delete-model' && form.of?.arn === message.input;
    case 'tag': {
      const {arn, tags} = message.input;
      return form?.form === 'tag' && form.of?.arn === arn && tags.some(({key}) => key === form.values.key);
    }
    case 'untag': {
      const {arn, keys} = message.input;
      return form?.form === 'untag' && form.of?.arn === arn && keys.some(key => key === form.values.key);
    }
  }
};

/** The form that sent it closes, if it is still open. */
const closed = (state: State, message: Changed): State => {
  const done = withActing(state, {change: undefined});
  return isFormOf(state, message) ? popped(done) : done;
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
  const form = formOf(state);
  const name = knownModel(state, arn)?.name ?? (form?.of?.arn === arn ? form.of.name : arn);
  const notice = noticeOf([outcome.ok ? `${name} deleted` : `${name} was already deleted`], at);
  return modelRemoved({...closed(state, message), notice}, arn, at);
};

/** In the form, or as a notice if it was left. */
const failedToChange = (
  state: State,
  {message, error}: {readonly message: Changed; readonly error: AppError},
  at: number,
): Step => {
  const failed = changeFailed(state, error, at);
  if (isFormOf(state, message)) return step(failed);
  return step({...withoutChange(failed), notice: noticeOf([clause(failureText(error)), error.what], at)});
};

/** Undefined if it was not asked for by a form. */
export const changeAnswered = (state: State, message: Changed, at: number): Step | undefined => {
  if (!isChangeAnswer(state, message.id)) return undefined;
  const {outcome} = message;
  // A second attempt after a lost answer finds the model gone: that is what was wanted.
  const isGone = message.operation === 'deleteModel' && !outcome.ok && outcome.error.kind === 'not-found';
  if (!outcome.ok && !isGone) return failedToChange(state, {message, error: outcome.error}, at);
  switch (message.operation) {
    case 'tag':
      return tagged(state, message, at);
    case 'untag':
      return untagged(state, message, at);
    case 'deleteModel':
      return deleted(state, message, at);
  }
};
