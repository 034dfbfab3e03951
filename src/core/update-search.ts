/** The search line: narrowing at once, asking AWS after a pause, and leaving everything as it was. */
import {isRunning, type Job, summaryOf} from './job.ts';
import type {Step} from './message.ts';
import {nameProblem} from './query.ts';
import {isAnswered, overlayOf} from './select.ts';
import type {OverlayOf, Snapshot, State} from './state.ts';
import {chain, popped, pushed, step, withTopOverlay} from './step.ts';
import {ask, cancelLoad, cancelLook} from './update-pages.ts';
import {learned} from './update-running.ts';

/** How long typing rests before the question goes to AWS. */
export const SEARCH_PAUSE_MS = 300;
const SEARCHES_KEPT = 50;
type Search = OverlayOf<'search'>;

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
  return isAnswered(before) ? chain(taken, s => learned(s, stillRunning(s), at)) : chain(taken, s => ask(s, query, at));
};

/** Leaves the search line with everything as it was before. */
export const searchLeft = (state: State, at: number): Step => {
  const open = search(state);
  return open ? restored(popped(state), open.before, at) : step(state);
};

/** What is known now of the jobs that ran when a feed was laid aside: one may have ended since. */
const stillRunning = ({feed, details}: State): readonly Job[] =>
  feed.items.filter(isRunning).map(job => summaryOf(details.get(job.arn)?.detail ?? job));
