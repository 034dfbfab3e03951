/** All commands, for the help, for mistakes, for completion and for the documents. */
import {ACTING_COMMANDS} from './acting-commands.ts';
import {type CliCommand, CORE_COMMANDS} from './command-table.ts';

/** Those that serve the others come last. */
const SERVING: readonly string[] = ['simulator', 'completion'];
const isServing = ({name}: CliCommand): boolean => SERVING.includes(name);

export const COMMANDS: readonly CliCommand[] = [
  ...CORE_COMMANDS.filter(command => !isServing(command)),
  ...ACTING_COMMANDS,
  ...CORE_COMMANDS.filter(isServing),
];

/** All but the terminal UI. */
export const NAMED = COMMANDS.filter(({name}) => name !== '');
