/** Looking for the way to one target. */
import type {Link} from '../connections/connection.ts';
import type {TargetId} from '../domain/target.ts';
import type {Step} from '../state/message.ts';
import type {State} from '../state/state.ts';
import {step, withConnection} from '../state/step.ts';

export const connect = (
  state: State,
  target: TargetId,
  link: Omit<Extract<Link, {kind: 'connecting'}>, 'kind' | 'id'>,
): Step => {
  const id = state.nextId;
  const connecting = withConnection(state, target, {link: {kind: 'connecting', id, ...link}});
  return step({...connecting, nextId: id + 1}, {kind: 'connect', id, target});
};
