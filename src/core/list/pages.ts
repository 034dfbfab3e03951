/** Loading pages: asking for a query, and fetching its pages on demand. */
import type {TargetId} from '../domain/target.ts';
import {HEAD_POLL_MS, type Item, type ListQuery, spreadStart} from './item.ts';
import {IDLE, isAnsweredIn, isFailing, type List, type Load, type Slice, withSlice} from './list.ts';
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
    const startedAt = spreadStart(at, [...l.slices.keys()].indexOf(target), {
      count: l.slices.size,
      everyMs: HEAD_POLL_MS,
    });
    const restarted = withSlice(l, target, {headPoll: {startedAt}});
    return request ? listStep(restarted, id, {kind: 'cancel', id: request.id}) : listStep(restarted, id);
  });

/** What was known of the former query's answers, and counts no more. */
const FRESH = {newestAt: undefined, sinceHeadPoll: [], incoming: [], isBehind: undefined} as const;

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
  const slices = new Map([...list.slices].map(([target, slice]) => [target, {...slice, ...FRESH}]));
  const asking = cancelHeadPolls({...list, query, slices, top: undefined, newAbove: 0}, nextId, at);
  return chainList(chainList(asking, cancelLoads), (l, id) =>
    forEachTarget(l, id, (each, target, next) => requestPage(each, next, {target, isFirst: true, failures: 0})),
  );
};

/** Asks one target from its start again. Its rows stay until its answer replaces them, and the others go on. */
export const askTarget = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  {target, at}: {readonly target: TargetId; readonly at: number},
): ListStep<T, Q, S> => {
  if (list.slices.size === 1) return ask(list, nextId, {query: list.query, at});
  const slice = list.slices.get(target);
  if (!slice) return listStep(list, nextId);
  const {load, headPoll} = slice;
  const ids = [...(load.kind === 'loading' ? [load.id] : []), ...(headPoll.request ? [headPoll.request.id] : [])];
  const restarted = withSlice(list, target, {...FRESH, headPoll: {startedAt: at}, isBehind: slice.isBehind});
  const cancelled = listStep(restarted, nextId, ...ids.map(id => ({kind: 'cancel', id}) as const));
  return chainList(cancelled, (l, id) => requestPage(l, id, {target, isFirst: true, failures: 0}));
};
/** Asks a target that has just come in for the first page of the present query. */
export const askFirstPage = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  target: TargetId,
): ListStep<T, Q, S> => requestPage(list, nextId, {target, isFirst: true, failures: 0});

/** Gives up the page that is on its way, and asks for it again. */
export const askOver = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  {target, at}: {readonly target: TargetId; readonly at: number},
): ListStep<T, Q, S> => {
  const load = list.slices.get(target)?.load;
  if (load?.kind !== 'loading') return listStep(list, nextId);
  if (load.isFirst && list.slices.size > 1) return askTarget(list, nextId, {target, at});
  const {id, isFirst, failures} = load;
  return chainList(listStep(list, nextId, {kind: 'cancel', id}), (l, next) =>
    requestPage(l, next, {target, isFirst, failures}),
  );
};

const canAskNextPage = <T extends Item, Q extends ListQuery>({load, feed}: Slice<T, Q>, query: Q): boolean =>
  load.kind === 'idle' && feed.nextToken !== undefined && feed.query === query;

/** Fetches the next page of every target that has one and is not loading. `isWanted` may leave targets out. */
export const askNextPage = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  isWanted: (slice: Slice<T, Q>, target: TargetId) => boolean = () => true,
): ListStep<T, Q, S> =>
  forEachTarget(list, nextId, (l, target, id) => {
    const slice = l.slices.get(target);
    return slice && canAskNextPage(slice, l.query) && isWanted(slice, target)
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

/** The person asks for a refresh of one target: its failed page is retried, or it is read from its start if it can only start again. */
export const askTargetAgain = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  {target, at}: {readonly target: TargetId; readonly at: number},
): ListStep<T, Q, S> => {
  const slice = list.slices.get(target);
  if (!slice) return listStep(list, nextId);
  const mustRestart = isTokenGone(slice.load) || (slice.load.kind === 'idle' && !isAnsweredIn(slice, list.query));
  return mustRestart ? askTarget(list, nextId, {target, at}) : retryPage(list, nextId, {target, isEarly: true});
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
export const EMPTY_PAGES_MAX = {ahead: 5, all: 50} as const;

/** The targets whose next page has rows before row `end`: those with a gap there, and at the end the one that holds the list back. */
const wantedTargets = <T extends Item, Q extends ListQuery, S extends string>(
  {mergedOf}: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  end: number,
): ReadonlySet<TargetId> => {
  const {gaps, heldBy} = mergedOf(list);
  const wanted = new Set(gaps.filter(({before}) => before < end).map(({target}) => target));
  if (end === Number.POSITIVE_INFINITY && heldBy !== undefined) wanted.add(heldBy);
  return wanted;
};

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
    const goesOn = ({feed}: Slice<T, Q>): boolean => feed.emptyPages < EMPTY_PAGES_MAX.all;
    const open = [...list.slices.values()].filter(
      ({feed, load}) => feed.nextToken !== undefined || load.kind !== 'idle',
    );
    return open.length > 0 && !open.some(goesOn) ? cancelLoads(list, nextId) : askNextPage(list, nextId, goesOn);
  }
  if (list.narrow !== '') return listStep(list, nextId);
  const {first, count} = visibleRows(kind, list, height);
  const ahead = Math.min(list.query.pageSize, Math.max(height, ROWS_AHEAD));
  const isNearEnd = count - (first + height) < ahead;
  const isPatient = ({feed}: Slice<T, Q>): boolean => feed.emptyPages < EMPTY_PAGES_MAX.ahead;
  if (list.slices.size === 1) return isNearEnd ? askNextPage(list, nextId, isPatient) : listStep(list, nextId);
  const wanted = wantedTargets(kind, list, isNearEnd ? Number.POSITIVE_INFINITY : first + height + ahead);
  return askNextPage(list, nextId, (slice, target) => wanted.has(target) && isPatient(slice));
};

/** Without a window to fill: empty pages are skipped until the first item, because more may come after them. */
export const fetchFirst = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> =>
  askNextPage(list, nextId, ({feed}) => feed.items.length === 0 && feed.emptyPages < EMPTY_PAGES_MAX.all);

/** Whether the head of the list is known from every target that works: there are items, or there are none at all. */
export const hasHead = <T extends Item, Q extends ListQuery, S extends string>(list: List<T, Q, S>): boolean => {
  const slices = [...list.slices.values()];
  const hasOwn = (slice: Slice<T, Q>): boolean =>
    isAnsweredIn(slice, list.query) &&
    (slice.feed.items.length > 0 || slice.feed.nextToken === undefined || slice.feed.emptyPages >= EMPTY_PAGES_MAX.all);
  return slices.some(hasOwn) && slices.every(slice => hasOwn(slice) || isFailing(slice));
};

/** A move at the end of the rows asks for one more page, even if nothing is fetched ahead. */
export const askAtEnd = <T extends Item, Q extends ListQuery, S extends string>(
  kind: ListKind<T, Q, S>,
  list: List<T, Q, S>,
  nextId: number,
): ListStep<T, Q, S> => {
  const {count, indexOf} = kind.rowsOf(list);
  if (indexOf(list.selected) !== count - 1) return listStep(list, nextId);
  if (list.slices.size === 1) return askNextPage(list, nextId);
  const wanted = wantedTargets(kind, list, Number.POSITIVE_INFINITY);
  return askNextPage(list, nextId, (_, target) => wanted.has(target));
};
