/** Signing in with the AWS CLI, which has the terminal meanwhile. */
import {type TargetId, targetKey} from '../domain/target.ts';
import {commandText} from '../screens/connections/sign-in.ts';
import {troubleOf} from '../screens/connections/trouble.ts';
import type {Step, WorldMessage} from '../state/message.ts';
import {mainTarget, overlayOf, screenOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, inTurn, popped, pushed, step} from '../state/step.ts';
import {plural} from '../text/format.ts';
import {refreshTarget} from './link.ts';
import {NOTICE_MS} from './received.ts';

/** How a person signs in depends on the shared files, so they are asked. */
export const signInAsked = (state: State, target: TargetId | undefined): Step => {
  const connection = state.connections.get(target ?? mainTarget(state));
  return connection ? step(state, {kind: 'find-login', target: connection.target}) : step(state);
};

/** The next key takes it away. */
const noticed = (state: State, texts: readonly string[], at: number): State => {
  const [text = '', ...shorter] = texts;
  return {...state, notice: {text, shorter, until: at + NOTICE_MS, isRefusal: true}};
};

/** The person is still where signing in can be asked for. Over a text field, the enter that is meant for it would run the command. */
const isAsking = (state: State): boolean => {
  const overlay = overlayOf(state);
  if (!overlay) return screenOf(state) === 'setup';
  return overlay.kind === 'connections' || overlay.kind === 'connection';
};

type LoginFound = Extract<WorldMessage, {kind: 'login-found'}>;

export const loginFound = (state: State, {target, login}: LoginFound, at: number): State => {
  if (!isAsking(state) || !state.connections.has(targetKey(target))) return state;
  if (login.kind === 'none') return noticed(state, [login.reason], at);
  return pushed(state, {kind: 'sign-in', command: login.command, scroll: 0});
};

export const signInConfirmed = (state: State): Step => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'sign-in' ? step(popped(state), {kind: 'sign-in', command: overlay.command}) : step(state);
};

/** The connections that new credentials can help. */
const waitingForCredentials = (state: State): readonly TargetId[] =>
  [...state.connections.keys()].filter(target => troubleOf(state, target)?.error.kind === 'credentials');

const endedTexts = (command: string, count: number): readonly string[] => {
  const ended = `${command} has finished`;
  if (count === 0) return [ended, 'the sign-in command has finished'];
  const retrying = `retrying ${plural(count, 'connection')}`;
  return [`${ended}; ${retrying}`, retrying];
};

type SignedIn = Extract<WorldMessage, {kind: 'signed-in'}>;

/**
 * Every connection that waits for credentials is retried. Which of them share the session is known to the shared files only; for the
 * others the answer is the same as before.
 */
export const signedIn = (state: State, {command, outcome}: SignedIn, at: number): Step => {
  const text = commandText(command);
  switch (outcome.kind) {
    case 'missing':
      return step(state, {
        kind: 'copy-text',
        name: 'sign-in command',
        text,
        note: '`aws` was not found on the PATH; run this command where it is installed',
      });
    case 'failed':
      return step(noticed(state, [`${outcome.reason}; its output is on the shell's screen`, outcome.reason], at));
    case 'ended': {
      const targets = waitingForCredentials(state);
      const retried = inTurn(state, ...targets.map(target => (s: State) => refreshTarget(s, target, at)));
      return chain(retried, s => step(noticed(s, endedTexts(text, targets.length), at)));
    }
  }
};
