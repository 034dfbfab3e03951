/** The running poll: one list request for all running jobs of a connection, and one question about each that has vanished. */
import type {Connection} from '../connections/connection.ts';
import type {AppError} from '../domain/app-error.ts';
import type {Job} from '../domain/job.ts';
import type {ListRequest} from '../domain/ports.ts';
import {RUNNING_JOBS} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import {JOBS} from '../jobs/job-list.ts';
import {admitted} from '../list/head-poll.ts';
import {HEAD_POLL_MS, POLL_PAGES_MAX, type Poll} from '../list/item.ts';
import {withSlice} from '../list/list.ts';
import {retryPage} from '../list/pages.ts';
import {pauseMs} from '../retry/backoff.ts';
import {faster, slower} from '../retry/slowdown.ts';
import type {Answered, Step} from '../state/message.ts';
import {isConnected, jobsOf, layout} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {
  forEachTarget,
  inTurn,
  step,
  stepJobs,
  withConnection,
  withError,
  withJobList,
  withJobs,
} from '../state/step.ts';
import {withNewEvents} from './endings.ts';
import {NOTICE_MS, received} from './received.ts';
import {requestDetails} from './request-details.ts';

const BLURRED_MS = 15_000;
/** GetModelImportJob requests at a time for jobs that have vanished. */
const DETAILS_AT_ONCE = 3;

/** Milliseconds between two running polls: longer while AWS throttles, and while nobody looks or wants to be told. */
export const runningPollMs = (state: State, {slowdown}: Connection): number => {
  const {hasBell, hasNotifications = false} = state.settings;
  const isWatched = state.hasFocus || hasBell || hasNotifications;
  return Math.max(state.settings.refreshMs, isWatched ? 0 : BLURRED_MS) * slowdown;
};

interface RunningRequest {
  readonly target: TargetId;
  readonly poll: Poll<Job>;
  /** What the earlier pages of this poll contained. */
  readonly received?: readonly Job[];
  readonly pages?: number;
  readonly input: ListRequest;
}

const send = (state: State, {target, poll, received: jobs = [], pages = 0, input}: RunningRequest): Step => {
  const id = state.nextId;
  const runningPoll = {...poll, request: {id, received: jobs, pages}};
  const sent = withConnection({...state, nextId: id + 1}, target, {runningPoll});
  return step(sent, {kind: 'request', id, target, request: {operation: 'listJobs', input}});
};

/** Asks which jobs run, unless none does or the question has been asked already. */
export const askRunning = (state: State, target: TargetId, at: number): Step => {
  const connection = state.connections.get(target);
  if (!connection) return step(state);
  const {runningPoll: poll, running, link} = connection;
  if (poll.request || running.size === 0 || link.kind !== 'connected') return step(state);
  return send(state, {target, poll: {...poll, startedAt: at}, input: RUNNING_JOBS});
};

interface PollFailure {
  readonly target: TargetId;
  readonly error: AppError;
  readonly jitter: number;
  readonly at: number;
}

/** A poll after a failure: when it is retried. */
const failedPoll = (poll: Poll<Job>, everyMs: number, {error, jitter, at}: PollFailure): Poll<Job> => {
  const before = poll.failure;
  // A retry before its time, by a person, is no reason to wait longer.
  const isEarly = before !== undefined && poll.startedAt < before.retryAt;
  const failures = (before?.failures ?? 0) + (isEarly ? 0 : 1);
  return {
    startedAt: poll.startedAt,
    failure: {error, failures, retryAt: at + pauseMs(everyMs, failures, jitter)},
  };
};

const slowedDown = ({slowdown}: Connection, {error}: PollFailure): number =>
  error.kind === 'throttled' ? slower(slowdown) : slowdown;

const runningPollFailed = (state: State, failure: PollFailure): State => {
  const {target, error, at} = failure;
  const connection = state.connections.get(target);
  if (!connection) return state;
  const runningPoll = failedPoll(connection.runningPoll, runningPollMs(state, connection), failure);
  return withError(withConnection(state, target, {runningPoll, slowdown: slowedDown(connection, failure)}), error, at);
};

