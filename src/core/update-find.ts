/** Finding: the search line, the filter form, the status, order and sort keys, and peeling it all off again. */
import {isRunning, type Job, KNOWN_STATUSES, summaryOf} from './job.ts';
import type {Step} from './message.ts';
import {
  DEFAULT_QUERY,
  hasFilters,
  nameProblem,
  type Parsed,
  parseMoment,
  parseOrder,
  parsePageSize,
  parseSortBy,
  parseStatus,
  type Query,
  rangeProblem,
} from './query.ts';
import {narrowOf, overlayOf} from './select.ts';
import {FORM_FIELDS, type FormField, type OverlayOf, type Snapshot, type SortColumn, type State} from './state.ts';
import {chain, popped, pushed, step, withTopOverlay} from './step.ts';
import {ask, cancelLoad, cancelLook, stopLoadingAll} from './update-pages.ts';
import {learned} from './update-running.ts';

/** How long typing rests before the question goes to AWS. */
export const SEARCH_PAUSE_MS = 300;
const SEARCHES_KEPT = 50;

type Search = OverlayOf<'search'>;
type Filters = OverlayOf<'filters'>;

const search = (state: State): Search | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'search' ? overlay : undefined;
};

export const searchOpened = (state: State, at: number): State => {
  const {query, narrow, feed, selected, top} = state;
  const {newestAt, incoming, above} = state.watch;
  const before = {query, narrow, feed, selected, top, newestAt, incoming, above};
  return pushed(state, {kind: 'search', draft: '', isTouched: false, editedAt: at, recalled: -1, before});
};

const withDraft = (state: State, change: {draft: string; recalled?: number}, at: number): Step => {
  const open = search(state);
  if (!open) return step(state);
  const edited = withTopOverlay(state, {...open, ...change, isTouched: true, editedAt: at});
  // What AWS cannot search for narrows what was there before, unless it goes on from what AWS was asked.
  const isAskable = nameProblem(change.draft) === undefined;
  const goesOn = state.query === open.before.query || change.draft.includes(state.query.name ?? '');
  return isAskable || goesOn ? step(edited) : restored(edited, open.before, at);
};

export const searchEdited = (state: State, text: string, at: number): Step =>
  search(state)?.draft === text ? step(state) : withDraft(state, {draft: text}, at);

/** Up goes back through earlier searches, down comes forward again. */
export const searchRecalled = (state: State, by: 1 | -1, at: number): Step => {
  const open = search(state);
  const recalled = Math.min(Math.max(-1, (open?.recalled ?? -1) + by), state.searches.length - 1);
  if (!open || recalled === open.recalled) return step(state);
  return withDraft(state, {draft: state.searches[recalled] ?? '', recalled}, at);
};

/** The name to ask AWS for, where the draft differs from what was asked: undefined when there is nothing to ask. */
export const searchOwed = (state: State): {readonly name: string | undefined} | undefined => {
  const open = search(state);
  if (!open?.isTouched || nameProblem(open.draft) !== undefined) return undefined;
  const name = open.draft === '' ? undefined : open.draft;
  return name === state.query.name ? undefined : {name};
};

export const searchPaused = (state: State, at: number): Step => {
  const owed = searchOwed(state);
  return owed ? ask(state, {...state.query, name: owed.name}, at) : step(state);
};

/** A search that cannot be asked takes the place of an earlier one that it does not go on from. */
const withoutOtherName = (state: State, draft: string, at: number): Step => {
  const {name} = state.query;
  return name === undefined || draft.includes(name) ? step(state) : ask(state, {...state.query, name: undefined}, at);
};

export const searchSubmitted = (state: State, at: number): Step => {
  const open = search(state);
  if (!open) return step(state);
  if (!open.isTouched) return step(popped(state));
  const {draft} = open;
  const searches =
    draft === '' ? state.searches : [draft, ...state.searches.filter(text => text !== draft)].slice(0, SEARCHES_KEPT);
  const narrow = nameProblem(draft) === undefined ? '' : draft;
  const asked = narrow === '' ? searchPaused(state, at) : withoutOtherName(state, narrow, at);
  return chain(asked, s => step({...popped(s), narrow, searches}));
};

/** What was there before the search, as far as it is still true. */
const restored = (state: State, before: Snapshot, at: number): Step => {
  const {query, narrow, feed, selected, top, newestAt, incoming, above} = before;
  if (query === state.query) return step({...state, narrow, selected, top});
  const taken = chain(
    chain(cancelLoad(state), s => cancelLook(s, at)),
    s => step({...s, query, narrow, feed, selected, top, watch: {...s.watch, newestAt, incoming, above}}),
  );
  const isThere = feed.isLoaded && feed.query === query;
  return isThere ? chain(taken, s => learned(s, stillRunning(s), at)) : chain(taken, s => ask(s, query, at));
};

/** Leaves the search line with everything as it was before. */
export const searchLeft = (state: State, at: number): Step => {
  const open = search(state);
  return open ? restored(popped(state), open.before, at) : step(state);
};

/** What is known now of the jobs that ran when a feed was laid aside: one may have ended since. */
const stillRunning = ({feed, details}: State): readonly Job[] =>
  feed.items.filter(isRunning).map(job => summaryOf(details.get(job.arn)?.detail ?? job));

export const statusCycled = (state: State, at: number): Step => {
  const cycle = [undefined, 'InProgress', 'Failed', 'Completed'];
  return ask(state, {...state.query, status: cycle[(cycle.indexOf(state.query.status) + 1) % cycle.length]}, at);
};

export const orderTurned = (state: State, at: number): Step =>
  ask(state, {...state.query, order: state.query.order === 'Descending' ? 'Ascending' : 'Descending'}, at);

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
  order: ['Descending', 'Ascending'],
  sortBy: ['CreationTime'],
};

const filters = (state: State): Filters | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'filters' ? overlay : undefined;
};

export const filtersEdited = (state: State, field: FormField, value: string): State => {
  const form = filters(state);
  if (!form || form.values[field] === value) return state;
  return withTopOverlay(state, {
    ...form,
    values: {...form.values, [field]: value},
    problems: {...form.problems, [field]: undefined},
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

/** Esc on the list takes one thing away: what is being loaded, the local sort, the name, the other filters. */
export const peeled = (state: State, at: number): Step => {
  if (state.isLoadingAll) return stopLoadingAll(state);
  if (state.sort) return step({...state, sort: undefined});
  if (narrowOf(state) !== '') return step({...state, narrow: ''});
  if (state.query.name !== undefined) return ask(state, {...state.query, name: undefined}, at);
  if (!hasFilters(state.query)) return step(state);
  return ask(state, {...state.query, status: undefined, after: undefined, before: undefined}, at);
};
