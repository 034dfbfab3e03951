/** Connecting: starting, the setup screen, retrying, and changing to another target. */
import type {Connection, Link} from '../connections/connection.ts';
import type {AppError} from '../domain/app-error.ts';
import {DEMO, type Target, type TargetId, targetKey} from '../domain/target.ts';
import {ask, askTarget, askTargetAgain, retryPage} from '../list/pages.ts';
import {pauseMs} from '../retry/backoff.ts';
import {withProfiles} from '../screens/choose/chosen-targets.ts';
import type {Connected, Effect, Step} from '../state/message.ts';
import {withoutNeeding} from '../state/overlays.ts';
import {failureOf, jobsOf, mainConnection, targetOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, forEachTarget, inTurn, step, stepJobs, withConnection, withError, withJobs} from '../state/step.ts';
import {connect} from './connect.ts';
import {withoutProcess} from './credential-process.ts';
import {withoutFailedDetails} from './details.ts';
import {askNewest} from './head-poll.ts';
import {startedOver} from './list-answers.ts';
import {reasonsError} from './reasons.ts';
import {NOTICE_MS} from './received.ts';
import {askRunning} from './running-poll.ts';
import {targetsChosen} from './targets.ts';

/** How long the search for credentials may take before the setup screen says what is going on. */
export const OVERDUE_MS = 700;

const askJobs = (state: State, at: number): Step =>
  stepJobs(state, (list, id) => ask(list, id, {query: list.query, at}));

const askJobsOf = (state: State, target: TargetId, at: number): Step =>
  stepJobs(state, (list, id) => askTarget(list, id, {target, at}));

/** The first request leaves together with the search for credentials: it goes out as soon as they are there. */
export const started = (state: State, at: number): Step =>
  chain(
    forEachTarget(state, (s, target) => {
      const connection = s.connections.get(target);
      const opening: readonly Effect[] = connection ? [{kind: 'open-gateway', target: connection.target}] : [];
      return chain(step(s, ...opening), next => connect(next, target, {since: at, isOverdue: false, failures: 0}));
    }),
    s => askJobs(s, at),
  );

/** The demo reads no file of AWS's, not even for the names of profiles. */
const findProfiles = ({kind}: Target): readonly Effect[] => (kind === 'demo' ? [] : [{kind: 'find-profiles'}]);

/** Starts a connection again from nothing: files, credentials, and the first page. */
const reopened = (state: State, {target, link}: Connection, at: number): Step => {
  const id = targetKey(target);
  const failures = link.kind === 'unusable' ? link.failures : 0;
  const opening: readonly Effect[] = [{kind: 'open-gateway', target}, ...findProfiles(target)];
  return inTurn(
    state,
    s => step(withoutProcess(s, id), ...opening),
    s => connect(s, id, {since: at, isOverdue: true, failures}),
    s => askJobsOf(s, id, at),
  );
};

/** What is in use already is tried again: it has failed. */
const chosenOnSetup = (state: State, targets: readonly Target[], at: number): Step => {
  const [next, effects] = targetsChosen(state, targets, at);
  return next === state ? refreshAsked(state, at) : step(next, ...effects);
};

export const demoAsked = (state: State, at: number): Step => {
  const {target} = mainConnection(state);
  const setup = target.kind === 'aws' ? {...state.setup, formerTarget: target} : state.setup;
  return chosenOnSetup({...state, setup}, [DEMO], at);
};

/** Another profile may be another account. */
export const profileChosen = (state: State, profile: string, at: number): Step =>
  chosenOnSetup(state, withProfiles(state, [profile]), at);

export const overdue = (state: State, target: TargetId): Step => {
  const connection = state.connections.get(target);
  if (connection?.link.kind !== 'connecting' || connection.link.isOverdue) return step(state);
  const link: Link = {...connection.link, isOverdue: true};
  return step(withConnection(withoutNeeding(state, 'connection'), target, {link}), ...findProfiles(connection.target));
};

/** The pause before the first retry at the start. */
const RETRY_MS = 5_000;

const cannotConnect = (
  state: State,
  {target}: Connection,
  failed: {error: AppError; failures: number; jitter: number; at: number},
): Step => {
  const {error, failures, jitter, at} = failed;
  const retryAt = error.isTransient ? at + pauseMs(RETRY_MS, failures, jitter) : undefined;
  const link: Link = {kind: 'unusable', error, at, failures: failures + 1, retryAt};
  const next = withConnection(withoutNeeding(state, 'connection'), targetKey(target), {link});
  return step(withError(next, error, at), ...findProfiles(target));
};

