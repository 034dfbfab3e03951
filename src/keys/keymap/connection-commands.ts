/** The commands of the connections screen. */
import {selectedTarget} from '../../core/screens/connections/connections.ts';
import {overlayOf} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {always, type KeyCommand} from './key-command.ts';

/** The connection that the screen is about; absent: the first. */
const currentTarget = (state: State) => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'connections' ? selectedTarget(state, overlay) : undefined;
};

export const CONNECTION_COMMANDS = {
  connections: {
    title: 'connections: state, last answer, errors',
    hint: 'connections',
    group: 'View',
    message: always({kind: 'connections-opened'}),
  },
  'retry-connection': {
    title: 'refresh this connection now; retry what failed',
    hint: 'retry',
    group: 'General',
    message: state => ({kind: 'connection-retried', target: currentTarget(state)}),
  },
  'sign-in': {
    title: 'sign in with the AWS CLI',
    hint: 'sign in',
    group: 'General',
    message: state => ({kind: 'sign-in-asked', target: currentTarget(state)}),
  },
  'run-sign-in': {
    title: 'run the command that signs in',
    hint: 'run',
    group: 'General',
    message: always({kind: 'sign-in-confirmed'}),
  },
} as const satisfies Readonly<Record<string, KeyCommand>>;