export const headPollFailed = (state: State, failure: PollFailure): State => {
  const {target, error, at} = failure;
  const connection = state.connections.get(target);
  const slice = jobsOf(state).slices.get(target);
  if (!connection || !slice) return state;
  const headPoll = failedPoll(slice.headPoll, HEAD_POLL_MS, failure);
  const next = withConnection(state, target, {slowdown: slowedDown(connection, failure)});
  return withError(withJobs(next, withSlice(jobsOf(next), target, {headPoll})), error, at);
};

/** AWS has answered: polls speed up again. */
export const answeredBy = (state: State, target: TargetId, at: number): State => {
  const connection = state.connections.get(target);
  return connection ? withConnection(state, target, {slowdown: faster(connection.slowdown), updatedAt: at}) : state;
};

/** AWS accepts the credentials again: a page that was refused because of them is retried. */
export const retryRefusedPage = (state: State, target: TargetId): Step => {
  const load = jobsOf(state).slices.get(target)?.load;
  return load?.kind === 'failed' && load.error.kind === 'credentials'
    ? stepJobs(state, (list, id) => retryPage(list, id, {target}))
    : step(state);
};

/** New jobs come into the rows, if their list has been answered. */
export const withNewJobs = (
  state: State,
  {target, jobs, at}: {readonly target: TargetId; readonly jobs: readonly Job[]; readonly at: number},
): State => {
  if (!isConnected(state, target)) return state;
  const noted = withNewEvents(state, target, jobs);
  const list = jobsOf(noted);
  const news = {target, items: jobs, height: layout(state).listRows, highlightUntil: at + NOTICE_MS};
  const next = admitted(JOBS, list, news);
  return next === list ? noted : withJobList(noted, next);
};

const runningPollDone = (state: State, target: TargetId, {jobs, at}: {jobs: readonly Job[]; at: number}): Step => {
  const connection = state.connections.get(target);
  if (!connection) return step(state);
  const arns = new Set(jobs.map(job => job.arn));
  const vanished = [...connection.running.keys()].filter(arn => !arns.has(arn));
  const {startedAt} = connection.runningPoll;
  const idle = withConnection(answeredBy(state, target, at), target, {runningPoll: {startedAt}, vanished});
  return inTurn(
    idle,
    s => received(s, {target, jobs, at}),
    s => step(withNewJobs(s, {target, jobs, at})),
    s => retryRefusedPage(s, target),
  );
};

export const runningPollAnswered = (
  state: State,
  {target, outcome, jitter}: Answered<'listJobs'>,
  at: number,
): Step => {
  const poll = state.connections.get(target)?.runningPoll;
  if (!poll?.request) return step(state);
  if (!outcome.ok) return step(runningPollFailed(state, {target, error: outcome.error, jitter, at}));
  const {jobs: page, nextToken} = outcome.value;
  const jobs = [...poll.request.received, ...page];
  const pages = poll.request.pages + 1;
  if (nextToken === undefined || pages >= POLL_PAGES_MAX) return runningPollDone(state, target, {jobs, at});
  return send(state, {target, poll, received: jobs, pages, input: {...RUNNING_JOBS, token: nextToken}});
};

/** The vanished jobs that may be asked about now: a few at a time. One whose answer failed is asked about again after a pause. */
const askableVanished = (state: State, connection: Connection, at: number): readonly string[] => {
  const {vanished} = connection;
  const inFlight = vanished.filter(arn => state.details.get(arn)?.load.kind === 'loading').length;
  const waiting = vanished.filter(arn => {
    const {load, askedAt = 0, failures = 0} = state.details.get(arn) ?? {};
    if (load?.kind === 'loading') return false;
    const retryAt = askedAt + pauseMs(runningPollMs(state, connection), failures, 1);
    return load?.kind !== 'failed' || load.error.isTransient || at >= retryAt;
  });
  return waiting.slice(0, Math.max(0, DETAILS_AT_ONCE - inFlight));
};

/** Asks once about each running job that the running poll no longer returns. */
export const askVanished = (state: State, at: number): Step =>
  forEachTarget(state, (s, target) => {
    const connection = s.connections.get(target);
    if (!connection || connection.vanished.length === 0) return step(s);
    return requestDetails(s, {target, arns: askableVanished(s, connection, at)}, at);
  });
