/** The connections screen: retrying one connection, and signing in with the AWS CLI, which has the terminal meanwhile. */
import type {TargetId} from '../domain/target.ts';
import {askOver} from '../list/pages.ts';
import {commandText} from '../screens/connections/sign-in.ts';
import {SLOW_MS} from '../screens/shared/waiting.ts';
import type {Step, WorldMessage} from '../state/message.ts';
import {failureOf, jobsOf, mainTarget, overlayOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, forEachTarget, popped, pushed, step, stepJobs} from '../state/step.ts';
import {refreshTarget} from './link.ts';
import {NOTICE_MS} from './received.ts';

export const connectionsOpened = (state: State): State =>
  overlayOf(state)?.kind === 'connections' ? state : pushed(state, {kind: 'connections', top: 0});

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

/** How a person signs in depends on the shared files, so they are asked. */
export const signInAsked = (state: State, target: TargetId | undefined): Step => {
  const connection = state.connections.get(target ?? mainTarget(state));
  return connection ? step(state, {kind: 'find-login', target: connection.target}) : step(state);
};

const noticed = (state: State, text: string, at: number): State => ({
  ...state,
  notice: {text, until: at + NOTICE_MS, isRefusal: true},
});

type LoginFound = Extract<WorldMessage, {kind: 'login-found'}>;

export const loginFound = (state: State, {login}: LoginFound, at: number): State => {
  if (login.kind === 'none') return noticed(state, login.reason, at);
  if (overlayOf(state)?.kind === 'sign-in') return state;
  return pushed(state, {kind: 'sign-in', command: login.command, scroll: 0});
};

export const signInConfirmed = (state: State): Step => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'sign-in' ? step(popped(state), {kind: 'sign-in', command: overlay.command}) : step(state);
};

/** Whether new credentials can help a connection. */
const needsCredentials = (state: State, target: TargetId): boolean => {
  const link = state.connections.get(target)?.link;
  const error = link?.kind === 'unusable' ? link.error : failureOf(state, target)?.error;
  return error?.kind === 'credentials';
};

type SignedIn = Extract<WorldMessage, {kind: 'signed-in'}>;

/** Every connection that waits for credentials is retried: those of the same session have them now. */
export const signedIn = (state: State, {command, outcome}: SignedIn, at: number): Step => {
  const text = commandText(command);
  switch (outcome.kind) {
    case 'missing':
      return step(state, {
        kind: 'copy-text',
        name: 'sign-in command',
        text,
        note: 'no program `aws` on the PATH: run this command where there is one',
      });
    case 'failed':
      return step(noticed(state, outcome.reason, at));
    case 'ended': {
      const retried = forEachTarget(state, (s, target) =>
        needsCredentials(s, target) ? refreshTarget(s, target, at) : step(s),
      );
      return chain(retried, s => step(noticed(s, `${text} has finished`, at)));
    }
  }
};
