/** All commands, for the help, for mistakes, for completion and for the documents. */
import {ACTING_COMMANDS} from './acting-commands.ts';
import {type CliCommand, CORE_COMMANDS} from './command-table.ts';
import {SIMULATOR} from './simulator-command.ts';

const isCompletion = ({name}: CliCommand): boolean => name === 'completion';

export const COMMANDS: readonly CliCommand[] = [
  ...CORE_COMMANDS.filter(command => !isCompletion(command)),
  ...ACTING_COMMANDS,
  SIMULATOR,
  ...CORE_COMMANDS.filter(isCompletion),
];

/** All but the terminal UI. */
export const NAMED = COMMANDS.filter(({name}) => name !== '');
