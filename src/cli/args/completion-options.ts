/** The operand of the completion command, and the hidden word with which the scripts call the program. */
import {orList} from '../../core/text/format.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Given} from '../flags/flags.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The first word of a call from a script. It is in no list of commands. */
export const COMPLETE_WORD = '__complete';

export interface CompletionOptions {
  readonly kind: 'completion';
  readonly shell: Shell;
}

export const shellNamed = (text: string): Shell | undefined => SHELLS.find(shell => shell === text);

export const readCompletionOptions = ({positionals: [text = '']}: Given): Parsed<CompletionOptions> => {
  const shell = shellNamed(text);
  return shell ? good({kind: 'completion', shell}) : bad(`SHELL must be ${orList(SHELLS)} (got “${text}”)`);
};
