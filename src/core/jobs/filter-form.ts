/** The filter form as values: the texts of its fields, the query that they make, and what is wrong with them. */
import {type Query, rangeProblem} from '../domain/query.ts';
import type {Parsed} from '../text/parsed.ts';
import {QUERY_FIELD_IDS, QUERY_FIELDS, type QueryFieldId} from './query-fields.ts';

export type FormTexts = Readonly<Record<QueryFieldId, string>>;
export type FormProblems = Readonly<Partial<Record<QueryFieldId, string>>>;

type ByField<V> = {readonly [K in QueryFieldId]: V};

const forEachField = <V>(make: (id: QueryFieldId) => V): ByField<V> =>
  Object.fromEntries(QUERY_FIELD_IDS.map(id => [id, make(id)])) as ByField<V>;

const textOf = <K extends QueryFieldId>(id: K, query: Query): string => QUERY_FIELDS[id].text(query[id]);

export const formTexts = (query: Query): FormTexts => forEachField(id => textOf(id, query));

type ParsedFields = {readonly [K in QueryFieldId]: Parsed<Query[K]>};

const parsed = (texts: FormTexts, now: number): ParsedFields =>
  forEachField(id => {
    const {form, parse} = QUERY_FIELDS[id];
    return form.isOptional && texts[id].trim() === '' ? {ok: true, value: undefined} : parse(texts[id], now);
  }) as ParsedFields;

const reasonOf = (field: Parsed<unknown>): string | undefined => (field.ok ? undefined : field.reason);
const valueFrom = <V>(field: Parsed<V>): V | undefined => (field.ok ? field.value : undefined);

const isOfRange = (id: QueryFieldId): boolean => id === 'after' || id === 'before';

/** The query that a form's texts make, or what is wrong with each field. */
export const readForm = (
  texts: FormTexts,
  now: number,
): {readonly query: Query} | {readonly problems: FormProblems} => {
  const fields = parsed(texts, now);
  const range = rangeProblem(valueFrom(fields.after), valueFrom(fields.before));
  const problems = forEachField(id => reasonOf(fields[id]) ?? (isOfRange(id) ? range : undefined));
  if (Object.values(problems).some(problem => problem !== undefined)) return {problems};
  return {query: forEachField<unknown>(id => valueFrom<unknown>(fields[id])) as Query};
};

/** The problems after `edited` has changed. One of the range stands at both of its fields, and leaves both. */
export const withoutProblem = (problems: FormProblems, edited: QueryFieldId): FormProblems => {
  const isRange = problems.after !== undefined && problems.after === problems.before;
  return {
    ...problems,
    ...(isRange && isOfRange(edited) ? {after: undefined, before: undefined} : {}),
    [edited]: undefined,
  };
};
