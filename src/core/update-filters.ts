/** The status, order and sort keys, the filter form, and clearing all of it again. */
import {KNOWN_STATUSES} from './job.ts';
import type {Step} from './message.ts';
import {
  DEFAULT_QUERY,
  hasFilters,
  nameProblem,
  ORDERS,
  type Order,
  type Parsed,
  parseMoment,
  parseOrder,
  parsePageSize,
  parseSortBy,
  parseStatus,
  type Query,
  rangeProblem,
  SORT_KEYS,
} from './query.ts';
import {narrowOf, overlayOf} from './select.ts';
import {
  FORM_FIELDS,
  type FormField,
  type LocalSort,
  type Notice,
  type OverlayOf,
  type SortColumn,
  type State,
} from './state.ts';
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

/** An order made here hides the one that changes. The next key may clear that order, so it also clears the notice. */
const orderNotice = (sort: LocalSort, order: Order, at: number): Notice => ({
  text: `AWS order: ${order === 'Ascending' ? 'oldest first' : 'newest first'} (still sorted by ${SORTED_BY[sort.by]})`,
  until: at + MARKED_MS,
  isRefusal: true,
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

export const filtersOpened = (state: State): State => {
  const {status, name, after, before, order, sortBy, pageSize} = state.query;
  return pushed(state, {
    kind: 'filters',
    values: {
      status: status ?? 'any',
      name: name ?? '',
      after: after?.text ?? '',
      before: before?.text ?? '',
      order,
      sortBy,
      pageSize: String(pageSize),
    },
    focused: 'status',
    problems: {},
  });
};

export const FORM_CHOICES: Readonly<Partial<Record<FormField, readonly string[]>>> = {
  status: ['any', ...KNOWN_STATUSES],
  order: ORDERS,
  sortBy: SORT_KEYS,
};

const filters = (state: State): Filters | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'filters' ? overlay : undefined;
};

/** A range that makes no sense is told at both of its fields. */
const withoutProblem = (problems: Filters['problems'], field: FormField): Filters['problems'] => {
  const isRange = problems.after !== undefined && problems.after === problems.before;
  const isOfRange = isRange && (field === 'after' || field === 'before');
  return {...problems, ...(isOfRange ? {after: undefined, before: undefined} : {}), [field]: undefined};
};

export const filtersEdited = (state: State, field: FormField, value: string): State => {
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
  const index = (FORM_FIELDS.indexOf(form.focused) + by + FORM_FIELDS.length) % FORM_FIELDS.length;
  return withTopOverlay(state, {...form, focused: FORM_FIELDS[index] ?? form.focused});
};

const optional = <T>(text: string, parse: (text: string) => Parsed<T>): Parsed<T | undefined> =>
  text.trim() === '' ? {ok: true, value: undefined} : parse(text);

const parseName = (text: string): Parsed<string> => {
  const problem = nameProblem(text);
  return problem === undefined ? {ok: true, value: text} : {ok: false, reason: `${problem}.`};
};

const reasonOf = (parsed: Parsed<unknown>): string | undefined => (parsed.ok ? undefined : parsed.reason);
const valueFrom = <T>(parsed: Parsed<T>): T | undefined => (parsed.ok ? parsed.value : undefined);

/** The query that a form's texts make, or what is wrong with each field. */
export const readForm = (
  values: Filters['values'],
  now: number,
): {readonly query: Query} | {readonly problems: Filters['problems']} => {
  const status = parseStatus(values.status);
  const name = optional(values.name, parseName);
  const after = optional(values.after, text => parseMoment(text, now));
  const before = optional(values.before, text => parseMoment(text, now));
  const order = parseOrder(values.order);
  const sortBy = parseSortBy(values.sortBy);
  const pageSize = parsePageSize(values.pageSize);
  const range = rangeProblem(valueFrom(after), valueFrom(before));
  const reasons: Filters['problems'] = {
    status: reasonOf(status),
    name: reasonOf(name),
    after: reasonOf(after) ?? range,
    before: reasonOf(before) ?? range,
    order: reasonOf(order),
    sortBy: reasonOf(sortBy),
    pageSize: reasonOf(pageSize),
  };
  if (Object.values(reasons).some(reason => reason !== undefined)) return {problems: reasons};
  return {
    query: {
      status: valueFrom(status),
      name: valueFrom(name),
      after: valueFrom(after),
      before: valueFrom(before),
      order: valueFrom(order) ?? DEFAULT_QUERY.order,
      sortBy: valueFrom(sortBy) ?? DEFAULT_QUERY.sortBy,
      pageSize: valueFrom(pageSize) ?? DEFAULT_QUERY.pageSize,
    },
  };
};

export const filtersSubmitted = (state: State, at: number): Step => {
  const form = filters(state);
  if (!form) return step(state);
  const read = readForm(form.values, at);
  if ('query' in read) return ask({...popped(state), narrow: ''}, read.query, at);
  const focused = FORM_FIELDS.find(field => read.problems[field] !== undefined) ?? form.focused;
  return step(withTopOverlay(state, {...form, problems: read.problems, focused}));
};

/** Esc on the list clears one thing: what is being loaded, the local sort, the name, the other filters, the order. */
export const peeled = (state: State, at: number): Step => {
  if (state.isLoadingAll) return stopLoadingAll(state);
  if (state.sort) return step({...state, sort: undefined});
  if (narrowOf(state) !== '') return step({...state, narrow: ''});
  if (state.query.name !== undefined) return ask(state, {...state.query, name: undefined}, at);
  if (hasFilters(state.query)) {
    return ask(state, {...state.query, status: undefined, after: undefined, before: undefined}, at);
  }
  const {order} = DEFAULT_QUERY;
  return state.query.order === order ? step(state) : ask(state, {...state.query, order}, at);
};
