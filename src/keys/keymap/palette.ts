/** Every command that has a key now, for the palette. */
import type {PaletteCommand} from '../../core/state/palette-command.ts';
import {contextOf} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {keyText} from '../input/key-names.ts';
import {type CommandId, commandOf} from './commands.ts';
import type {Keymap} from './keymap.ts';

/** Movements are last: nobody looks for them. */
const isMovement = (id: CommandId): boolean => commandOf(id).group === 'Move';

/** The commands of the present screen, as the palette lists them. */
export const paletteCommands =
  (keymap: Keymap) =>
  (state: State): readonly PaletteCommand[] => {
    const ids = [...keymap.boundIn(contextOf(state))].filter(([id]) => id !== 'palette');
    const ordered = [...ids.filter(([id]) => !isMovement(id)), ...ids.filter(([id]) => isMovement(id))];
    return ordered.map(([id, keys]) => {
      const {title, refusal, message} = commandOf(id);
      return {id, title, keys: keys.map(keyText).join(' '), reason: refusal?.(state), message: () => message(state)};
    });
  };
