/** What the program says before it gives the terminal to the AWS CLI for signing in. */
import {layout} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {plainText} from '../../text/plain-text.ts';
import {shellWord} from '../../text/shell-words.ts';
import {wrap} from '../../text/wrap.ts';

/** As a shell takes it. */
export const commandText = (words: readonly string[]): string =>
  words.map(word => shellWord(plainText(word))).join(' ');

const INDENT = '  ';

export const signInLines = (state: State, {command}: OverlayOf<'sign-in'>): readonly string[] => {
  const {widthOf} = state.settings;
  const width = layout(state).columns - 2;
  return [
    ...wrap('Run this command?', width, widthOf),
    '',
    ...wrap(commandText(command), width - INDENT.length, widthOf).map(line => INDENT + line),
    '',
    ...wrap('It gets this terminal. Afterwards, connections that need it are retried.', width, widthOf),
  ];
};
