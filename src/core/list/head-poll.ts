/** The head poll: asks for the newest items that match the query, and inserts those that are new. */
import type {TargetId} from '../domain/target.ts';
import {isWithinLoaded, positionOf, withNew} from './feed.ts';
import {type Item, type ItemKind, type ListQuery, type Page, POLL_PAGES_MAX} from './item.ts';
import {isAnsweredIn, type List, type Slice, withSlice} from './list.ts';
import type {ListKind} from './rows.ts';
import {type ListStep, listStep} from './step.ts';
import {visibleRows, withHighlights} from './window.ts';

/** Oldest first with more to load: new items are told from old ones by the newest creation time, once that is known. */
export const needsBaseline = <T extends Item, Q extends ListQuery>({feed, newestAt}: Slice<T, Q>, query: Q): boolean =>
  query.order === 'Ascending' && feed.nextToken !== undefined && newestAt === undefined;

const headQuery = <T extends Item, Q extends ListQuery, S extends string>(
  {pageSize}: Pick<ItemKind<T, Q, S>, 'pageSize'>,
  slice: Slice<T, Q>,
  query: Q,
): Q => ({
  ...query,
  order: 'Descending',
  pageSize: needsBaseline(slice, query) ? pageSize.min : Math.max(pageSize.default, query.pageSize),
});

interface HeadRequest<T> {
  readonly target: TargetId;
  /** What the earlier pages of this poll contained; empty for its first page. */
  readonly received?: readonly T[];
  readonly pages?: number;
  readonly token?: string;
}

const send = <T extends Item, Q extends ListQuery, S extends string>(
  kind: Pick<ItemKind<T, Q, S>, 'pageSize'>,
  {list, nextId: id, slice}: {list: List<T, Q, S>; nextId: number; slice: Slice<T, Q>},
  {target, received = [], pages = 0, token}: HeadRequest<T>,
): ListStep<T, Q, S> => {
  const headPoll = {...slice.headPoll, request: {id, received, pages}};
  const query = headQuery(kind, slice, list.query);
  const fetch = {kind: 'fetch', id, target, query, ...(token === undefined ? {} : {token})} as const;
  return listStep(withSlice(list, target, {headPoll}), id + 1, fetch);
};

/** Starts a head poll of `target`, unless one is in flight or the current query has not been answered. */
export const askHead = <T extends Item, Q extends ListQuery, S extends string>(
  kind: Pick<ItemKind<T, Q, S>, 'pageSize'>,
  {list, nextId}: {list: List<T, Q, S>; nextId: number},
  {target, at}: {readonly target: TargetId; readonly at: number},
): ListStep<T, Q, S> => {
  const slice = list.slices.get(target);
  if (!slice || slice.headPoll.request || !isAnsweredIn(slice, list.query)) return listStep(list, nextId);
  const started = {...slice, headPoll: {...slice.headPoll, startedAt: at}};
  return send(kind, {list, nextId, slice: started}, {target});
};

/** The target whose head poll has this id. */
export const targetPolling = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  id: number,
): TargetId | undefined => {
  for (const [target, {headPoll}] of list.slices) if (headPoll.request?.id === id) return target;
  return undefined;
};

const isKnown = <T extends Item, Q extends ListQuery>(
  {feed, sinceHeadPoll, incoming, newestAt}: Slice<T, Q>,
  item: T,
): boolean =>
  (positionOf(feed, item.arn) >= 0 && !sinceHeadPoll.includes(item.arn)) ||
  incoming.includes(item.arn) ||
  (newestAt !== undefined && item.createdAt <= newestAt);

/** What follows from a page of a head poll. */
type HeadAnswer<T extends Item, Q extends ListQuery, S extends string> =
  /** The poll has found what is known: `received` is everything that it read. */
  | {readonly kind: 'done'; readonly received: readonly T[]}
  /** It needs its next page. */
  | {readonly kind: 'next'; readonly step: ListStep<T, Q, S>}
  /** So much is new that nothing would join up with what is loaded: the list has to be read from its start. */
  | {readonly kind: 'restart'};

export const headPageReceived = <T extends Item, Q extends ListQuery, S extends string>(
  kind: Pick<ItemKind<T, Q, S>, 'pageSize'>,
  {list, nextId}: {list: List<T, Q, S>; nextId: number},
  {target, page}: {readonly target: TargetId; readonly page: Page<T>},
): HeadAnswer<T, Q, S> => {
  const slice = list.slices.get(target);
  const request = slice?.headPoll.request;
  if (!slice || !request) return {kind: 'done', received: []};
  const {items, nextToken} = page;
  const received = [...request.received, ...items];
  const pages = request.pages + 1;
  const isJoined =
    nextToken === undefined || needsBaseline(slice, list.query) || items.some(item => isKnown(slice, item));
  if (isJoined) return {kind: 'done', received};
  const isEmpty = slice.feed.items.length === 0;
  // Pages without a single item say nothing about those that are known.
  if (pages >= POLL_PAGES_MAX && received.length === 0 && !isEmpty) return {kind: 'done', received};
  if (isEmpty || pages >= POLL_PAGES_MAX) return {kind: 'restart'};
  return {kind: 'next', step: send(kind, {list, nextId, slice}, {target, received, pages, token: nextToken})};
};

/** The creation time from which on items are new, after a head poll; undefined for newest first, which needs none. */
export const newestAfter = <T extends Item, Q extends ListQuery>(
  {newestAt}: Slice<T, Q>,
  query: Q,
  {received, at}: {readonly received: readonly T[]; readonly at: number},
): number | undefined => {
  if (query.order !== 'Ascending') return undefined;
  // Without any item to compare with, what is created from now on is new. With no baseline the poll would be due again at once.
  const known = received.length === 0 ? (newestAt ?? at) : (newestAt ?? 0);
  return Math.max(known, ...received.map(item => item.createdAt));
};

/** How many of the items are in rows above the window; they would push the selected row out of it. */
const countAbove = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {items, height}: {readonly items: readonly T[]; readonly height: number},
): number => {
  const rows = kind.rowsOf(list);
  const {first} = visibleRows(kind, list, height);
  return items.filter(item => {
    const index = rows.indexOf(item.arn);
    return index >= 0 && index < first;
  }).length;
};

interface NewItems<T> {
  readonly target: TargetId;
  readonly items: readonly T[];
  readonly height: number;
  readonly highlightUntil: number;
}

/** Puts new items where they belong: into the rows, or among those whose page is not loaded yet. */
export const admitted = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {target, items, height, highlightUntil}: NewItems<T>,
): List<T, Q, S> => {
  const slice = list.slices.get(target);
  if (!slice || !isAnsweredIn(slice, list.query)) return list;
  const {feed, newestAt, incoming} = slice;
  const unknown = items.filter(item => positionOf(feed, item.arn) < 0 && kind.matches(list.query, item));
  const inserted = unknown.filter(item => isWithinLoaded(feed, item));
  const later =
    list.query.order === 'Ascending' && newestAt !== undefined
      ? unknown.filter(item => !inserted.includes(item) && item.createdAt > newestAt && !incoming.includes(item.arn))
      : [];
  if (inserted.length === 0 && later.length === 0) return list;
  const arns = inserted.map(item => item.arn);
  const next = withSlice(withHighlights(list, arns, highlightUntil), target, {
    feed: withNew(kind, feed, inserted),
    incoming: [...incoming, ...later.map(item => item.arn)],
    sinceHeadPoll: [...slice.sinceHeadPoll, ...arns],
  });
  return {...next, newAbove: next.newAbove + countAbove(kind, next, {items: inserted, height})};
};
