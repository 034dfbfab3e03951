/** The feed: putting a query, fetching its pages on demand, and taking in their answers. */
import {pauseMs, recorded} from './failures.ts';
import {firstPage, withPage} from './feed.ts';
import type {Effect, Message, Step} from './message.ts';
import {type Query, requestOf} from './query.ts';
import {layout, narrowOf, rowsOf, visibleRows} from './select.ts';
import type {Load, State} from './state.ts';
import {chain, step} from './step.ts';
import {learned} from './update-running.ts';

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

/** Puts a new query. The rows that are there stay, as far as they match it, until the answer replaces them. */
export const ask = (state: State, query: Query, at: number): Step => {
  const {look} = state.watch;
  const cancelLook: readonly Effect[] = look.request ? [{kind: 'cancel', id: look.request.id}] : [];
  const watch = {...state.watch, look: {startedAt: at}, newestAt: undefined, incoming: [], above: 0};
  const asking = step({...state, query, top: undefined, watch}, ...cancelLook);
  return chain(chain(asking, cancelLoad), idle => requestPage(idle, true, 0));
};

/** Fetches the next page where there is one and nothing is in flight. */
export const askNextPage = (state: State): Step =>
  state.load.kind === 'idle' && state.feed.nextToken !== undefined && state.feed.query === state.query
    ? requestPage(state, false, 0)
    : step(state);

/** Tries the failed page again. */
export const retryPage = (state: State): Step =>
  state.load.kind === 'failed' ? requestPage(state, state.load.isFirst, state.load.failures) : step(state);

/** All the pages that remain, one after another. */
export const askRest = (state: State): Step =>
  state.feed.nextToken === undefined ? step(state) : chain(retryPage({...state, isLoadingAll: true}), askNextPage);

/** Two seconds of a held arrow key. */
const ROWS_AHEAD = 60;

/**
 * Where the window comes within a window's height (or ROWS_AHEAD) of the end of what is loaded, the next page is fetched. Rows that are
 * narrowed here do not count: their end may be near for ever.
 */
export const fetchAhead = (state: State): Step => {
  if (state.isLoadingAll) return askNextPage(state);
  if (narrowOf(state) !== '') return step(state);
  const height = layout(state).listRows;
  const {first, count} = visibleRows(state);
  return count - (first + height) < Math.max(height, ROWS_AHEAD) ? askNextPage(state) : step(state);
};

/** Where the rows are narrowed here, a move at their end asks for one page more. */
export const askAtEnd = (state: State): Step => {
  const {jobs, indexOf} = rowsOf(state);
  return indexOf(state.selected) === jobs.length - 1 ? askNextPage(state) : step(state);
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
    return step(recorded({...state, isLoadingAll: false, load: failed}, error, at));
  }
  const page = outcome.value;
  const feed = load.isFirst ? firstPage(state.query, page) : withPage(state.feed, page);
  const incoming = state.watch.incoming.filter(arn => !feed.positions.has(arn));
  const isLoadingAll = state.isLoadingAll && feed.nextToken !== undefined;
  const watch = {...state.watch, updatedAt: at, incoming};
  return learned({...state, feed, watch, isLoadingAll, load: IDLE}, page.jobs, at);
};
