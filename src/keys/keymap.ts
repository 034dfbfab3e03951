/** From a stroke to the message that it says. */
import type {Message} from '../core/message.ts';
import type {State} from '../core/state.ts';
import {commandFor} from './bindings.ts';
import {commandOf} from './commands.ts';
import type {Stroke} from './stroke.ts';

/** What a stroke says, outside of fields; undefined where it says nothing. A command that cannot be done says why. */
export const messageFor = (state: State, stroke: Stroke): Message | undefined => {
  if (stroke.kind === 'focus') return {kind: 'focus-changed', hasFocus: stroke.gained};
  if (stroke.kind === 'paste') return undefined;
  const id = commandFor(state, stroke.name);
  if (id === undefined) return undefined;
  const command = commandOf(id);
  const reason = command.refusal?.(state);
  return reason === undefined ? command.message(state) : {kind: 'refused', reason};
};
