/** The status, order and sort keys, the filter form, and clearing all of it again. */
import {KNOWN_STATUSES} from '../domain/job.ts';
import {DEFAULT_QUERY, hasFilters, type Order, type Query, withoutFilters} from '../domain/query.ts';
import {formTexts, readForm, withoutProblem} from '../jobs/filter-form.ts';
import type {SortColumn} from '../jobs/job-list.ts';
import {QUERY_FIELD_IDS, type QueryFieldId} from '../jobs/query-fields.ts';
import type {LocalSort} from '../list/item.ts';
import {ask, stopLoadingAll} from '../list/pages.ts';
import type {Step} from '../state/message.ts';
import {jobsOf, narrowOf, topOverlay} from '../state/select.ts';
import type {Notice, OverlayOf, State} from '../state/state.ts';
import {popped, pushed, step, stepJobs, withJobs, withTopOverlay} from '../state/step.ts';
import {NOTICE_MS} from './received.ts';

type Filters = OverlayOf<'filters'>;

const STATUS_CYCLE: readonly (string | undefined)[] = [undefined, ...KNOWN_STATUSES];

const askJobs = (state: State, change: Partial<Query>, at: number): Step =>
  stepJobs(state, (list, id) => ask(list, id, {query: {...list.query, ...change}, at}));

export const statusCycled = (state: State, at: number): Step => {
  const next = (STATUS_CYCLE.indexOf(jobsOf(state).query.status) + 1) % STATUS_CYCLE.length;
  return askJobs(state, {status: STATUS_CYCLE[next]}, at);
};

const SORTED_BY: Readonly<Record<SortColumn, string>> = {name: 'name', status: 'status', took: 'duration'};

/** An order made here hides the one that changes. The next key may clear that order, so it also clears the notice. */
const orderNotice = (sort: LocalSort<SortColumn>, order: Order, at: number): Notice => ({
  text: `AWS order: ${order === 'Ascending' ? 'oldest first' : 'newest first'} (still sorted by ${SORTED_BY[sort.by]})`,
  until: at + NOTICE_MS,
  isRefusal: true,
});

export const orderReversed = (state: State, at: number): Step => {
  const {query, sort} = jobsOf(state);
  const order = query.order === 'Descending' ? 'Ascending' : 'Descending';
  const notice = sort ? orderNotice(sort, order, at) : state.notice;
  return askJobs({...state, notice}, {order}, at);
};

/** The same column again reverses; a third time restores AWS's order. */
export const sortedBy = (state: State, by: SortColumn): State => {
  const {sort} = jobsOf(state);
  if (sort?.by !== by) return withJobs(state, {sort: {by, isReversed: false}});
  return withJobs(state, {sort: sort.isReversed ? undefined : {by, isReversed: true}});
};

export const filtersOpened = (state: State): State =>
  pushed(state, {kind: 'filters', values: formTexts(jobsOf(state).query), focused: 'status', problems: {}});

const filters = (state: State): Filters | undefined => topOverlay(state, 'filters');

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
  if ('query' in read) return askJobs(withJobs(popped(state), {narrow: '', more: undefined}), read.query, at);
  const focused = QUERY_FIELD_IDS.find(field => read.problems[field] !== undefined) ?? form.focused;
  return step(withTopOverlay(state, {...form, problems: read.problems, focused}));
};

/** Esc on the list clears one thing: what is being loaded, the local sort, the name, the other filters, the order. */
export const oneFilterCleared = (state: State, at: number): Step => {
  const {isLoadingAll, sort, query} = jobsOf(state);
  if (isLoadingAll) return stepJobs(state, stopLoadingAll);
  if (sort) return step(withJobs(state, {sort: undefined}));
  if (narrowOf(state) !== '') return step(withJobs(state, {narrow: '', more: undefined}));
  if (query.name !== undefined) return askJobs({...state, searchedFrom: undefined}, {name: undefined}, at);
  if (hasFilters(query)) return askJobs(state, withoutFilters(query), at);
  const {order} = DEFAULT_QUERY;
  return query.order === order ? step(state) : askJobs(state, {order}, at);
};
