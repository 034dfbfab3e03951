/** The connections screen: opening it, one connection in full, and retrying one of them. */
import type {TargetId} from '../domain/target.ts';
import {askOver} from '../list/pages.ts';
import {SLOW_MS} from '../screens/shared/waiting.ts';
import type {Step} from '../state/message.ts';
import {jobsOf, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, pushed, step, stepJobs} from '../state/step.ts';
import {refreshTarget} from './link.ts';

export const connectionsOpened = (state: State): State =>
  overlayOf(state)?.kind === 'connections' ? state : pushed(state, {kind: 'connections', top: 0});

export const connectionOpened = (state: State, target: TargetId | undefined): State =>
  target === undefined || !state.connections.has(target)
    ? state
    : pushed(state, {kind: 'connection', target, scroll: 0});

/** Whether the page of a connection that is on its way is late. */
const isPageLate = (state: State, target: TargetId, at: number): boolean => {
  const load = jobsOf(state).slices.get(target)?.load;
  const sent = load?.kind === 'loading' ? state.inFlight.get(load.id) : undefined;
  return sent !== undefined && at - sent.at >= SLOW_MS;
};

/** Somebody who retries one connection does not want to wait for an answer that is late. */
export const connectionRetried = (state: State, target: TargetId | undefined, at: number): Step => {
  if (target === undefined) return step(state);
  const again = isPageLate(state, target, at)
    ? stepJobs(state, (list, id) => askOver(list, id, {target, at}))
    : step(state);
  return chain(again, s => refreshTarget(s, target, at));
};
