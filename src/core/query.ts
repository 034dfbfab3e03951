/** The question put to ListModelImportJobs: all of its inputs, how each is read from a person's text, and how it is said. */
import {type Job, KNOWN_STATUSES} from './job.ts';
import type {ListRequest} from './ports.ts';

export const ORDERS = ['Descending', 'Ascending'] as const;
export type Order = (typeof ORDERS)[number];

/** The API sorts by nothing else. */
export const SORT_KEYS = ['CreationTime'] as const;
export type SortBy = (typeof SORT_KEYS)[number];

export const PAGE_SIZE = {least: 1, most: 1000, usual: 100} as const;

/** A moment as the person wrote it, and what it meant when the query started (ms since the epoch). */
export interface Moment {
  readonly text: string;
  readonly at: number;
}

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

export const DEFAULT_QUERY: Query = {sortBy: 'CreationTime', order: 'Descending', pageSize: PAGE_SIZE.usual};

export type Parsed<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly reason: string};

const good = <T>(value: T): Parsed<T> => ({ok: true, value});
const bad = <T>(reason: string): Parsed<T> => ({ok: false, reason});

const UNIT_MS: Readonly<Record<string, number>> = {m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000};
const DISTANCE = /^(\d{1,6})([mhdw])$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const DATE_FORMS = 'Try 2026-11-01, 2026-11-01 14:00, 7d or 36h.';

/**
 * Reads a date, a date with a time, or a distance back from `now`. Without an offset a date is local time.
 * Returns ms since the epoch, or why the text makes no sense.
 */
export const parseMoment = (text: string, now: number): Parsed<Moment> => {
  const trimmed = text.trim();
  const distance = DISTANCE.exec(trimmed);
  if (distance) return good({text: trimmed, at: now - Number(distance[1]) * (UNIT_MS[distance[2] ?? ''] ?? 0)});
  const date = DATE.exec(trimmed);
  if (!date) return bad(`“${trimmed}” is not a date. ${DATE_FORMS}`);
  const [year, month, day, hour, minute, second] = date.slice(1, 7).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const milli = Number((date[7] ?? '0').padEnd(3, '0'));
  const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 && month >= 1 && day >= 1;
  if (!isReal || hour > 23 || minute > 59 || second > 59) return bad(`“${trimmed}” is not on the calendar.`);
  const offset = date[8];
  if (offset === undefined) {
    return good({text: trimmed, at: new Date(year, month - 1, day, hour, minute, second, milli).getTime()});
  }
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, milli);
  return good({text: trimmed, at: utc - offsetMs(offset)});
};

const offsetMs = (offset: string): number => {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000;
};

/** Why AWS would refuse this range, or undefined. */
export const rangeProblem = (after: Moment | undefined, before: Moment | undefined): string | undefined =>
  after && before && after.at > before.at ? `after (${after.text}) is later than before (${before.text}).` : undefined;

export const parsePageSize = (text: string): Parsed<number> => {
  const size = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return size >= PAGE_SIZE.least && size <= PAGE_SIZE.most
    ? good(size)
    : bad(`“${text.trim()}” is not a whole number from ${PAGE_SIZE.least} to ${PAGE_SIZE.most}.`);
};

/** Any case is understood; the API's own spelling comes back. */
const oneOf = <T extends string>(names: readonly T[], text: string): Parsed<T> => {
  const found = names.find(name => name.toLowerCase() === text.trim().toLowerCase());
  return found ? good(found) : bad(`“${text.trim()}” is none of ${names.join(', ')}.`);
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
