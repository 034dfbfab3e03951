/** Loading pages: asking for a query, and fetching its pages on demand. */
import type {TargetId} from '../domain/target.ts';
import type {Item, ListQuery} from './item.ts';
import {IDLE, isAnsweredIn, type List, type Load, type Slice, withSlice} from './list.ts';
import type {ListKind} from './rows.ts';
import {chainList, forEachTarget, type ListEffect, type ListStep, listStep} from './step.ts';
import {visibleRows} from './window.ts';

/** Stops the page requests in flight. */
export const cancelLoads = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> =>
  forEachTarget({...list, isLoadingAll: false}, nextId, (l, target, id) => {
    const load = l.slices.get(target)?.load;
    const idle = withSlice(l, target, {load: IDLE});
    return load?.kind === 'loading' ? listStep(idle, id, {kind: 'cancel', id: load.id}) : listStep(idle, id);
  });

/** The head poll belongs to a query. With another query it starts again. */
export const cancelHeadPolls = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  at: number,
): ListStep<T, Q, S> =>
  forEachTarget(list, nextId, (l, target, id) => {
    const request = l.slices.get(target)?.headPoll.request;
    const restarted = withSlice(l, target, {headPoll: {startedAt: at}});
    return request ? listStep(restarted, id, {kind: 'cancel', id: request.id}) : listStep(restarted, id);
  });

interface PageRequest {
  readonly target: TargetId;
  readonly isFirst: boolean;
  readonly failures: number;
}

const requestPage = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  id: number,
  {target, isFirst, failures}: PageRequest,
): ListStep<T, Q, S> => {
  const token = isFirst ? undefined : list.slices.get(target)?.feed.nextToken;
  const loading = withSlice(list, target, {load: {kind: 'loading', id, isFirst, failures}});
  const fetch: ListEffect<Q> = {kind: 'fetch', id, target, query: list.query, ...(token === undefined ? {} : {token})};
  return listStep(loading, id + 1, fetch);
};

/** Asks a new query. The present rows stay, as far as they match it, until the answer replaces them. */
export const ask = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  {query, at}: {readonly query: Q; readonly at: number},
): ListStep<T, Q, S> => {
  const fresh = {newestAt: undefined, sinceHeadPoll: [], incoming: []};
  const slices = new Map([...list.slices].map(([target, slice]) => [target, {...slice, ...fresh}]));
  const asking = cancelHeadPolls({...list, query, slices, top: undefined, newAbove: 0}, nextId, at);
  return chainList(chainList(asking, cancelLoads), (l, id) =>
    forEachTarget(l, id, (each, target, next) => requestPage(each, next, {target, isFirst: true, failures: 0})),
  );
};

/** Asks a target that has just come in for the first page of the present query. */
export const askFirstPage = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  target: TargetId,
): ListStep<T, Q, S> => requestPage(list, nextId, {target, isFirst: true, failures: 0});

const canAskNextPage = <T extends Item, Q extends ListQuery>({load, feed}: Slice<T, Q>, query: Q): boolean =>
  load.kind === 'idle' && feed.nextToken !== undefined && feed.query === query;

/** Fetches the next page of every target that has one and is not loading. `isWanted` may leave targets out. */
export const askNextPage = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  isWanted: (slice: Slice<T, Q>) => boolean = () => true,
): ListStep<T, Q, S> =>
  forEachTarget(list, nextId, (l, target, id) => {
    const slice = l.slices.get(target);
    return slice && canAskNextPage(slice, l.query) && isWanted(slice)
      ? requestPage(l, id, {target, isFirst: false, failures: 0})
      : listStep(l, id);
  });

/** Retries the failed page. A retry before its time, by a person, is no reason to wait longer. */
export const retryPage = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  {target, isEarly = false}: {readonly target: TargetId; readonly isEarly?: boolean},
): ListStep<T, Q, S> => {
  const load = list.slices.get(target)?.load;
  if (load?.kind !== 'failed') return listStep(list, nextId);
  return requestPage(list, nextId, {
    target,
    isFirst: load.isFirst,
    failures: Math.max(0, load.failures - (isEarly ? 1 : 0)),
  });
};

