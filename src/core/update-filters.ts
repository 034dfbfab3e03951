/** The status, order and sort keys, the filter form, and clearing all of it again. */
import {KNOWN_STATUSES} from './job.ts';
import type {Step} from './message.ts';
import {DEFAULT_QUERY, hasFilters, type Order, withoutFilters} from './query.ts';
import {QUERY_FIELD_IDS, type QueryFieldId} from './query-fields.ts';
import {formTexts, readForm, withoutProblem} from './query-form.ts';
import {narrowOf, overlayOf} from './select.ts';
import type {LocalSort, Notice, OverlayOf, SortColumn, State} from './state.ts';
import {popped, pushed, step, withTopOverlay} from './step.ts';
import {ask, stopLoadingAll} from './update-pages.ts';
import {MARKED_MS} from './update-running.ts';

type Filters = OverlayOf<'filters'>;

const STATUS_CYCLE: readonly (string | undefined)[] = [undefined, ...KNOWN_STATUSES];

export const statusCycled = (state: State, at: number): Step => {
  const next = (STATUS_CYCLE.indexOf(state.query.status) + 1) % STATUS_CYCLE.length;
  return ask(state, {...state.query, status: STATUS_CYCLE[next]}, at);
};

const SORTED_BY: Readonly<Record<SortColumn, string>> = {name: 'name', status: 'status', took: 'duration'};

/** An order made here hides the one that changes. */
const orderNotice = (sort: LocalSort, order: Order, at: number): Notice => ({
  text: `AWS order: ${order === 'Ascending' ? 'oldest first' : 'newest first'} (still sorted by ${SORTED_BY[sort.by]})`,
  until: at + MARKED_MS,
});

export const orderTurned = (state: State, at: number): Step => {
  const order = state.query.order === 'Descending' ? 'Ascending' : 'Descending';
  const notice = state.sort ? orderNotice(state.sort, order, at) : state.notice;
  return ask({...state, notice}, {...state.query, order}, at);
};

/** The same column again reverses, a third time gives AWS's order back. */
export const sortedBy = (state: State, by: SortColumn): State => {
  const {sort} = state;
  if (sort?.by !== by) return {...state, sort: {by, isReversed: false}};
  return {...state, sort: sort.isReversed ? undefined : {by, isReversed: true}};
};

export const filtersOpened = (state: State): State =>
  pushed(state, {kind: 'filters', values: formTexts(state.query), focused: 'status', problems: {}});

const filters = (state: State): Filters | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'filters' ? overlay : undefined;
};

export const filtersEdited = (state: State, field: QueryFieldId, value: string): State => {
  const form = filters(state);
  if (!form || form.values[field] === value) return state;
  return withTopOverlay(state, {
    ...form,
    values: {...form.values, [field]: value},
    problems: withoutProblem(form.problems, field),
  });
};

export const filtersFocused = (state: State, by: 1 | -1): State => {
  const form = filters(state);
  if (!form) return state;
  const index = (QUERY_FIELD_IDS.indexOf(form.focused) + by + QUERY_FIELD_IDS.length) % QUERY_FIELD_IDS.length;
  return withTopOverlay(state, {...form, focused: QUERY_FIELD_IDS[index] ?? form.focused});
};

export const filtersSubmitted = (state: State, at: number): Step => {
  const form = filters(state);
  if (!form) return step(state);
  const read = readForm(form.values, at);
  if ('query' in read) return ask({...popped(state), narrow: ''}, read.query, at);
  const focused = QUERY_FIELD_IDS.find(field => read.problems[field] !== undefined) ?? form.focused;
  return step(withTopOverlay(state, {...form, problems: read.problems, focused}));
};

/** Esc on the list clears one thing: what is being loaded, the local sort, the name, the other filters, the order. */
export const peeled = (state: State, at: number): Step => {
  if (state.isLoadingAll) return stopLoadingAll(state);
  if (state.sort) return step({...state, sort: undefined});
  if (narrowOf(state) !== '') return step({...state, narrow: ''});
  if (state.query.name !== undefined) return ask(state, {...state.query, name: undefined}, at);
  if (hasFilters(state.query)) return ask(state, withoutFilters(state.query), at);
  const {order} = DEFAULT_QUERY;
  return state.query.order === order ? step(state) : ask(state, {...state.query, order}, at);
};
