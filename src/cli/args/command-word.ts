/** Finds the command among the arguments. Flags may stand before it, as in `--profile dev list`. */
import {type Flag, tokensOf} from '../flags/flags.ts';

export interface CommandWord {
  /** The first argument that is neither a flag nor a flag's value; absent if there is none before `--`. */
  readonly word?: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** `flags`: those of all commands. A flag takes a value in every command or in none; test/cli/args/command-line.test.ts checks it. */
export const findCommandWord = (flags: readonly Flag[], args: readonly string[]): CommandWord => {
  const token = tokensOf(flags, args).find(({kind}) => kind !== 'option');
  if (token?.kind !== 'positional') return {before: args, after: []};
  const {index, value: word} = token;
  return {word, before: args.slice(0, index), after: args.slice(index + 1)};
};
