/** What ListModelImportJobs is asked for: all of its inputs, the requests, and which jobs match. */
import type {Job} from './job.ts';
import type {Moment} from './moment.ts';

export const ORDERS = ['Descending', 'Ascending'] as const;
export type Order = (typeof ORDERS)[number];

/** The API has no other. */
export const SORT_KEYS = ['CreationTime'] as const;
type SortBy = (typeof SORT_KEYS)[number];

export const PAGE_SIZE = {min: 1, max: 1000, default: 100} as const;

/** The inputs that a person sets. `nextToken`, the eighth input, belongs to the feed that a query fills. */
export interface Query {
  readonly status?: string | undefined;
  readonly name?: string | undefined;
  readonly after?: Moment | undefined;
  readonly before?: Moment | undefined;
  readonly sortBy: SortBy;
  readonly order: Order;
  readonly pageSize: number;
}

export {type Moment, parseMoment, rangeProblem} from './moment.ts';

export const DEFAULT_QUERY: Query = {sortBy: 'CreationTime', order: 'Descending', pageSize: PAGE_SIZE.default};

// The API's pattern for job names, in a form that cannot backtrack. nameContains has the same alphabet.
const SEARCHABLE = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,62}$/;

/** Why AWS would refuse `text` as nameContains, as a clause; undefined if it accepts it. The empty text means no filter. */
export const nameProblem = (text: string): string | undefined => {
  if (text === '' || SEARCHABLE.test(text)) return undefined;
  const odd = /[^a-zA-Z0-9+.-]/u.exec(text)?.[0];
  if (odd === ' ') return 'AWS cannot search for a space';
  if (odd !== undefined) return `AWS cannot search for “${odd}”`;
  return /^[a-zA-Z0-9]/.test(text)
    ? 'AWS cannot search for more than 63 characters'
    : `AWS cannot search for a leading “${text[0]}”`;
};

/** Whether AWS would return this job for this query. Names are case-sensitive. */
export const matches = (query: Query, job: Job): boolean =>
  (query.status === undefined || job.status === query.status) &&
  job.name.includes(query.name ?? '') &&
  (query.after === undefined || job.createdAt > query.after.at) &&
  (query.before === undefined || job.createdAt < query.before.at);

type Filter = Exclude<keyof Query, 'sortBy' | 'order' | 'pageSize'>;

/** Whether it chooses jobs. Only filters have no default: without a value, they choose all jobs. */
export const isFilter = (id: keyof Query): id is Filter => !Object.hasOwn(DEFAULT_QUERY, id);

const filtersIn = (query: Query): readonly Filter[] =>
  (Object.keys(query) as (keyof Query)[]).filter(isFilter).filter(id => query[id] !== undefined);

export const hasFilters = (query: Query): boolean => filtersIn(query).length > 0;

export const withoutFilters = (query: Query): Query => ({
  ...query,
  ...Object.fromEntries(filtersIn(query).map(id => [id, undefined])),
});

/** One ListModelImportJobs request. Times are in milliseconds since the epoch. Absent members are not sent. */
export interface ListRequest {
  readonly status?: string | undefined;
  readonly name?: string | undefined;
  readonly createdAfter?: number | undefined;
  readonly createdBefore?: number | undefined;
  readonly sortBy: SortBy;
  readonly order: Order;
  readonly pageSize: number;
  readonly token?: string | undefined;
}

/** The request for a page of this query. */
export const requestOf = (query: Query, token?: string): ListRequest => ({
  status: query.status,
  name: query.name,
  createdAfter: query.after?.at,
  createdBefore: query.before?.at,
  sortBy: query.sortBy,
  order: query.order,
  pageSize: query.pageSize,
  token,
});

/** The request for all running jobs. */
export const RUNNING_JOBS: ListRequest = {
  status: 'InProgress',
  sortBy: 'CreationTime',
  order: 'Descending',
  pageSize: PAGE_SIZE.max,
};
