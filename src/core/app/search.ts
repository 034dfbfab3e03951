/** The search line: narrowing at once, asking AWS after a pause, and going back to the list as it was. */
import {isRunning, summaryOf} from '../domain/job.ts';
import {nameProblem} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import type {JobList} from '../jobs/job-list.ts';
import {IDLE, isAnsweredIn, withSlices} from '../list/list.ts';
import {ask, askTarget, cancelHeadPolls, cancelLoads} from '../list/pages.ts';
import {chainList} from '../list/step.ts';
import {loadedOf} from '../state/loaded.ts';
import type {Step} from '../state/message.ts';
import {moreText} from '../state/more-text.ts';
import {jobsOf, topOverlay} from '../state/select.ts';
import type {OverlayOf, State} from '../state/state.ts';
import {
  chain,
  forEachTarget,
  popped,
  pushed,
  step,
  stepJobs,
  withJobList,
  withJobs,
  withTopOverlay,
} from '../state/step.ts';
import {received} from './received.ts';

/** How long typing pauses before the question goes to AWS. */
export const SEARCH_PAUSE_MS = 300;
const SEARCHES_MAX = 50;
type Search = OverlayOf<'search'>;

const search = (state: State): Search | undefined => topOverlay(state, 'search');

export const searchOpened = (state: State, at: number): State => {
  const before = jobsOf(state);
  const {items} = loadedOf(state);
  const opened = items.length > 0 ? {...state, searchedFrom: items} : state;
  const search = {draft: '', isWide: false, isTouched: false, editedAt: at, recalled: -1, before};
  return pushed(opened, {kind: 'search', ...search});
};

interface DraftChange {
  readonly draft: string;
  readonly recalled?: number;
  readonly isWide?: boolean;
}

const withDraft = (state: State, change: DraftChange, at: number): Step => {
  const open = search(state);
  if (!open) return step(state);
  const {draft, isWide = open.isWide} = change;
  const edited = withTopOverlay(state, {...open, ...change, isTouched: true, editedAt: at});
  if (isWide)
    return chain(restored(edited, open.before, at), s => step(withJobs(s, {narrow: draft, more: moreText(s)})));
  // What AWS cannot search for narrows the rows from before the search, unless it continues what AWS was asked.
  const {query} = jobsOf(state);
  const isAskable = nameProblem(draft) === undefined;
  const continues = query === open.before.query || draft.includes(query.name ?? '');
  const narrowed = (s: State): Step => step(withJobs(s, {narrow: draft, more: undefined}));
  return chain(isAskable || continues ? step(edited) : restored(edited, open.before, at), narrowed);
};

export const searchEdited = (state: State, text: string, at: number): Step =>
  search(state)?.draft === text ? step(state) : withDraft(state, {draft: text}, at);

/** Up goes back through earlier searches, down comes forward again. */
export const searchRecalled = (state: State, by: 1 | -1, at: number): Step => {
  const open = search(state);
  const recalled = Math.min(Math.max(-1, (open?.recalled ?? -1) + by), state.searches.length - 1);
  if (!open || recalled === open.recalled) return step(state);
  const {text = '', isWide = false} = state.searches[recalled] ?? {};
  return withDraft(state, {draft: text, isWide, recalled}, at);
};

/** Between the names on AWS and everything that is loaded; the text stays. */
export const searchScopeToggled = (state: State, at: number): Step => {
  const open = search(state);
  return open ? withDraft(state, {draft: open.draft, isWide: !open.isWide}, at) : step(state);
};

/** The name to ask AWS for, if the draft differs from what was asked; undefined if there is nothing to ask. */
export const searchDue = (state: State): {readonly name: string | undefined} | undefined => {
  const open = search(state);
  if (!open?.isTouched || open.isWide || nameProblem(open.draft) !== undefined) return undefined;
  const name = open.draft === '' ? undefined : open.draft;
  return name === jobsOf(state).query.name ? undefined : {name};
};

const askForName = (state: State, name: string | undefined, at: number): Step =>
  stepJobs(state, (list, id) => ask(list, id, {query: {...list.query, name}, at}));

export const searchPaused = (state: State, at: number): Step => {
  const due = searchDue(state);
  return due ? askForName(state, due.name, at) : step(state);
};

/** A search that AWS cannot make replaces an earlier one that it does not continue. */
const withoutOtherName = (state: State, draft: string, at: number): Step => {
  const {name} = jobsOf(state).query;
  return name === undefined || draft.includes(name) ? step(state) : askForName(state, undefined, at);
};

export const searchSubmitted = (state: State, at: number): Step => {
  const open = search(state);
  if (!open) return step(state);
  if (!open.isTouched) return step(popped(state));
  const {draft, isWide} = open;
  const others = state.searches.filter(({text}) => text !== draft);
  const searches = draft === '' ? state.searches : [{text: draft, isWide}, ...others].slice(0, SEARCHES_MAX);
  if (isWide) return step({...popped(state), searches, searchedFrom: undefined});
  const narrow = nameProblem(draft) === undefined ? '' : draft;
  const asked = narrow === '' ? searchPaused(state, at) : withoutOtherName(state, narrow, at);
  return chain(asked, s => step({...withJobs(popped(s), {narrow}), searches}));
};

/** The list from before the search, with nothing in flight. What happened in the meantime stays. */
const resumedList = (before: JobList, now: JobList, at: number): JobList => ({
  ...before,
  slices: withSlices(before, () => ({load: IDLE, headPoll: {startedAt: at}})).slices,
  isLoadingAll: false,
  highlights: now.highlights,
  selectedAt: now.selectedAt,
  movedAt: now.movedAt,
  hasSettled: now.hasSettled,
});

/** What was there before the search, as far as it is still true. */
const restored = (state: State, before: JobList, at: number): Step => {
  const {narrow, more, selected, top} = before;
  if (before.query === jobsOf(state).query) return step(withJobs(state, {narrow, more, selected, top}));
  const stopped = stepJobs(state, (list, id) =>
    chainList(cancelLoads(list, id), (l, next) => cancelHeadPolls(l, next, at)),
  );
  const taken = chain(stopped, s => step(withJobList(s, resumedList(before, jobsOf(s), at))));
  return chain(taken, s =>
    forEachTarget(s, (each, target) => {
      const slice = before.slices.get(target);
      return slice && isAnsweredIn(slice, before.query)
        ? withLatest(each, target, at)
        : stepJobs(each, (l, id) => askTarget(l, id, {target, at}));
    }),
  );
};

/** Leaves the search line with everything as it was before. */
export const searchLeft = (state: State, at: number): Step => {
  const open = search(state);
  return open ? restored({...popped(state), searchedFrom: undefined}, open.before, at) : step(state);
};

/** Jobs that ran when the list was put aside may have ended since. */
const withLatest = (state: State, target: TargetId, at: number): Step => {
  const items = jobsOf(state).slices.get(target)?.feed.items ?? [];
  const jobs = items.filter(isRunning).map(job => summaryOf(state.details.get(job.arn)?.detail ?? job));
  return received(state, {target, jobs, at});
};
