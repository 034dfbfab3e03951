/** Forms as values: opening one, editing, going from field to field, and submitting. */

import type {FocusedInput} from '../../state/acting.ts';
import type {FormId} from '../../state/action.ts';
import type {Step} from '../../state/message.ts';
import {topOverlay} from '../../state/select.ts';
import type {Overlay, State} from '../../state/state.ts';
import {step, withTopOverlay} from '../../state/step.ts';
import {IMPORT_FORM} from '../imports/import-form.ts';
import {isSent} from './change.ts';
import {DELETE_FORM} from './delete-form.ts';
import type {Form, FormField, FormRules} from './form-rules.ts';
import {MODEL_FILTERS_FORM} from './model-filters-form.ts';
import {TAG_FORM, UNTAG_FORM} from './tag-forms.ts';

const FORMS: Readonly<Record<FormId, FormRules>> = {
  'model-filters': MODEL_FILTERS_FORM,
  import: IMPORT_FORM,
  tag: TAG_FORM,
  untag: UNTAG_FORM,
  'delete-model': DELETE_FORM,
};

export const rulesOf = ({form}: Form): FormRules => FORMS[form];

export const formOf = (state: State): Form | undefined => topOverlay(state, 'form');

const withForm = (state: State, change: Partial<Form>): State => {
  const form = formOf(state);
  return form ? withTopOverlay(state, {...form, ...change}) : state;
};

/** Without the problem of a field, and without the same one at another field: a range is wrong at both of its ends. */
const withoutProblem = ({problems}: Form, field: string): Form['problems'] =>
  Object.fromEntries(
    Object.entries(problems).map(([id, text]) => [id, id === field || text === problems[field] ? undefined : text]),
  );

export const formEdited = (state: State, field: string, value: string): Step => {
  const form = formOf(state);
  // What is on its way stays in view as it was sent.
  if (!form || form.values[field] === value || isSent(state, form)) return step(state);
  const values = {...form.values, [field]: value};
  return step(withForm(state, {values, problems: withoutProblem(form, field)}));
};

/** A field is checked as it is left. */
const checked = (state: State, form: Form, at: number): Form['problems'] => ({
  ...form.problems,
  [form.focused]: rulesOf(form).problems(state, form, at)[form.focused],
});

export const formFocused = (state: State, by: 1 | -1, at: number): Step => {
  const form = formOf(state);
  if (!form) return step(state);
  const ids = rulesOf(form)
    .fields(state, form)
    .map(({id}) => id);
  if (ids.length < 2) return step(state);
  const focused = ids[(ids.indexOf(form.focused) + by + ids.length) % ids.length] ?? form.focused;
  return step(withForm(state, {focused, problems: checked(state, form, at)}));
};

export const formSubmitted = (state: State, at: number): Step => {
  const form = formOf(state);
  if (!form) return step(state);
  const rules = rulesOf(form);
  const problems = rules.problems(state, form, at);
  const wrong = rules.fields(state, form).find(({id}) => problems[id] !== undefined);
  return wrong ? step(withForm(state, {problems, focused: wrong.id})) : rules.submit(state, form, at);
};

const focusedField = (state: State, form: Form): FormField | undefined =>
  rulesOf(form)
    .fields(state, form)
    .find(({id}) => id === form.focused);

export const focusedInput = (state: State, overlay: Overlay): FocusedInput | undefined => {
  if (overlay.kind !== 'form') return undefined;
  const field = focusedField(state, overlay);
  if (!field) return undefined;
  const {id, choices} = field;
  return {id, kind: choices ? 'select' : 'text', value: overlay.values[id] ?? '', choices};
};
