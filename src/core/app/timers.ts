/** Which timers a state implies. The runtime only starts and stops the difference. */
import type {Connection} from '../connections/connection.ts';
import {isRunning} from '../domain/job.ts';
import type {TargetId} from '../domain/target.ts';
import {LATE_MS} from '../list/behind.ts';
import {needsBaseline} from '../list/head-poll.ts';
import {HEAD_POLL_MS, type Poll} from '../list/item.ts';
import {isAnsweredIn} from '../list/list.ts';
import {SLOW_MS} from '../screens/shared/waiting.ts';
import {actingOf} from '../state/acting.ts';
import type {TimerMessage} from '../state/message.ts';
import {jobsOf, knownJob, openOverlay, screenOf, visibleRows} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {PROCESS_SLOW_MS} from './credential-process.ts';
import {detailDueAt} from './details.ts';
import {OVERDUE_MS} from './link.ts';
import {reasonsDueAt} from './reason-requests.ts';
import {runningPollMs} from './running-poll.ts';
import {SEARCH_PAUSE_MS, searchDue} from './search.ts';

/** How long a selection stays before its job is asked about. */
const SETTLE_MS = 200;

export interface Timer {
  /** When, in ms since the epoch; a moment that has passed is due at once. */
  readonly at: number;
  readonly message: TimerMessage;
}

const dueAt = (poll: Poll<unknown>, everyMs: number): number => poll.failure?.retryAt ?? poll.startedAt + everyMs;

const nextSecond = (state: State): number => Math.floor(state.clock / 1000) * 1000 + 1000;

/** When the time that a request has waited is next shown; undefined if none waits. */
const waitingAt = (state: State): number | undefined => {
  let oldest: number | undefined;
  for (const {at} of state.inFlight.values()) oldest = Math.min(oldest ?? at, at);
  return oldest === undefined ? undefined : Math.max(oldest + SLOW_MS, nextSecond(state));
};

/** The list shows when a missing page is retried. */
const hasRetryInGap = (state: State): boolean =>
  jobsOf(state).slices.size > 1 &&
  visibleRows(state).gaps.some(({target}) => {
    const load = jobsOf(state).slices.get(target)?.load;
    return load?.kind === 'failed' && load.retryAt !== undefined;
  });

/** The list shows how long something takes, and so do the connections, which can also be seen over the setup screen. */
const hasClock = (state: State): boolean =>
  screenOf(state) === 'list' || (screenOf(state) === 'setup' && openOverlay(state, 'connections') !== undefined);

/** The next full second, while the screen shows how long a running job has taken, or how long a request has waited. */
const clockTimer = (state: State): readonly Timer[] => {
  if (!hasClock(state)) return [];
  const waiting = waitingAt(state);
  const tick = (at: number): readonly Timer[] => [{at, message: {kind: 'clock-ticked'}}];
  const detail = openOverlay(state, 'detail');
  const shown = detail ? [knownJob(state, detail.arn)] : visibleRows(state).items;
  if (shown.some(job => job && isRunning(job)) || hasRetryInGap(state) || actingOf(state)?.hasClock(state)) {
    return tick(nextSecond(state));
  }
  return waiting === undefined ? [] : tick(waiting);
};

const fadeTimer = (state: State): readonly Timer[] => {
  const ends = [...jobsOf(state).highlights.values(), ...(state.notice ? [state.notice.until] : [])];
  return ends.length > 0 ? [{at: Math.min(...ends), message: {kind: 'faded'}}] : [];
};

const searchTimer = (state: State): readonly Timer[] => {
  const search = openOverlay(state, 'search');
  if (!search || !searchDue(state)) return [];
  return [{at: search.editedAt + SEARCH_PAUSE_MS, message: {kind: 'search-paused'}}];
};

const detailTimers = (state: State): readonly Timer[] => {
  const {hasSettled, movedAt} = jobsOf(state);
  const due = detailDueAt(state);
  return [
    ...(hasSettled ? [] : [{at: movedAt + SETTLE_MS, message: {kind: 'settled'}} as const]),
    ...(Number.isFinite(due) ? [{at: due, message: {kind: 'detail-due'}} as const] : []),
  ];
};

