/** Coming to AWS: starting, the setup screen, trying again, and going over to the demo. */
import {recorded} from './failures.ts';
import type {Effect, Message, Step} from './message.ts';
import type {State} from './state.ts';
import {chain, step} from './step.ts';
import {withoutFailedDetails} from './update-detail.ts';
import {ask, askAgain, retryPage} from './update-pages.ts';
import {look, tick} from './update-watch.ts';

/** How long the search for credentials may stay silent before the setup screen says what is going on. */
export const OVERDUE_MS = 700;

const connect = (state: State, at: number, isOverdue: boolean): Step => {
  const id = state.nextId;
  const connecting: State = {...state, nextId: id + 1, link: {kind: 'connecting', id, since: at, isOverdue}};
  return chain(step(connecting, {kind: 'connect', id}), s => ask(s, s.query, at));
};

/** The first request leaves together with the search for credentials: it goes out as soon as they are there. */
export const started = (state: State, at: number): Step => connect(state, at, false);

const reopened = (state: State, given: {isDemo: boolean; at: number}): Step => {
  const opening: readonly Effect[] = [{kind: 'open-gateway', isDemo: given.isDemo}, {kind: 'find-profiles'}];
  return chain(step({...state, isDemo: given.isDemo}, ...opening), s => connect(s, given.at, true));
};

export const demoAsked = (state: State, at: number): Step => reopened(state, {isDemo: true, at});

/** The setup screen has no use for a search or a form over it: nothing could be asked. */
const withoutFields = (state: State): State => ({
  ...state,
  overlays: state.overlays.filter(({kind}) => kind !== 'search' && kind !== 'filters'),
});

export const overdue = (state: State): Step =>
  state.link.kind === 'connecting' && !state.link.isOverdue
    ? step({...withoutFields(state), link: {...state.link, isOverdue: true}}, {kind: 'find-profiles'})
    : step(state);

type Connected = Extract<Message, {kind: 'connected'}>;

export const connected = (state: State, {id, outcome}: Connected, at: number): Step => {
  if (state.link.kind !== 'connecting' || state.link.id !== id) return step(state);
  if (outcome.ok) return retryPage({...state, link: {kind: 'connected', connection: outcome.value}});
  const unusable: State = {...withoutFields(state), link: {kind: 'unusable', error: outcome.error, at}};
  return step(recorded(unusable, outcome.error, at), {kind: 'find-profiles'});
};

/** `r`: where AWS cannot be asked, everything anew; else the failed page, a tick and a look, never all pages. */
export const refreshAsked = (state: State, at: number): Step => {
  if (state.link.kind !== 'connected') return reopened(state, {isDemo: state.isDemo, at});
  const fresh: State = {...withoutFailedDetails(state), hasRested: true};
  return chain(
    chain(askAgain(fresh, at), s => tick(s, at)),
    s => look(s, at),
  );
};
