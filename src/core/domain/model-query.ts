/** What ListImportedModels is asked for: all of its inputs, the requests, and which models match. */
import type {Model} from './model.ts';
import type {Moment} from './moment.ts';
import {type ListRequest, type Order, PAGE_SIZE} from './query.ts';

/** The inputs that a person sets. `nextToken`, the seventh input, belongs to the feed that a query fills. */
export interface ModelQuery {
  readonly name?: string | undefined;
  readonly after?: Moment | undefined;
  readonly before?: Moment | undefined;
  readonly sortBy: 'CreationTime';
  readonly order: Order;
  readonly pageSize: number;
}

export const DEFAULT_MODEL_QUERY: ModelQuery = {
  sortBy: 'CreationTime',
  order: 'Descending',
  pageSize: PAGE_SIZE.default,
};

// The API's pattern for model names, in a form that cannot backtrack. nameContains has the same alphabet.
const SEARCHABLE = /^[0-9a-zA-Z]+(?:[_-][0-9a-zA-Z]+)*[_-]?$/;

/** Why AWS would refuse `text` as nameContains, as a clause; undefined if it accepts it. The empty text means no filter. */
export const modelNameProblem = (text: string): string | undefined => {
  if (text === '') return undefined;
  const odd = /[^a-zA-Z0-9_-]/u.exec(text)?.[0];
  if (odd === ' ') return 'AWS cannot search for a space';
  if (odd !== undefined) return `AWS cannot search for “${odd}”`;
  if (/^[_-]/.test(text)) return `AWS cannot search for a leading “${text[0]}”`;
  if (text.length > 63) return 'AWS cannot search for more than 63 characters';
  return SEARCHABLE.test(text) ? undefined : 'AWS cannot search for two of “_” and “-” in a row';
};

/** Whether AWS would return this model for this query. Names are case-sensitive. */
export const matchesModel = (query: ModelQuery, model: Model): boolean =>
  model.name.includes(query.name ?? '') &&
  (query.after === undefined || model.createdAt > query.after.at) &&
  (query.before === undefined || model.createdAt < query.before.at);

export const hasModelFilters = ({name, after, before}: ModelQuery): boolean =>
  name !== undefined || after !== undefined || before !== undefined;

/** One ListImportedModels request. Times are in milliseconds since the epoch. Absent members are not sent. */
export type ModelListRequest = Omit<ListRequest, 'status'>;

/** The request for a page of this query. */
export const modelRequestOf = (query: ModelQuery, token?: string): ModelListRequest => ({
  name: query.name,
  createdAfter: query.after?.at,
  createdBefore: query.before?.at,
  sortBy: query.sortBy,
  order: query.order,
  pageSize: query.pageSize,
  token,
});
