/** Watching: the tick that asks for the running jobs, the look at the head of the list, and what their answers change. */
import type {AppError} from './app-error.ts';
import {pauseMs, recorded} from './failures.ts';
import {isWithinLoaded, positionOf, withNew} from './feed.ts';
import type {Job} from './job.ts';
import type {Message, Step} from './message.ts';
import {faster, slower} from './pace.ts';
import type {ListRequest} from './ports.ts';
import {matches, PAGE_SIZE, RUNNING_JOBS, requestOf} from './query.ts';
import {requestDetails} from './request-details.ts';
import {isAnswered, rowsOf, visibleRows} from './select.ts';
import type {Poll, State, Watch} from './state.ts';
import {chain, step} from './step.ts';
import {ask, retryPage} from './update-pages.ts';
import {learned, marked} from './update-running.ts';

export const LOOK_MS = 60_000;
const BLURRED_MS = 15_000;
/** Pages that one tick or one look reads at the most. */
const PAGES_MOST = 10;
/** GetModelImportJob requests at a time for jobs that have ended. */
const GETS_AT_ONCE = 3;

/** Milliseconds between two ticks now: longer while AWS throttles, and while nobody looks (unless the bell is wanted). */
export const tickMs = (state: State): number => {
  const {hasFocus, pace} = state.watch;
  const isWatched = hasFocus || state.settings.hasBell;
  return Math.max(state.settings.refreshMs, isWatched ? 0 : BLURRED_MS) * pace;
};

type PollName = 'tick' | 'look';

const withPoll = (state: State, name: PollName, poll: Poll, more: Partial<Watch> = {}): State => ({
  ...state,
  watch: {...state.watch, ...more, [name]: poll},
});

const send = (state: State, name: PollName, poll: Poll, request: ListRequest): Step => {
  const id = state.nextId;
  const {told = [], pages = 0} = poll.request ?? {};
  const sent = withPoll({...state, nextId: id + 1}, name, {...poll, request: {id, told, pages}});
  return step(sent, {kind: 'list-jobs', id, purpose: name, request});
};

/** Asks which jobs run; nothing where that is being asked already. */
export const tick = (state: State, at: number): Step => {
  const poll = state.watch.tick;
  if (poll.request || state.watch.running.size === 0 || state.link.kind !== 'connected') return step(state);
  return send(state, 'tick', {...poll, startedAt: at}, RUNNING_JOBS);
};

/** Oldest first with more to load: new jobs are told from old ones by the newest creation time, once that is known. */
export const needsBaseline = (state: State): boolean =>
  state.query.order === 'Ascending' && state.feed.nextToken !== undefined && state.watch.newestAt === undefined;

const lookRequest = (state: State, token?: string): ListRequest => ({
  ...requestOf(state.query, token),
  order: 'Descending',
  pageSize: needsBaseline(state) ? PAGE_SIZE.min : Math.max(PAGE_SIZE.default, state.query.pageSize),
});

export const canLook = (state: State): boolean => state.link.kind === 'connected' && isAnswered(state);

/** Asks for the newest jobs that match the filters; nothing where that is being asked already. */
export const look = (state: State, at: number): Step => {
  const poll = state.watch.look;
  if (poll.request || !canLook(state)) return step(state);
  return send(state, 'look', {...poll, startedAt: at}, lookRequest(state));
};

const failed = (
  state: State,
  name: PollName,
  {error, luck, at}: {error: AppError; luck: number; at: number},
): State => {
  const poll = state.watch[name];
  const before = poll.trouble;
  // Asked before its time, by a person: that is no reason to wait longer.
  const isEarly = before !== undefined && poll.startedAt < before.retryAt;
  const failures = (before?.failures ?? 0) + (isEarly ? 0 : 1);
  const baseMs = name === 'tick' ? tickMs(state) : LOOK_MS;
  const trouble = {error, failures, retryAt: at + pauseMs(baseMs, failures, luck)};
  const pace = error.kind === 'throttled' ? slower(state.watch.pace) : state.watch.pace;
  return recorded(withPoll(state, name, {startedAt: poll.startedAt, trouble}, {pace}), error, at);
};

/** Puts new jobs where they belong: into the list, or among those whose place is not loaded yet. */
const admitted = (state: State, jobs: readonly Job[], at: number): State => {
  if (!canLook(state)) return state;
  const unknown = jobs.filter(job => positionOf(state.feed, job.arn) < 0 && matches(state.query, job));
  const placed = unknown.filter(job => isWithinLoaded(state.feed, job));
  const {newestAt, incoming} = state.watch;
  const later =
    state.query.order === 'Ascending' && newestAt !== undefined
      ? unknown.filter(job => !placed.includes(job) && job.createdAt > newestAt && !incoming.includes(job.arn))
      : [];
  if (placed.length === 0 && later.length === 0) return state;
  const next: State = {
    ...marked(
      state,
      placed.map(job => job.arn),
      at,
    ),
    feed: withNew(state.feed, placed),
    watch: {...state.watch, incoming: [...incoming, ...later.map(job => job.arn)]},
  };
  const sinceLook = [...next.watch.sinceLook, ...placed.map(job => job.arn)];
  return {...next, watch: {...next.watch, sinceLook, above: next.watch.above + countAbove(next, placed)}};
};

