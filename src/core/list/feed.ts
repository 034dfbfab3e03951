/** The items that have been loaded for a query, in AWS's order, and the ways in which they change. */
import type {Item, ListQuery, Page} from './item.ts';

/**
 * `items` keeps AWS's order; `counts` are by group, over `items`. `positions` may be shared between successive feeds
 * that only grew at their end, so it may contain more items than `items` does: ask `positionOf`, never the map.
 */
export interface Feed<T extends Item, Q extends ListQuery> {
  readonly query: Q;
  readonly items: readonly T[];
  readonly counts: Readonly<Record<string, number>>;
  /** Present while AWS has more pages. */
  readonly nextToken?: string | undefined;
  /** False until the first page of this query has arrived. */
  readonly isLoaded: boolean;
  /** How many pages in a row have brought no new item. */
  readonly emptyPages: number;
  readonly positions: Map<string, number>;
}

type Counting<T> = {groupOf(item: T): string};
type Merging<T> = Counting<T> & {newerOf(known: T, received: T): T};

export const emptyFeed = <T extends Item, Q extends ListQuery>(query: Q): Feed<T, Q> => ({
  query,
  items: [],
  counts: {},
  isLoaded: false,
  emptyPages: 0,
  positions: new Map(),
});

/** The index of the item in `feed.items`, or -1. */
export const positionOf = <T extends Item, Q extends ListQuery>(feed: Feed<T, Q>, arn: string): number => {
  const position = feed.positions.get(arn);
  return position !== undefined && feed.items[position]?.arn === arn ? position : -1;
};

export const itemIn = <T extends Item, Q extends ListQuery>(feed: Feed<T, Q>, arn: string): T | undefined =>
  feed.items[positionOf(feed, arn)];

/** How many items are in the group, whose name may be any text, even "constructor". */
export const countIn = (counts: Readonly<Record<string, number>>, group: string): number =>
  Object.hasOwn(counts, group) ? (counts[group] ?? 0) : 0;

const counted = <T>(
  {groupOf}: Counting<T>,
  counts: Readonly<Record<string, number>>,
  items: readonly T[],
): Record<string, number> => {
  const next: Record<string, number> = Object.assign(Object.create(null), counts);
  for (const item of items) next[groupOf(item)] = countIn(next, groupOf(item)) + 1;
  return next;
};

/** The first page of a query: it replaces what was there. */
export const firstPage = <T extends Item, Q extends ListQuery>(kind: Merging<T>, query: Q, page: Page<T>): Feed<T, Q> =>
  withPage(kind, emptyFeed<T, Q>(query), page);

/** A further page. An item that is already there (pages shift while items are created) is updated in its place. */
export const withPage = <T extends Item, Q extends ListQuery>(
  kind: Merging<T>,
  feed: Feed<T, Q>,
  page: Page<T>,
): Feed<T, Q> => {
  const fresh: T[] = [];
  const repeated: T[] = [];
  const count = feed.items.length;
  for (const item of page.items) {
    // The map may still contain items that this feed no longer has.
    const position = feed.positions.get(item.arn) ?? -1;
    if (position >= 0 && feed.items[position]?.arn === item.arn) repeated.push(item);
    else if (position >= count && fresh[position - count]?.arn === item.arn) repeated.push(item);
    else {
      feed.positions.set(item.arn, count + fresh.length);
      fresh.push(item);
    }
  }
  const items = fresh.length > 0 ? feed.items.concat(fresh) : feed.items;
  const grown: Feed<T, Q> = {
    ...feed,
    items,
    counts: counted(kind, feed.counts, fresh),
    nextToken: page.nextToken,
    isLoaded: true,
    emptyPages: fresh.length > 0 ? 0 : feed.emptyPages + 1,
  };
  return repeated.reduce((next, item) => withReceived(kind, next, item), grown);
};

/** Updates an item that may be in the feed; returns the same feed if the item has nothing new. */
export const withReceived = <T extends Item, Q extends ListQuery>(
  kind: Merging<T>,
  feed: Feed<T, Q>,
  received: T,
): Feed<T, Q> => {
  const position = positionOf(feed, received.arn);
  const known = feed.items[position];
  if (!known) return feed;
  const next = kind.newerOf(known, received);
  if (next === known) return feed;
  const items = feed.items.with(position, next);
  const [before, after] = [kind.groupOf(known), kind.groupOf(next)];
  if (before === after) return {...feed, items};
  const counts = counted(kind, feed.counts, [next]);
  counts[before] = countIn(counts, before) - 1;
  return {...feed, items, counts};
};

const isBefore = <T extends Item, Q extends ListQuery>(a: T, b: T, {query}: Feed<T, Q>): boolean =>
  query.order === 'Descending' ? a.createdAt > b.createdAt : a.createdAt < b.createdAt;

/** Whether the item belongs within what is loaded. If not, it will come with its page. */
export const isWithinLoaded = <T extends Item, Q extends ListQuery>(feed: Feed<T, Q>, item: T): boolean => {
  const last = feed.items.at(-1);
  return feed.nextToken === undefined || (last !== undefined && isBefore(item, last, feed));
};

/** Inserts items that are not in the feed by creation time. */
export const withNew = <T extends Item, Q extends ListQuery>(
  kind: Counting<T>,
  feed: Feed<T, Q>,
  items: readonly T[],
): Feed<T, Q> => {
  const unknown = items.filter(item => positionOf(feed, item.arn) < 0);
  // Pages that shift while they are read contain an item twice.
  const fresh = [...new Map(unknown.map(item => [item.arn, item])).values()];
  if (fresh.length === 0) return feed;
  const next = [...feed.items];
  for (const item of fresh) {
    const position = next.findIndex(other => isBefore(item, other, feed));
    next.splice(position < 0 ? next.length : position, 0, item);
  }
  const positions = new Map(next.map((item, i) => [item.arn, i]));
  return {...feed, items: next, counts: counted(kind, feed.counts, fresh), positions};
};

/** Without an item that AWS no longer has; the same feed if it has no such item. */
export const withoutItem = <T extends Item, Q extends ListQuery>(
  {groupOf}: Counting<T>,
  feed: Feed<T, Q>,
  arn: string,
): Feed<T, Q> => {
  const item = itemIn(feed, arn);
  if (!item) return feed;
  const items = feed.items.filter(other => other !== item);
  const counts: Record<string, number> = Object.assign(Object.create(null), feed.counts);
  counts[groupOf(item)] = countIn(counts, groupOf(item)) - 1;
  return {...feed, items, counts, positions: new Map(items.map((each, i) => [each.arn, i]))};
};
