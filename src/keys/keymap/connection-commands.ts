/** The commands of the connections screen. */
import {selectedTarget} from '../../core/screens/connections/connections.ts';
import {mainTarget, overlayOf} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {always, type KeyCommand} from './key-command.ts';

/** The connection that the screen is about; absent: the first. */
const currentTarget = (state: State) => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'connection') return overlay.target;
  return overlay?.kind === 'connections' ? selectedTarget(state, overlay) : undefined;
};

/** What is known without the shared files. */
const noSignIn = (state: State): string | undefined => {
  const target = currentTarget(state) ?? mainTarget(state);
  return state.connections.get(target)?.target.kind === 'demo' ? 'the demo needs no sign-in' : undefined;
};

export const CONNECTION_COMMANDS = {
  connections: {
    title: 'connections: state, last answer, errors',
    hint: 'connections',
    group: 'View',
    message: always({kind: 'connections-opened'}),
  },
  connection: {
    title: 'the selected connection in full',
    hint: 'detail',
    group: 'View',
    message: state => ({kind: 'connection-opened', target: currentTarget(state)}),
  },
  'retry-connection': {
    title: 'retry this connection only',
    hint: 'retry',
    group: 'General',
    message: state => ({kind: 'connection-retried', target: currentTarget(state)}),
  },
  'sign-in': {
    title: 'sign in with the AWS CLI',
    hint: 'sign in',
    group: 'General',
    message: state => ({kind: 'sign-in-asked', target: currentTarget(state)}),
    refusal: noSignIn,
  },
  'run-sign-in': {
    title: 'before signing in: run the command',
    hint: 'run',
    group: 'General',
    message: always({kind: 'sign-in-confirmed'}),
  },
} as const satisfies Readonly<Record<string, KeyCommand>>;
