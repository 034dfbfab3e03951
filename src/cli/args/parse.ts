/** The parser of all commands, which also checks faults. */
import {faultProblem} from '../flags/fault-flag.ts';
import {COMMANDS} from './all-commands.ts';
import {createParser} from './command-line.ts';

export {COMMANDS};
export const parseCommandLine = createParser(COMMANDS, faultProblem);
