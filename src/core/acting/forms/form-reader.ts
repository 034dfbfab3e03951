/** A form in sentences, for a screen reader: the focused field first, with what is wrong with it. */
import {inMinutes} from '../../screens/shared/reader.ts';
import type {State} from '../../state/state.ts';
import type {Form, FormField} from './form-rules.ts';
import {rulesOf} from './forms.ts';

export interface FormReading {
  /** Absent if the form has no fields. */
  readonly focused?: {readonly field: FormField; readonly label: string} | undefined;
  /** What is read after the focused field. */
  readonly lines: readonly string[];
}

const problemText = (problem: string | undefined): string | undefined => problem && `Not valid: ${problem}`;

const otherText = ({id, label}: FormField, {values, problems}: Form): string => {
  const value = values[id] ?? '';
  return [`${label}: ${value === '' ? 'empty' : value}.`, problemText(problems[id])].filter(Boolean).join(' ');
};

/** A placeholder is not read: it sounds like a value. */
export const formReading = (state: State, form: Form): FormReading => {
  const rules = rulesOf(form);
  const fields = rules.fields(state, form);
  const index = fields.findIndex(({id}) => id === form.focused);
  const field = fields[index];
  const texts = [
    problemText(field && form.problems[field.id]),
    rules.title(state, form),
    field?.explanation,
    ...(rules.notes?.(inMinutes(state), form) ?? []).map(({text}) => text),
    ...fields.filter(({id}) => id !== form.focused).map(other => otherText(other, form)),
  ];
  return {
    focused: field && {field, label: `${field.label}, field ${index + 1} of ${fields.length}:`},
    lines: texts.filter(text => text !== undefined),
  };
};
