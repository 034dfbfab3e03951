/** The question put to ListModelImportJobs: all of its inputs, how each is read from a person's text, and how it is said. */
import {type Job, KNOWN_STATUSES} from './job.ts';
import {bad, good, type Moment, type Parsed} from './moment.ts';

export const ORDERS = ['Descending', 'Ascending'] as const;
export type Order = (typeof ORDERS)[number];

/** The API sorts by nothing else. */
export const SORT_KEYS = ['CreationTime'] as const;
export type SortBy = (typeof SORT_KEYS)[number];

export const PAGE_SIZE = {least: 1, most: 1000, usual: 100} as const;

/** The filters in force. `nextToken`, the eighth input, belongs to the feed that a query fills. */
export interface Query {
  readonly status?: string | undefined;
  readonly name?: string | undefined;
  readonly after?: Moment | undefined;
  readonly before?: Moment | undefined;
  readonly sortBy: SortBy;
  readonly order: Order;
  readonly pageSize: number;
}

export {type Moment, type Parsed, parseMoment, rangeProblem} from './moment.ts';

export const DEFAULT_QUERY: Query = {sortBy: 'CreationTime', order: 'Descending', pageSize: PAGE_SIZE.usual};

export const parsePageSize = (text: string): Parsed<number> => {
  const size = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return size >= PAGE_SIZE.least && size <= PAGE_SIZE.most
    ? good(size)
    : bad(`Must be ${PAGE_SIZE.least} to ${PAGE_SIZE.most} (got “${text.trim()}”).`);
};

/** Any case is understood; the API's own spelling comes back. */
const oneOf = <T extends string>(names: readonly T[], text: string): Parsed<T> => {
  const found = names.find(name => name.toLowerCase() === text.trim().toLowerCase());
  return found ? good(found) : bad(`Must be one of ${names.join(', ')} (got “${text.trim()}”).`);
};

export const parseStatus = (text: string): Parsed<string | undefined> =>
  text.trim().toLowerCase() === 'any' ? good(undefined) : oneOf([...KNOWN_STATUSES, 'any'], text);

export const parseOrder = (text: string): Parsed<Order> => {
  const short: Readonly<Record<string, Order>> = {
    desc: 'Descending',
    asc: 'Ascending',
    newest: 'Descending',
    oldest: 'Ascending',
  };
  const order = short[text.trim().toLowerCase()];
  return order ? good(order) : oneOf(ORDERS, text);
};

export const parseSortBy = (text: string): Parsed<SortBy> => oneOf(SORT_KEYS, text);

// The API's JobName pattern, in a form that cannot backtrack; nameContains is held to the same alphabet.
const SEARCHABLE = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,62}$/;

/** Why AWS would refuse `text` as nameContains, a clause; undefined where it would take it. The empty text is no filter. */
export const nameProblem = (text: string): string | undefined => {
  if (text === '' || SEARCHABLE.test(text)) return undefined;
  const odd = /[^a-zA-Z0-9+.-]/u.exec(text)?.[0];
  if (odd === ' ') return 'AWS cannot search for a space';
  if (odd !== undefined) return `AWS cannot search for “${odd}”`;
  return /^[a-zA-Z0-9]/.test(text)
    ? 'AWS cannot search for more than 63 characters'
    : `AWS cannot search for a leading “${text[0]}”`;
};

/** Whether the job's name holds the text; case counts, as it does on AWS. */
export const hasName = (job: Pick<Job, 'name'>, text: string): boolean => text === '' || job.name.includes(text);

/** Whether AWS would tell of this job in answer to this query. */
export const matches = (query: Query, job: Job): boolean =>
  (query.status === undefined || job.status === query.status) &&
  hasName(job, query.name ?? '') &&
  (query.after === undefined || job.createdAt > query.after.at) &&
  (query.before === undefined || job.createdAt < query.before.at);

export const hasFilters = (query: Query): boolean =>
  query.status !== undefined || query.name !== undefined || query.after !== undefined || query.before !== undefined;

/** One ListModelImportJobs request. Times are milliseconds since the epoch. Absent members are not sent. */
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
  pageSize: PAGE_SIZE.most,
};
