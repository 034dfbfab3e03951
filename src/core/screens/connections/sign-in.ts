/** What the program says before it gives the terminal to the AWS CLI for signing in. */
import {layout} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {shellWord} from '../../text/shell-words.ts';
import {wrap} from '../../text/wrap.ts';

/** As a shell takes it. */
export const commandText = (words: readonly string[]): string => words.map(shellWord).join(' ');

export const signInLines = (state: State, {command}: OverlayOf<'sign-in'>): readonly string[] => {
  const {widthOf} = state.settings;
  const width = layout(state).columns - 2;
  return [
    'This command signs in. It has the terminal until it ends:',
    '',
    `  ${commandText(command)}`,
    '',
    'Afterwards, every connection that needs it goes on.',
  ].flatMap(line => (line === '' ? [''] : wrap(line, width, widthOf)));
};
