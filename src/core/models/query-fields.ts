/** The inputs of ListImportedModels that a person can set, in the words for models; what they mean is as for jobs. */
import {type ModelQuery, modelNameProblem} from '../domain/model-query.ts';
import {QUERY_FIELDS, type QueryField} from '../jobs/query-fields.ts';
import {clause} from '../text/format.ts';
import {bad, good, type Parsed} from '../text/parsed.ts';

export type ModelFieldId = keyof ModelQuery;

const parseName = (text: string): Parsed<string | undefined> => {
  const problem = modelNameProblem(text);
  return problem === undefined ? good(text === '' ? undefined : text) : bad(`${problem}.`);
};

/** The same field with its texts about models. */
const about = <V>(field: QueryField<V>): QueryField<V> => {
  const inWords = (text: string): string => text.replace(/\bjobs\b/g, 'models').replace(/\bJobs\b/g, 'Models');
  return {
    ...field,
    form: {...field.form, explanation: inWords(field.form.explanation)},
    flag: {...field.flag, text: inWords(field.flag.text)},
  };
};

export const MODEL_QUERY_FIELDS: {readonly [K in ModelFieldId]: QueryField<ModelQuery[K]>} = {
  name: {
    ...about(QUERY_FIELDS.name),
    parse: parseName,
    form: {...QUERY_FIELDS.name.form, explanation: 'Model name contains this text (case-sensitive).'},
    flag: {
      ...QUERY_FIELDS.name.flag,
      text: 'Show only models whose name contains this text (case-sensitive).',
      problem: (text, reason) =>
        `${clause(reason)}; model names have only letters, digits, “_” and “-”, never two of these in a row, and begin with a letter or digit (got “${text}”)`,
    },
  },
  after: about(QUERY_FIELDS.after),
  before: about(QUERY_FIELDS.before),
  order: about(QUERY_FIELDS.order),
  sortBy: about(QUERY_FIELDS.sortBy),
  pageSize: about(QUERY_FIELDS.pageSize),
};

export const MODEL_FIELD_IDS = Object.keys(MODEL_QUERY_FIELDS) as readonly ModelFieldId[];
