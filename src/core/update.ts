/** The one function that changes the state: total, synchronous and pure. */
import {processEnded, processSlow, processStarted} from './credential-process.ts';
import type {Message, Step} from './message.ts';
import {overlayOf, rowsOf, screenOf, selectedJob, visibleRows} from './select.ts';
import type {OverlayOf, State} from './state.ts';
import {chain, popped, pushed, step, withTopOverlay} from './step.ts';
import {jobsListed} from './update-account.ts';
import {hydrate, hydrateNow, jobTold} from './update-detail.ts';
import {
  filtersEdited,
  filtersFocused,
  filtersOpened,
  filtersSubmitted,
  orderTurned,
  peeled,
  sortedBy,
  statusCycled,
} from './update-filters.ts';
import {connected, demoAsked, overdue, profileChosen, refreshAsked, retryDue, started} from './update-link.ts';
import {moved, selectedAt} from './update-move.ts';
import {askRest, fetchAhead, fetchFirst} from './update-pages.ts';
import {MARKED_MS} from './update-running.ts';
import {
  searchEdited,
  searchLeft,
  searchOpened,
  searchPaused,
  searchRecalled,
  searchSubmitted,
} from './update-search.ts';
import {askAboutLeft, look, tick, tickMs} from './update-watch.ts';

const withHelp = (state: State, change: Partial<OverlayOf<'help'>>): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'help' ? withTopOverlay(state, {...overlay, ...change}) : state;
};

const steppedBack = (state: State, at: number): Step => {
  const overlay = overlayOf(state);
  if (!overlay) return peeled(state, at);
  // The help's own filter goes before the help does.
  if (overlay.kind === 'help' && (overlay.isTyping || overlay.filter !== '')) {
    return step(withHelp(state, {filter: '', isTyping: false, scroll: 0}));
  }
  return overlay.kind === 'search' ? searchLeft(state, at) : step(popped(state));
};

const detailOpened = (state: State, at: number): Step => {
  const job = selectedJob(state);
  return job ? hydrateNow(pushed(state, {kind: 'detail', arn: job.arn, scroll: 0, isRaw: false}), at) : step(state);
};

const rawTurned = (state: State, at: number): Step => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'detail') return step(withTopOverlay(state, {...overlay, isRaw: !overlay.isRaw, scroll: 0}));
  return chain(detailOpened(state, at), opened => {
    const top = overlayOf(opened);
    return step(top?.kind === 'detail' ? withTopOverlay(opened, {...top, isRaw: true}) : opened);
  });
};

const faded = (state: State, at: number): State => {
  const marks = new Map([...state.marks].filter(([, until]) => until > at));
  const notice = state.notice && state.notice.until > at ? state.notice : undefined;
  return {...state, marks, notice};
};

const pauseTurned = (state: State): State => ({...state, watch: {...state.watch, isPaused: !state.watch.isPaused}});

const resized = (state: State, size: State['size']): State =>
  size.columns === state.size.columns && size.rows === state.size.rows ? state : {...state, size};

/** The tick comes at once when the focus returns, but never twice within a second. */
const focusChanged = (state: State, hasFocus: boolean, at: number): State => {
  const {tick, hasFocus: hadFocus} = state.watch;
  const isBack = hasFocus && !hadFocus && at - tick.startedAt >= 1000;
  const startedAt = isBack ? Math.min(tick.startedAt, at - tickMs(state)) : tick.startedAt;
  return {...state, watch: {...state.watch, hasFocus, tick: {...tick, startedAt}}};
};

/** Whoever brought the program back looks at it: what ran before the stop may have ended since. */
const resumed = (state: State, at: number): Step => {
  const focused: State = {...state, watch: {...state.watch, hasFocus: true}};
  return state.watch.isPaused ? step(focused) : tick(focused, at);
};

