/** Which timers a state implies. The runtime only starts and stops the difference. */
import {PROCESS_SLOW_MS} from './credential-process.ts';
import {isRunning} from './job.ts';
import type {Message} from './message.ts';
import {knownJob, openOverlay, screenOf, visibleRows} from './select.ts';
import type {Poll, State} from './state.ts';
import {detailDueAt} from './update-detail.ts';
import {OVERDUE_MS} from './update-link.ts';
import {SEARCH_PAUSE_MS, searchOwed} from './update-search.ts';
import {canLook, LOOK_MS, needsBaseline, tickMs} from './update-watch.ts';

/** How long a selection rests before its job is asked about. */
export const REST_MS = 200;

export interface Timer {
  /** When, in ms since the epoch; a moment that has passed is due at once. */
  readonly at: number;
  readonly message: Message;
}

const dueAt = (poll: Poll, everyMs: number): number => poll.trouble?.retryAt ?? poll.startedAt + everyMs;

/** The next full second, while the screen shows how long a running job has taken. */
const clockTimer = (state: State): readonly Timer[] => {
  if (screenOf(state) !== 'list') return [];
  const detail = openOverlay(state, 'detail');
  const shown = detail ? [knownJob(state, detail.arn)] : visibleRows(state).jobs;
  if (!shown.some(job => job && isRunning(job))) return [];
  return [{at: Math.floor(state.clock / 1000) * 1000 + 1000, message: {kind: 'clock-ticked'}}];
};

const pollTimers = (state: State): readonly Timer[] => {
  const {isPaused, running, tick, look} = state.watch;
  if (isPaused || state.link.kind !== 'connected') return [];
  const timers: Timer[] = [];
  if (running.size > 0 && !tick.request) timers.push({at: dueAt(tick, tickMs(state)), message: {kind: 'tick-due'}});
  if (canLook(state) && !look.request) {
    timers.push({at: dueAt(look, needsBaseline(state) ? 0 : LOOK_MS), message: {kind: 'look-due'}});
  }
  return timers;
};

const fadeTimer = (state: State): readonly Timer[] => {
  const ends = [...state.marks.values(), ...(state.notice ? [state.notice.until] : [])];
  return ends.length > 0 ? [{at: Math.min(...ends), message: {kind: 'faded'}}] : [];
};

/** At most one timer for each kind of message. */
export const timersFor = (state: State): readonly Timer[] => {
  const timers: Timer[] = [...clockTimer(state), ...pollTimers(state), ...fadeTimer(state)];
  if (state.link.kind === 'connecting' && !state.link.isOverdue) {
    timers.push({at: state.link.since + OVERDUE_MS, message: {kind: 'connecting-overdue'}});
  }
  const {credentialProcess} = state;
  if (credentialProcess && !credentialProcess.isSlow) {
    timers.push({at: credentialProcess.since + PROCESS_SLOW_MS, message: {kind: 'credential-process-slow'}});
  }
  if (!state.hasRested) timers.push({at: state.movedAt + REST_MS, message: {kind: 'rested'}});
  const search = openOverlay(state, 'search');
  if (search && searchOwed(state))
    timers.push({at: search.editedAt + SEARCH_PAUSE_MS, message: {kind: 'search-paused'}});
  if (state.load.kind === 'failed' && state.load.retryAt !== undefined && state.link.kind === 'connected') {
    timers.push({at: state.load.retryAt, message: {kind: 'retry-due'}});
  }
  if (state.link.kind === 'unusable' && state.link.retryAt !== undefined) {
    timers.push({at: state.link.retryAt, message: {kind: 'retry-due'}});
  }
  const dueDetail = detailDueAt(state);
  if (Number.isFinite(dueDetail)) timers.push({at: dueDetail, message: {kind: 'detail-due'}});
  return timers;
};
