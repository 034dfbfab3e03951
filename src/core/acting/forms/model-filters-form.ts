/** The filter form of the models: every input of ListImportedModels. */
import type {ModelQuery} from '../../domain/model-query.ts';
import {rangeProblem} from '../../domain/query.ts';
import {MODEL_FIELD_IDS, MODEL_QUERY_FIELDS, type ModelFieldId} from '../../models/query-fields.ts';
import type {State} from '../../state/state.ts';
import {popped, pushed} from '../../state/step.ts';
import type {Parsed} from '../../text/parsed.ts';
import {askModels, withModels} from '../models/model-pages.ts';
import {modelsOf} from '../models/model-state.ts';
import type {Form, FormRules} from './form-rules.ts';

const textOf = <K extends ModelFieldId>(id: K, query: ModelQuery): string => MODEL_QUERY_FIELDS[id].text(query[id]);

export const modelFiltersOpened = (state: State): State => {
  const query = modelsOf(state)?.query;
  if (!query) return state;
  const values = Object.fromEntries(MODEL_FIELD_IDS.map(id => [id, textOf(id, query)]));
  return pushed(state, {kind: 'form', form: 'model-filters', values, focused: MODEL_FIELD_IDS[0] ?? '', problems: {}});
};

const parsed = ({values}: Form, id: ModelFieldId, now: number): Parsed<unknown> => {
  const {form, parse} = MODEL_QUERY_FIELDS[id];
  const text = values[id] ?? '';
  return form.isOptional && text.trim() === '' ? {ok: true, value: undefined} : parse(text, now);
};

type Fields = Readonly<Record<ModelFieldId, Parsed<unknown>>>;

const readAll = (form: Form, now: number): Fields =>
  Object.fromEntries(MODEL_FIELD_IDS.map(id => [id, parsed(form, id, now)])) as Fields;

const readValue = <V>(field: Parsed<unknown>): V | undefined => (field.ok ? (field.value as V) : undefined);

export const MODEL_FILTERS_FORM: FormRules = {
  title: () => 'Filters of the models',
  fields: () =>
    MODEL_FIELD_IDS.map(id => {
      const {choices, form} = MODEL_QUERY_FIELDS[id];
      const {label, explanation, placeholder} = form;
      return {id, label, explanation, placeholder, choices};
    }),
  problems: (_, form, at) => {
    const fields = readAll(form, at);
    const range = rangeProblem(readValue(fields.after), readValue(fields.before));
    const problemOf = (id: ModelFieldId): string | undefined => {
      const field = fields[id];
      if (!field.ok) return field.reason;
      return id === 'after' || id === 'before' ? range : undefined;
    };
    return Object.fromEntries(MODEL_FIELD_IDS.map(id => [id, problemOf(id)]));
  },
  verb: () => 'apply',
  submit: (state, form, at) => {
    const fields = readAll(form, at);
    const query = Object.fromEntries(MODEL_FIELD_IDS.map(id => [id, readValue(fields[id])])) as Partial<ModelQuery>;
    return askModels(withModels(popped(state), {narrow: ''}), at, query);
  },
};