/** A page token that AWS has forgotten never comes back. */
const isTokenGone = (load: Load): boolean => load.kind === 'failed' && !load.isFirst && load.error.kind === 'not-found';

/** The person asks for a refresh: failed pages are retried, and the list is read from its start if it can only start again. */
export const askAgain = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  at: number,
): ListStep<T, Q, S> => {
  const mustRestart = [...list.slices.values()].some(
    slice => isTokenGone(slice.load) || (slice.load.kind === 'idle' && !isAnsweredIn(slice, list.query)),
  );
  if (mustRestart) return ask(list, nextId, {query: list.query, at});
  return forEachTarget(list, nextId, (l, target, id) => retryPage(l, id, {target, isEarly: true}));
};

/** Stops loading all, and nothing else: a first page that is on its way is still wanted. */
export const stopLoadingAll = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> =>
  forEachTarget({...list, isLoadingAll: false}, nextId, (l, target, id) => {
    const load = l.slices.get(target)?.load;
    if (load?.kind !== 'loading') return listStep(withSlice(l, target, {load: IDLE}), id);
    return load.isFirst
      ? listStep(l, id)
      : listStep(withSlice(l, target, {load: IDLE}), id, {kind: 'cancel', id: load.id});
  });

/** All remaining pages, one after another. */
export const askAll = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> => {
  if (![...list.slices.values()].some(({feed}) => feed.nextToken !== undefined)) return listStep(list, nextId);
  const retried = forEachTarget({...list, isLoadingAll: true}, nextId, (l, target, id) => retryPage(l, id, {target}));
  return chainList(retried, askNextPage);
};

/** Two seconds of a held arrow key. */
const ROWS_AHEAD = 60;

/** After so many pages in a row without a new item, the program waits for a key: a server that never ends is left alone. */
const EMPTY_PAGES_MAX = {ahead: 5, all: 50} as const;

/**
 * Fetches the next page if the window comes near the end of what is loaded: by its own height or by ROWS_AHEAD, but at most by
 * a page. Rows that are narrowed here do not count, as their end may always be near.
 */
export const fetchAhead = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  {nextId, height}: {readonly nextId: number; readonly height: number},
): ListStep<T, Q, S> => {
  if (list.isLoadingAll) {
    const hasStalled = [...list.slices.values()].every(({feed}) => feed.emptyPages >= EMPTY_PAGES_MAX.all);
    return hasStalled ? cancelLoads(list, nextId) : askNextPage(list, nextId);
  }
  if (list.narrow !== '') return listStep(list, nextId);
  const {first, count} = visibleRows(kind, list, height);
  const ahead = Math.min(list.query.pageSize, Math.max(height, ROWS_AHEAD));
  if (count - (first + height) >= ahead) return listStep(list, nextId);
  return askNextPage(list, nextId, ({feed}) => feed.emptyPages < EMPTY_PAGES_MAX.ahead);
};

/** Without a window to fill: empty pages are skipped until the first item, because more may come after them. */
export const fetchFirst = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> =>
  askNextPage(list, nextId, ({feed}) => feed.items.length === 0 && feed.emptyPages < EMPTY_PAGES_MAX.all);

/** Whether the head of the list is known: there are items, or there are none at all. */
export const hasHead = <T extends Item, Q extends ListQuery, S extends string>(list: List<T, Q, S>): boolean =>
  [...list.slices.values()].every(
    slice =>
      isAnsweredIn(slice, list.query) &&
      (slice.feed.items.length > 0 ||
        slice.feed.nextToken === undefined ||
        slice.feed.emptyPages >= EMPTY_PAGES_MAX.all),
  );

/** A move at the end of the rows asks for one more page, even if nothing is fetched ahead. */
export const askAtEnd = <T extends Item, Q extends ListQuery, S extends string>(
  {rowsOf}: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> => {
  const {count, indexOf} = rowsOf(list);
  return indexOf(list.selected) === count - 1 ? askNextPage(list, nextId) : listStep(list, nextId);
};