const reduce = (state: State, message: Message, at: number): Step => {
  switch (message.kind) {
    case 'started':
      return started(state, at);
    case 'resized':
      return step(resized(state, {columns: message.columns, rows: message.rows}));
    case 'focus-changed':
      return step(focusChanged(state, message.hasFocus, at));
    case 'quit-asked':
      return step(state, {kind: 'exit'});
    case 'suspend-asked':
      return step(state, {kind: 'suspend'});
    case 'resumed':
      return resumed(state, at);
    case 'repaint-asked':
      return step(state, {kind: 'repaint'});
    case 'stepped-back':
      return steppedBack(state, at);
    case 'refused':
      return step({...state, notice: {text: message.reason, until: at + MARKED_MS, isRefusal: true}});
    case 'moved':
      return moved(state, message.motion, at);
    case 'search-opened':
      return step(searchOpened(state, at));
    case 'search-edited':
      return searchEdited(state, message.text, at);
    case 'search-recalled':
      return searchRecalled(state, message.by, at);
    case 'search-submitted':
      return searchSubmitted(state, at);
    case 'search-paused':
      return searchPaused(state, at);
    case 'status-cycled':
      return statusCycled(state, at);
    case 'order-turned':
      return orderTurned(state, at);
    case 'sorted':
      return step(sortedBy(state, message.by));
    case 'filters-opened':
      return step(filtersOpened(state));
    case 'filters-edited':
      return step(filtersEdited(state, message.field, message.value));
    case 'filters-focused':
      return step(filtersFocused(state, message.by));
    case 'filters-submitted':
      return filtersSubmitted(state, at);
    case 'detail-opened':
      return detailOpened(state, at);
    case 'raw-turned':
      return rawTurned(state, at);
    case 'help-opened':
      return step(pushed(state, {kind: 'help', scroll: 0, filter: '', isTyping: false}));
    case 'help-filter-opened':
      return step(withHelp(state, {isTyping: true}));
    case 'help-filtered':
      return step(withHelp(state, {filter: message.text, scroll: 0}));
    case 'help-filter-kept':
      return step(withHelp(state, {isTyping: false}));
    case 'errors-opened':
      return step(pushed(state, {kind: 'errors', scroll: 0}));
    case 'refresh-asked':
      return refreshAsked(state, at);
    case 'pause-turned':
      return step(pauseTurned(state));
    case 'rest-asked':
      return askRest(state);
    case 'demo-asked':
      return demoAsked(state, at);
    case 'profile-highlighted':
      return step({...state, highlighted: message.profile});
    case 'profile-chosen':
      return profileChosen(state, message.profile, at);
    case 'connected':
      return connected(state, message, at);
    case 'profiles-found':
      return step({...state, profiles: message.profiles});
    case 'credential-process-started':
      return step(processStarted(state, message, at));
    case 'credential-process-slow':
      return step(processSlow(state, at));
    case 'credential-process-ended':
      return processEnded(state, message.run);
    case 'jobs-listed':
      return jobsListed(state, message, at);
    case 'job-told':
      return jobTold(state, message, at);
    case 'clock-ticked':
      return step({...state, clock: at});
    case 'connecting-overdue':
      return overdue(state);
    case 'rested':
      return step({...state, hasRested: true});
    case 'tick-due':
      return tick(state, at);
    case 'look-due':
      return look(state, at);
    case 'retry-due':
      return retryDue(state, at);
    case 'detail-due':
      // What is owed is asked for behind every message. A new state, also where a timer came a moment early: it is set again.
      return step({...state});
    case 'faded':
      return step(faded(state, at));
  }
};

/** Keeps a selection where there are rows, and the window around it. */
const framed = (state: State, at: number): State => {
  const rows = rowsOf(state);
  if (rows.count === 0) return state;
  const first = Math.max(0, rows.indexOf(state.top));
  const selected = rows.indexOf(state.selected) < 0 ? selectedAt(state, first, at) : state;
  const window = visibleRows(selected);
  const top = window.first === 0 ? undefined : window.jobs[0]?.arn;
  const above = top === undefined ? 0 : selected.watch.above;
  if (top === selected.top && above === selected.watch.above) return selected;
  const hasMoved = top !== selected.top;
  const next: State = {...selected, top, watch: {...selected.watch, above}};
  return hasMoved ? {...next, movedAt: at, hasRested: false} : next;
};

const settled = (state: State, at: number): Step => {
  if (screenOf(state) === 'too-small') return chain(askAboutLeft(state, at), fetchFirst);
  const steps = chain(step(framed(state, at)), fetchAhead);
  return chain(
    chain(steps, s => hydrate(s, at)),
    s => askAboutLeft(s, at),
  );
};

/** Messages that no key says, and the repaint, which shows again what stood there: the reason for a refusal as well. */
const KEYLESS: ReadonlySet<Message['kind']> = new Set([
  'started',
  'resized',
  'focus-changed',
  'resumed',
  'repaint-asked',
  'connected',
  'profiles-found',
  'jobs-listed',
  'job-told',
  'clock-ticked',
  'connecting-overdue',
  'credential-process-started',
  'credential-process-slow',
  'credential-process-ended',
  'rested',
  'search-paused',
  'tick-due',
  'look-due',
  'retry-due',
  'detail-due',
  'faded',
]);

const withoutRefusal = (state: State, {kind}: Message): State =>
  state.notice?.isRefusal && !KEYLESS.has(kind) ? {...state, notice: undefined} : state;

/** What `message` makes of `state` at the moment `at` (ms since the epoch), and the effects that it asks for. */
export const update = (state: State, message: Message, at: number): Step => {
  const [next, effects] = chain(reduce(withoutRefusal(state, message), message, at), s => settled(s, at));
  return [next === state ? state : {...next, clock: at}, effects];
};