/** The timers of a connection that is not there yet, or could not be made. */
const linkTimers = ({link, credentialProcess}: Connection, target: TargetId): readonly Timer[] => {
  const timers: Timer[] = [];
  if (link.kind === 'connecting' && !link.isOverdue) {
    timers.push({at: link.since + OVERDUE_MS, message: {kind: 'connecting-overdue', target}});
  }
  if (link.kind === 'unusable' && link.retryAt !== undefined) {
    timers.push({at: link.retryAt, message: {kind: 'retry-due', target}});
  }
  if (credentialProcess && !credentialProcess.isSlow) {
    timers.push({at: credentialProcess.since + PROCESS_SLOW_MS, message: {kind: 'credential-process-slow', target}});
  }
  return timers;
};

/** The timers of a connection that works: its polls, and the retry of a page. */
const requestTimers = (state: State, connection: Connection, target: TargetId): readonly Timer[] => {
  const {query, slices} = jobsOf(state);
  const slice = slices.get(target);
  if (connection.link.kind !== 'connected' || !slice) return [];
  const {load, headPoll} = slice;
  const {running, runningPoll} = connection;
  const timers: Timer[] = [];
  if (!state.isPaused && running.size > 0 && !runningPoll.request) {
    const at = dueAt(runningPoll, runningPollMs(state, connection));
    timers.push({at, message: {kind: 'running-poll-due', target}});
  }
  if (!state.isPaused && isAnsweredIn(slice, query) && !headPoll.request) {
    const at = dueAt(headPoll, needsBaseline(slice, query) ? 0 : HEAD_POLL_MS);
    timers.push({at, message: {kind: 'head-poll-due', target}});
  }
  if (load.kind === 'failed' && load.retryAt !== undefined) {
    timers.push({at: load.retryAt, message: {kind: 'retry-due', target}});
  }
  return timers;
};

/** Of several connections, one that is late does not keep the others waiting. */
const lateTimers = (state: State): readonly Timer[] => {
  const {slices} = jobsOf(state);
  if (slices.size < 2) return [];
  return [...slices].flatMap(([target, {load, isBehind}]) => {
    const sent = load.kind === 'loading' && !load.isFirst && !isBehind ? state.inFlight.get(load.id) : undefined;
    return sent ? [{at: sent.at + LATE_MS, message: {kind: 'page-late', target}} as const] : [];
  });
};

const keys = new Map<TargetId, Map<TimerMessage['kind'], string>>();

/** A text is made once for each timer of a target: timers are compared after every message. */
const keyWithTarget = (kind: TimerMessage['kind'], target: TargetId): string => {
  let known = keys.get(target);
  if (!known) {
    known = new Map();
    keys.set(target, known);
  }
  let key = known.get(kind);
  if (key === undefined) {
    key = `${kind} ${target}`;
    known.set(kind, key);
  }
  return key;
};

/** What distinguishes a timer from the others: its kind, and its target if it has one. */
export const timerKey = (message: TimerMessage): string =>
  'target' in message ? keyWithTarget(message.kind, message.target) : message.kind;

/** At most one timer for each key. */
export const timersFor = (state: State): readonly Timer[] => {
  const timers: Timer[] = [...clockTimer(state)];
  for (const [target, connection] of state.connections) {
    timers.push(...requestTimers(state, connection, target), ...linkTimers(connection, target));
  }
  const due = reasonsDueAt(state);
  if (due !== undefined) timers.push({at: due, message: {kind: 'reasons-due'}});
  const acting = actingOf(state)?.dueAt(state);
  if (acting !== undefined) timers.push({at: acting, message: {kind: 'acting-due'}});
  timers.push(...lateTimers(state), ...fadeTimer(state), ...searchTimer(state), ...detailTimers(state));
  return timers;
};
