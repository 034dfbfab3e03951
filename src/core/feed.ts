/** The jobs that have been loaded for a query, in AWS's order, and the ways in which they change. */
import type {Job} from './job.ts';
import {isOver} from './job.ts';
import type {JobPage} from './ports.ts';
import type {Query} from './query.ts';

/**
 * `items` keeps AWS's order; `counts` are by status, over `items`. `positions` may be shared between successive feeds
 * that only grew at their end, so it may know of more jobs than `items` holds: ask `positionOf`, never the map.
 */
export interface Feed {
  readonly query: Query;
  readonly items: readonly Job[];
  readonly counts: Readonly<Record<string, number>>;
  /** Present while AWS has more pages. */
  readonly nextToken?: string | undefined;
  /** False until the first page of this query has arrived. */
  readonly isLoaded: boolean;
  /** How many pages in a row have brought no new job. */
  readonly barren: number;
  readonly positions: Map<string, number>;
}

export const emptyFeed = (query: Query): Feed => ({
  query,
  items: [],
  counts: {},
  isLoaded: false,
  barren: 0,
  positions: new Map(),
});

/** Where the job stands in `feed.items`, or -1. */
export const positionOf = (feed: Feed, arn: string): number => {
  const position = feed.positions.get(arn);
  return position !== undefined && feed.items[position]?.arn === arn ? position : -1;
};

export const jobIn = (feed: Feed, arn: string): Job | undefined => feed.items[positionOf(feed, arn)];

/** How many jobs have the status, which may be any text: "constructor" is nobody's count. */
export const countIn = (counts: Readonly<Record<string, number>>, status: string): number =>
  Object.hasOwn(counts, status) ? (counts[status] ?? 0) : 0;

const counted = (counts: Readonly<Record<string, number>>, jobs: readonly Job[]): Record<string, number> => {
  const next: Record<string, number> = Object.assign(Object.create(null), counts);
  for (const {status} of jobs) next[status] = countIn(next, status) + 1;
  return next;
};

/** The newer knowledge of a job, except that a job that has ended never runs again: such an answer came late. */
export const newerOf = (known: Job, told: Job): Job => {
  if (isOver(known) && !isOver(told)) return known;
  const isSame =
    known.status === told.status &&
    known.modifiedAt === told.modifiedAt &&
    known.endedAt === told.endedAt &&
    known.modelArn === told.modelArn &&
    known.modelName === told.modelName;
  return isSame ? known : told;
};

/** The first page of a query: it replaces what was there. */
export const firstPage = (query: Query, page: JobPage): Feed => withPage(emptyFeed(query), page);

/** A further page. A job that is already there (pages shift while jobs are created) is brought up to date in its place. */
export const withPage = (feed: Feed, page: JobPage): Feed => {
  const fresh: Job[] = [];
  const told: Job[] = [];
  const count = feed.items.length;
  for (const job of page.jobs) {
    // The map may still know of jobs that this feed no longer holds.
    const position = feed.positions.get(job.arn) ?? -1;
    if (position >= 0 && feed.items[position]?.arn === job.arn) told.push(job);
    else if (position >= count && fresh[position - count]?.arn === job.arn) told.push(job);
    else {
      feed.positions.set(job.arn, count + fresh.length);
      fresh.push(job);
    }
  }
  const items = fresh.length > 0 ? feed.items.concat(fresh) : feed.items;
  const grown = {
    ...feed,
    items,
    counts: counted(feed.counts, fresh),
    nextToken: page.nextToken,
    isLoaded: true,
    barren: fresh.length > 0 ? 0 : feed.barren + 1,
  };
  return told.reduce(withTold, grown);
};

/** What AWS says of a job that may be in the feed; the same feed where that is nothing new. */
export const withTold = (feed: Feed, told: Job): Feed => {
  const position = positionOf(feed, told.arn);
  const known = feed.items[position];
  if (!known) return feed;
  const next = newerOf(known, told);
  if (next === known) return feed;
  const items = feed.items.with(position, next);
  if (known.status === next.status) return {...feed, items};
  const counts = counted(feed.counts, [next]);
  counts[known.status] = countIn(counts, known.status) - 1;
  return {...feed, items, counts};
};

const isBefore = (a: Job, b: Job, feed: Feed): boolean =>
  feed.query.order === 'Descending' ? a.createdAt > b.createdAt : a.createdAt < b.createdAt;

/** Whether the job's place lies within what is loaded; beyond that it will come with its page. */
export const isWithinLoaded = (feed: Feed, job: Job): boolean => {
  const last = feed.items.at(-1);
  return feed.nextToken === undefined || (last !== undefined && isBefore(job, last, feed));
};

/** Puts jobs that are not in the feed at their places by creation time. */
export const withNew = (feed: Feed, jobs: readonly Job[]): Feed => {
  const unknown = jobs.filter(job => positionOf(feed, job.arn) < 0);
  // Pages that shift while they are read tell of a job twice.
  const fresh = [...new Map(unknown.map(job => [job.arn, job])).values()];
  if (fresh.length === 0) return feed;
  const items = [...feed.items];
  for (const job of fresh) {
    const position = items.findIndex(item => isBefore(job, item, feed));
    items.splice(position < 0 ? items.length : position, 0, job);
  }
  const positions = new Map(items.map((job, i) => [job.arn, i]));
  return {...feed, items, counts: counted(feed.counts, fresh), positions};
};
