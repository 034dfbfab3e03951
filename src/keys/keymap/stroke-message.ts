/** From a stroke to the message that it means. */
import type {Message} from '../../core/state/message.ts';
import type {State} from '../../core/state/state.ts';
import type {Stroke} from '../input/stroke.ts';
import {commandOf} from './commands.ts';
import type {Keymap} from './keymap.ts';

/** What a stroke outside of fields means; undefined if nothing. A command that cannot be done gives its reason. */
export const messageFor = (keymap: Keymap, state: State, stroke: Stroke): Message | undefined => {
  if (stroke.kind === 'focus') return {kind: 'focus-changed', hasFocus: stroke.gained};
  if (stroke.kind === 'paste') return undefined;
  const id = keymap.commandFor(state, stroke.name);
  if (id === undefined) return undefined;
  const command = commandOf(id);
  const reason = command.refusal?.(state);
  return reason === undefined ? command.message(state) : {kind: 'refused', reason};
};