/** How many of the jobs came in above the window, which moves where the selected row would leave it. */
const countAbove = (state: State, jobs: readonly Job[]): number => {
  const rows = rowsOf(state);
  const {first} = visibleRows(state);
  return jobs.filter(job => {
    const index = rows.indexOf(job.arn);
    return index >= 0 && index < first;
  }).length;
};

/** AWS takes the credentials again: what was refused for them goes on. */
const withRefusedPage = (state: State): Step =>
  state.load.kind === 'failed' && state.load.error.kind === 'credentials' ? retryPage(state) : step(state);

const recovered = (watch: Watch, at: number): Partial<Watch> => ({pace: faster(watch.pace), updatedAt: at});

const tickEnded = (state: State, told: readonly Job[], at: number): Step => {
  const arns = new Set(told.map(job => job.arn));
  const left = [...state.watch.running.keys()].filter(arn => !arns.has(arn));
  const idle = withPoll(state, 'tick', {startedAt: state.watch.tick.startedAt}, {...recovered(state.watch, at), left});
  return chain(
    chain(learned(idle, told, at), next => step(admitted(next, told, at))),
    withRefusedPage,
  );
};

const isKnown = (state: State, job: Job): boolean =>
  (positionOf(state.feed, job.arn) >= 0 && !state.watch.sinceLook.includes(job.arn)) ||
  state.watch.incoming.includes(job.arn) ||
  (state.watch.newestAt !== undefined && job.createdAt <= state.watch.newestAt);

const lookEnded = (state: State, told: readonly Job[], at: number): Step => {
  const isBaseline = needsBaseline(state);
  // Where there is nothing to go by, what is created from now on is new: without any baseline the look would come again at once.
  const known = told.length === 0 ? (state.watch.newestAt ?? at) : (state.watch.newestAt ?? 0);
  const newestAt = state.query.order === 'Ascending' ? Math.max(known, ...told.map(job => job.createdAt)) : undefined;
  const idle = withPoll(state, 'look', {startedAt: state.watch.look.startedAt}, recovered(state.watch, at));
  const admit = (s: State): Step => step(isBaseline ? s : admitted(s, told, at));
  const withNewest = (s: State): Step => step({...s, watch: {...s.watch, sinceLook: [], newestAt}});
  return [admit, withNewest, withRefusedPage].reduce<Step>(chain, learned(idle, told, at));
};

type Listed = Extract<Message, {kind: 'jobs-listed'}>;

export const tickArrived = (state: State, {id, outcome, luck}: Listed, at: number): Step => {
  const poll = state.watch.tick;
  if (poll.request?.id !== id) return step(state);
  if (!outcome.ok) return step(failed(state, 'tick', {error: outcome.error, luck, at}));
  const told = [...poll.request.told, ...outcome.value.jobs];
  const {nextToken} = outcome.value;
  const pages = poll.request.pages + 1;
  return nextToken === undefined || pages >= PAGES_MOST
    ? tickEnded(state, told, at)
    : send(state, 'tick', {...poll, request: {id, told, pages}}, {...RUNNING_JOBS, token: nextToken});
};

export const lookArrived = (state: State, {id, outcome, luck}: Listed, at: number): Step => {
  const poll = state.watch.look;
  if (poll.request?.id !== id) return step(state);
  if (!outcome.ok) return step(failed(state, 'look', {error: outcome.error, luck, at}));
  const {jobs, nextToken} = outcome.value;
  const told = [...poll.request.told, ...jobs];
  const pages = poll.request.pages + 1;
  const isDone = nextToken === undefined || needsBaseline(state) || jobs.some(job => isKnown(state, job));
  if (isDone) return lookEnded(state, told, at);
  // Pages without a single job tell nothing about those that are known.
  if (pages >= PAGES_MOST && told.length === 0 && state.feed.items.length > 0) return lookEnded(state, told, at);
  // So much is new that the list begins anew: nothing in it would join up with what is known.
  if (state.feed.items.length === 0 || pages >= PAGES_MOST) return ask(state, state.query, at);
  return send(state, 'look', {...poll, request: {id, told, pages}}, lookRequest(state, nextToken));
};

/** Jobs that have left the tick's answer: each is asked about once, a few at a time; where that fails, again after a pause. */
export const askAboutLeft = (state: State, at: number): Step => {
  const {left} = state.watch;
  if (left.length === 0) return step(state);
  const inFlight = left.filter(arn => state.details.get(arn)?.load.kind === 'loading').length;
  const waiting = left.filter(arn => {
    const {load, askedAt = 0, failures = 0} = state.details.get(arn) ?? {};
    if (load?.kind === 'loading') return false;
    return load?.kind !== 'failed' || load.error.isTransient || at >= askedAt + pauseMs(tickMs(state), failures, 1);
  });
  return requestDetails(state, waiting.slice(0, Math.max(0, GETS_AT_ONCE - inFlight)), at);
};
