/** The feed: putting a query, fetching its pages on demand, and taking in their answers. */
import {pauseMs, recorded} from './failures.ts';
import {firstPage, withPage} from './feed.ts';
import {accountOf} from './job.ts';
import type {Message, Step} from './message.ts';
import {type Query, requestOf} from './query.ts';
import {isAnswered, layout, narrowOf, rowsOf, visibleRows} from './select.ts';
import type {Load, State} from './state.ts';
import {chain, step} from './step.ts';
import {noticed, withEndings} from './update-running.ts';

const IDLE: Load = {kind: 'idle'};

/** Stops the page request in flight, if there is one. */
export const cancelLoad = (state: State): Step => {
  const idle: State = {...state, load: IDLE, isLoadingAll: false};
  return state.load.kind === 'loading' ? step(idle, {kind: 'cancel', id: state.load.id}) : step(idle);
};

const requestPage = (state: State, isFirst: boolean, failures: number): Step => {
  const id = state.nextId;
  const request = requestOf(state.query, isFirst ? undefined : state.feed.nextToken);
  return step(
    {...state, nextId: id + 1, load: {kind: 'loading', id, isFirst, failures}},
    {kind: 'list-jobs', id, purpose: 'page', request},
  );
};

/** The look belongs to a query: with another one it begins anew. */
export const cancelLook = (state: State, at: number): Step => {
  const {request} = state.watch.look;
  const watch = {...state.watch, look: {startedAt: at}};
  return request ? step({...state, watch}, {kind: 'cancel', id: request.id}) : step({...state, watch});
};

/** Puts a new query. The rows that are there stay, as far as they match it, until the answer replaces them. */
export const ask = (state: State, query: Query, at: number): Step => {
  const watch = {...state.watch, newestAt: undefined, sinceLook: [], incoming: [], above: 0};
  const asking = cancelLook({...state, query, top: undefined, watch}, at);
  return chain(chain(asking, cancelLoad), idle => requestPage(idle, true, 0));
};

/** Fetches the next page where there is one and nothing is in flight. */
export const askNextPage = (state: State): Step =>
  state.load.kind === 'idle' && state.feed.nextToken !== undefined && state.feed.query === state.query
    ? requestPage(state, false, 0)
    : step(state);

/** Tries the failed page again. One that is tried before its time, by a person, is no reason to wait longer. */
export const retryPage = (state: State, isEarly = false): Step =>
  state.load.kind === 'failed'
    ? requestPage(state, state.load.isFirst, Math.max(0, state.load.failures - (isEarly ? 1 : 0)))
    : step(state);

/** `r`, and the way back from a state in which nothing is asked although nothing was answered. */
export const askAgain = (state: State, at: number): Step => {
  const {load, query} = state;
  // A page token that AWS has forgotten never comes back: the list is read from its start.
  const isTokenGone = load.kind === 'failed' && !load.isFirst && load.error.kind === 'not-found';
  return isTokenGone || (load.kind === 'idle' && !isAnswered(state)) ? ask(state, query, at) : retryPage(state, true);
};

/** Stops loading all, and nothing else: a first page that is on its way is still wanted. */
export const stopLoadingAll = (state: State): Step =>
  state.load.kind === 'loading' && state.load.isFirst ? step({...state, isLoadingAll: false}) : cancelLoad(state);

/** All the pages that remain, one after another. */
export const askRest = (state: State): Step =>
  state.feed.nextToken === undefined ? step(state) : chain(retryPage({...state, isLoadingAll: true}), askNextPage);

/** Two seconds of a held arrow key. */
const ROWS_AHEAD = 60;

/** Pages in a row without a new job after which the program waits for a key, so that a server that never ends is left alone. */
const BARREN_MOST = {ahead: 5, all: 50} as const;

/**
 * Where the window comes near the end of what is loaded (by its own height, by ROWS_AHEAD, at most by a page), the next page
 * is fetched. Rows that are narrowed here do not count: their end may be near for ever.
 */
export const fetchAhead = (state: State): Step => {
  const {barren} = state.feed;
  if (state.isLoadingAll) return barren < BARREN_MOST.all ? askNextPage(state) : cancelLoad(state);
  if (narrowOf(state) !== '' || barren >= BARREN_MOST.ahead) return step(state);
  const height = layout(state).listRows;
  const {first, count} = visibleRows(state);
  const ahead = Math.min(state.query.pageSize, Math.max(height, ROWS_AHEAD));
  return count - (first + height) < ahead ? askNextPage(state) : step(state);
};

/** Where there is no window to fill: pages that bring no job at all are passed over, as they say nothing of those behind them. */
export const fetchFirst = (state: State): Step =>
  state.feed.items.length === 0 && state.feed.barren < BARREN_MOST.all ? askNextPage(state) : step(state);

/** Whether the head of the list is known: there are jobs, or none at all. */
export const hasHead = (state: State): boolean =>
  isAnswered(state) &&
  (state.feed.items.length > 0 || state.feed.nextToken === undefined || state.feed.barren >= BARREN_MOST.all);

/** A move at the end of the rows asks for one page more, also where nothing is fetched ahead. */
export const askAtEnd = (state: State): Step => {
  const {count, indexOf} = rowsOf(state);
  return indexOf(state.selected) === count - 1 ? askNextPage(state) : step(state);
};

type Listed = Extract<Message, {kind: 'jobs-listed'}>;

export const pageArrived = (state: State, {id, outcome, luck}: Listed, at: number): Step => {
  const {load} = state;
  if (load.kind !== 'loading' || load.id !== id) return step(state);
  if (!outcome.ok) {
    const {error} = outcome;
    const failures = load.failures + 1;
    const retryAt = error.isTransient ? at + pauseMs(state.settings.refreshMs, failures - 1, luck) : undefined;
    const failed: Load = {kind: 'failed', error, isFirst: load.isFirst, failures, retryAt};
    const isLoadingAll = state.isLoadingAll && error.isTransient;
    const isSlowed = state.isSlowed || error.kind === 'throttled';
    return step(recorded({...state, isLoadingAll, isSlowed, load: failed}, error, at));
  }
  const page = {...outcome.value, jobs: withEndings(state, outcome.value.jobs)};
  const feed = load.isFirst ? firstPage(state.query, page) : withPage(state.feed, page);
  const hasMore = feed.nextToken !== undefined;
  const incoming = hasMore ? state.watch.incoming.filter(arn => !feed.positions.has(arn)) : [];
  const watch = {...state.watch, updatedAt: at, incoming};
  const account = accountOf(page.jobs) ?? state.account;
  const isLoadingAll = state.isLoadingAll && hasMore;
  const isSlowed = page.isSlowed ?? false;
  return noticed({...state, feed, account, watch, isLoadingAll, isSlowed, load: IDLE}, page.jobs, at);
};
