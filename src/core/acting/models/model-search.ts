/** Searching models by name: the loaded rows at once, and AWS after enter. Then order, sort and clearing all of it again. */
import {DEFAULT_MODEL_QUERY, hasModelFilters, type ModelQuery, modelNameProblem} from '../../domain/model-query.ts';
import {stopLoadingAll} from '../../list/pages.ts';
import type {Step} from '../../state/message.ts';
import {topOverlay} from '../../state/select.ts';
import type {Notice, OverlayOf, State} from '../../state/state.ts';
import {popped, pushed, step, withTopOverlay} from '../../state/step.ts';
import {noticeOf} from '../acting-step.ts';
import {askModels, stepModels, withModels} from './model-pages.ts';
import {modelsOf} from './model-state.ts';

const searchOf = (state: State): OverlayOf<'model-search'> | undefined => topOverlay(state, 'model-search');

export const modelSearchOpened = (state: State): Step => {
  const list = modelsOf(state);
  if (!list || searchOf(state)) return step(state);
  return step(pushed(state, {kind: 'model-search', draft: list.narrow || (list.query.name ?? ''), before: list}));
};

export const modelSearchEdited = (state: State, text: string): Step => {
  const search = searchOf(state);
  if (!search || search.draft === text) return step(state);
  return step(withModels(withTopOverlay(state, {...search, draft: text}), {narrow: text, top: undefined}));
};

/** Text that AWS would refuse goes on narrowing the loaded rows, and replaces a name that it does not continue. */
export const modelSearchSubmitted = (state: State, at: number): Step => {
  const search = searchOf(state);
  if (!search) return step(state);
  const {draft} = search;
  const closed = popped(state);
  if (modelNameProblem(draft) !== undefined) {
    const narrowed = withModels(closed, {narrow: draft});
    const isContinued = draft.includes(modelsOf(state)?.query.name ?? '');
    return isContinued ? step(narrowed) : askModels(narrowed, at, {name: undefined});
  }
  const name = draft === '' ? undefined : draft;
  const unchanged = modelsOf(state)?.query.name === name;
  const plain = withModels(closed, {narrow: ''});
  return unchanged ? step(plain) : askModels(plain, at, {name});
};

/** Everything as it was before the search, as far as it is still there. */
export const modelSearchLeft = (state: State): Step => {
  const search = searchOf(state);
  if (!search) return step(state);
  const {narrow, selected, top} = search.before;
  return step(withModels(popped(state), {narrow, selected, top}));
};

/** An order made here hides the one that changes. The next key may clear that order, so it also clears the notice. */
const orderNotice = (order: ModelQuery['order'], at: number): Notice => ({
  ...noticeOf([`AWS order: ${order === 'Ascending' ? 'oldest first' : 'newest first'} (still sorted by name)`], at),
  isRefusal: true,
});

export const modelOrderReversed = (state: State, at: number): Step => {
  const {query, sort} = modelsOf(state) ?? {};
  const order = query?.order === 'Descending' ? 'Ascending' : 'Descending';
  return askModels(sort ? {...state, notice: orderNotice(order, at)} : state, at, {order});
};

/** Again reverses; a third time restores AWS's order. */
export const modelsSorted = (state: State): Step => {
  const sort = modelsOf(state)?.sort;
  if (!sort) return step(withModels(state, {sort: {by: 'name', isReversed: false}}));
  return step(withModels(state, {sort: sort.isReversed ? undefined : {...sort, isReversed: true}}));
};

/** Esc clears one thing: what is being loaded, the sort, the text, the name, the other filters, the order; undefined if there is nothing. */
export const modelFilterCleared = (state: State, at: number): Step | undefined => {
  const list = modelsOf(state);
  if (!list) return undefined;
  const {isLoadingAll, sort, narrow, query} = list;
  if (isLoadingAll) return stepModels(state, stopLoadingAll);
  if (sort) return step(withModels(state, {sort: undefined}));
  if (narrow !== '') return step(withModels(state, {narrow: ''}));
  if (query.name !== undefined) return askModels(state, at, {name: undefined});
  if (hasModelFilters(query)) return askModels(state, at, {after: undefined, before: undefined});
  const {order} = DEFAULT_MODEL_QUERY;
  return query.order === order ? undefined : askModels(state, at, {order});
};