/** A changed configuration may lead elsewhere: then nothing that is on the screen belongs there. */
const renewed = (state: State, {outcome, target}: Connected, at: number): Step => {
  const link = state.connections.get(target)?.link;
  if (link?.kind !== 'connected') return step(state);
  const {resolved: before} = link;
  // The requests that meet a failure report it, too.
  if (!outcome.ok) return step(withConnection(state, target, {link: {kind: 'connected', resolved: before}}));
  const {value: resolved} = outcome;
  const linked = withConnection(state, target, {link: {kind: 'connected', resolved}});
  const isSamePlace = before.region === resolved.region && before.endpoint === resolved.endpoint;
  return isSamePlace ? step(linked) : startedOver(withConnection(linked, target, {account: undefined}), target, at);
};

const retryPageOf = (state: State, target: TargetId): Step =>
  stepJobs(state, (list, id) => retryPage(list, id, {target}));

export const connected = (state: State, message: Connected, at: number): Step => {
  const {id, target, outcome, jitter} = message;
  const connection = state.connections.get(target);
  if (!connection) return step(state);
  const {link} = connection;
  if (link.kind === 'connected' && link.renewing === id) return renewed(state, message, at);
  if (link.kind !== 'connecting' || link.id !== id) return step(state);
  if (outcome.ok) {
    const {note} = outcome.value;
    const notice = note === undefined ? state.notice : {text: note, until: at + NOTICE_MS};
    const linked = withConnection(state, target, {link: {kind: 'connected', resolved: outcome.value}});
    return retryPageOf({...linked, notice}, target);
  }
  return cannotConnect(state, connection, {error: outcome.error, failures: link.failures, jitter, at});
};

/** Failures that only waiting can mend; for all others the person may have changed something outside. */
const ONLY_WAITING_HELPS: ReadonlySet<AppError['kind']> = new Set([
  'throttled',
  'service',
  'cancelled',
  'not-found',
  'invalid',
]);

/** What the screen reports of a connection now: the list's failure, or the selected job's. */
const shownError = (state: State, target: TargetId): AppError | undefined => {
  const {selected = ''} = jobsOf(state);
  const load = targetOf(state, selected) === target ? state.details.get(selected)?.load : undefined;
  return (
    failureOf(state, target)?.error ?? (load?.kind === 'failed' ? load.error : undefined) ?? reasonsError(state, target)
  );
};

const withRenewal = (state: State, target: TargetId): Step => {
  const link = state.connections.get(target)?.link;
  const error = shownError(state, target);
  if (link?.kind !== 'connected' || !error || ONLY_WAITING_HELPS.has(error.kind)) return step(state);
  const id = state.nextId;
  const renewing = withConnection({...state, nextId: id + 1}, target, {link: {...link, renewing: id}});
  return step(renewing, {kind: 'renew-gateway', target}, {kind: 'connect', id, target});
};

/** Everything that one working connection refreshes: the failed page, the running jobs and the newest, never all pages. */
const refreshed = (state: State, target: TargetId, at: number): Step =>
  inTurn(
    state,
    s => withRenewal(s, target),
    s => step(withJobs(withoutFailedDetails(s, target), {hasSettled: true})),
    s => stepJobs(s, (list, id) => askTargetAgain(list, id, {target, at})),
    s => askRunning(s, target, at),
    s => askNewest(s, target, at),
  );

/** Refreshes one connection, or opens it again if it does not work. */
export const refreshTarget = (state: State, target: TargetId, at: number): Step => {
  const connection = state.connections.get(target);
  if (!connection) return step(state);
  return connection.link.kind === 'connected' ? refreshed(state, target, at) : reopened(state, connection, at);
};

export const refreshAsked = (state: State, at: number): Step =>
  forEachTarget(state, (s, target) => refreshTarget(s, target, at));

/** What failed is due for a retry: the way to AWS, or a page. */
export const retryDue = (state: State, target: TargetId, at: number): Step => {
  const connection = state.connections.get(target);
  if (connection?.link.kind === 'unusable') return reopened(state, connection, at);
  return retryPageOf(state, target);
};
