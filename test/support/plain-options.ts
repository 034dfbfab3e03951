/** The options of a plain command, read from a command line as the program reads it. */

import type {CommandOptions} from '../../src/cli/args/command-table.ts';
import {parseCommandLine} from '../../src/cli/args/parse.ts';
import {NOON} from './jobs.ts';

type OptionsOf<K extends CommandOptions['kind']> = Extract<CommandOptions, {kind: K}>;

export const optionsOf = <K extends CommandOptions['kind']>(kind: K, ...args: readonly string[]): OptionsOf<K> => {
  const parsed = parseCommandLine([kind, ...args], NOON);
  if (parsed.kind !== kind) throw new Error(parsed.kind === 'bad-usage' ? parsed.sentence : parsed.kind);
  return parsed as OptionsOf<K>;
};
