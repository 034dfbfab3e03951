/** The parser of all commands. */
import {COMMANDS} from './all-commands.ts';
import {createParser} from './command-line.ts';

export {COMMANDS};
export const parseCommandLine = createParser(COMMANDS);
