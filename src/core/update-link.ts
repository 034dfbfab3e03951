/** Coming to AWS: starting, the setup screen, trying again, and going over to the demo. */
import type {AppError} from './app-error.ts';
import {withoutProcess} from './credential-process.ts';
import {pauseMs, recorded} from './failures.ts';
import type {Effect, Message, Step} from './message.ts';
import {troubleOf} from './select.ts';
import type {State} from './state.ts';
import {chain, step} from './step.ts';
import {startedOver} from './update-account.ts';
import {withoutFailedDetails} from './update-detail.ts';
import {ask, askAgain, retryPage} from './update-pages.ts';
import {MARKED_MS} from './update-running.ts';
import {look, tick} from './update-watch.ts';

/** How long the search for credentials may stay silent before the setup screen says what is going on. */
export const OVERDUE_MS = 700;

const connect = (state: State, at: number, {isOverdue, failures}: {isOverdue: boolean; failures: number}): Step => {
  const id = state.nextId;
  const link: State['link'] = {kind: 'connecting', id, since: at, isOverdue, failures};
  const connecting: State = {...state, nextId: id + 1, link};
  return chain(step(connecting, {kind: 'connect', id}), s => ask(s, s.query, at));
};

/** The first request leaves together with the search for credentials: it goes out as soon as they are there. */
export const started = (state: State, at: number): Step => connect(state, at, {isOverdue: false, failures: 0});

/** The demo looks at no file of AWS's, not even for the names of profiles. */
const findProfiles = (isDemo: boolean): readonly Effect[] => (isDemo ? [] : [{kind: 'find-profiles'}]);

const reopened = (state: State, {isDemo, at}: {isDemo: boolean; at: number}): Step => {
  const {profile} = state;
  const opening: readonly Effect[] = [{kind: 'open-gateway', isDemo, profile}, ...findProfiles(isDemo)];
  const failures = state.link.kind === 'unusable' && state.isDemo === isDemo ? state.link.failures : 0;
  return chain(step({...withoutProcess(state), isDemo}, ...opening), s => connect(s, at, {isOverdue: true, failures}));
};

export const demoAsked = (state: State, at: number): Step => reopened(state, {isDemo: true, at});

/** Another profile may be another account: nothing that was found out by the one before counts. */
export const profileChosen = (state: State, profile: string, at: number): Step =>
  reopened({...state, profile, account: undefined}, {isDemo: false, at});

/** The setup screen has no use for a search or a form over it: nothing could be asked. */
const withoutFields = (state: State): State => ({
  ...state,
  overlays: state.overlays.filter(({kind}) => kind !== 'search' && kind !== 'filters'),
});

export const overdue = (state: State): Step =>
  state.link.kind === 'connecting' && !state.link.isOverdue
    ? step({...withoutFields(state), link: {...state.link, isOverdue: true}}, ...findProfiles(state.isDemo))
    : step(state);

type Connected = Extract<Message, {kind: 'connected'}>;

/** The pause before the first retry at the start. */
const RETRY_MS = 5_000;

const cannotConnect = (state: State, failed: {error: AppError; failures: number; luck: number; at: number}): Step => {
  const {error, failures, luck, at} = failed;
  const retryAt = error.isTransient ? at + pauseMs(RETRY_MS, failures, luck) : undefined;
  const link: State['link'] = {kind: 'unusable', error, at, failures: failures + 1, retryAt};
  return step(recorded({...withoutFields(state), link}, error, at), ...findProfiles(state.isDemo));
};

/** What was mended may lead elsewhere: then nothing that stands on the screen is there. */
const renewed = (state: State, {outcome}: Connected, at: number): Step => {
  if (state.link.kind !== 'connected') return step(state);
  const {connection: before} = state.link;
  // A failure is told by the requests that meet it, too.
  if (!outcome.ok) return step({...state, link: {kind: 'connected', connection: before}});
  const {value: connection} = outcome;
  const linked: State = {...state, link: {kind: 'connected', connection}};
  const isSamePlace = before.region === connection.region && before.endpoint === connection.endpoint;
  return isSamePlace ? step(linked) : startedOver({...linked, account: undefined}, at);
};

export const connected = (state: State, message: Connected, at: number): Step => {
  const {link} = state;
  const {id, outcome, luck} = message;
  if (link.kind === 'connected' && link.renewing === id) return renewed(state, message, at);
  if (link.kind !== 'connecting' || link.id !== id) return step(state);
  if (outcome.ok) {
    const {note} = outcome.value;
    const notice = note === undefined ? state.notice : {text: note, until: at + MARKED_MS};
    return retryPage({...state, notice, link: {kind: 'connected', connection: outcome.value}});
  }
  return cannotConnect(state, {error: outcome.error, failures: link.failures, luck, at});
};

/** Failures that nothing but waiting can mend; for all others the person may have changed something outside. */
const PASSING: ReadonlySet<AppError['kind']> = new Set(['throttled', 'service', 'cancelled', 'not-found', 'invalid']);

/** What the screen tells of now: the list's failure, or the selected job's. */
const toldError = (state: State): AppError | undefined => {
  const load = state.details.get(state.selected ?? '')?.load;
  return troubleOf(state)?.error ?? (load?.kind === 'failed' ? load.error : undefined);
};

const withRenewal = (state: State): Step => {
  const {link, nextId} = state;
  const error = toldError(state);
  if (link.kind !== 'connected' || !error || PASSING.has(error.kind)) return step(state);
  const renewing: State = {...state, nextId: nextId + 1, link: {...link, renewing: nextId}};
  return step(renewing, {kind: 'renew-gateway'}, {kind: 'connect', id: nextId});
};

/** `r`: where AWS cannot be asked, everything anew; else the failed page, a tick and a look, never all pages. */
export const refreshAsked = (state: State, at: number): Step => {
  if (state.link.kind !== 'connected') return reopened(state, {isDemo: state.isDemo, at});
  const fresh = (s: State): Step => step({...withoutFailedDetails(s), hasRested: true});
  const asks = [(s: State) => askAgain(s, at), (s: State) => tick(s, at), (s: State) => look(s, at)];
  return [fresh, ...asks].reduce<Step>(chain, withRenewal(state));
};

/** What failed and was to be tried again: the way to AWS, or a page. */
export const retryDue = (state: State, at: number): Step =>
  state.link.kind === 'unusable' ? reopened(state, {isDemo: state.isDemo, at}) : retryPage(state);
