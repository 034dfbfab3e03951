/** The command line: what the arguments ask for. */
import {plainText} from '../core/plain-text.ts';
import {PROGRAM} from './about.ts';
import {COMMANDS, type Command, type CommandOptions, callOf, LIST, NAMED, TUI} from './command-table.ts';
import {COMPLETE_WORD} from './completion/completion-options.ts';
import {type Given, isGiven, readFlags} from './flags.ts';
import {commandHelp} from './help-text.ts';
import {nearest} from './nearest.ts';

export {COMMANDS};

export type CommandLine =
  | CommandOptions
  | {readonly kind: 'help'; readonly text: string}
  | {readonly kind: 'version'}
  /** A shell asks what it could complete. */
  | {readonly kind: 'complete'; readonly words: readonly string[]}
  /** One line: which flag or word is wrong, why, and where help is. */
  | {readonly kind: 'bad-usage'; readonly sentence: string};

const badUsage = (command: Command, reason: string): CommandLine => {
  const stop = /[.?]$/.test(reason) ? '' : '.';
  return {kind: 'bad-usage', sentence: plainText(`${reason}${stop} See ${callOf(command)} --help.`)};
};

const unknownCommand = (word: string): CommandLine => {
  const names = NAMED.map(({name}) => name);
  const guess = nearest(word, names);
  const known = `the commands are: ${names.join(', ')}; without one the terminal UI starts`;
  return badUsage(TUI, `“${word}” is no command${guess ? ` (did you mean ${guess}?)` : ''}; ${known}`);
};

/** What is wrong with how many words there are besides the flags, or undefined. */
const operandProblem = (command: Command, {positionals}: Given): string | undefined => {
  const {operand} = command;
  const stray = positionals[operand?.most ?? 0];
  if (operand && positionals.length < operand.least) {
    return `${operand.name} is missing: ${callOf(command)} ${operand.name}`;
  }
  if (stray === undefined) return undefined;
  const count = operand && operand.most > 1 ? `at most ${operand.most}` : 'one';
  const takes = operand ? `${count} ${operand.name}, and flags` : 'flags only';
  return `“${stray}” is one word too many: ${callOf(command)} takes ${takes}`;
};

/** What stands where nothing belongs: a command in the wrong place, or a word that is none. */
const strayWord = (word: string): CommandLine =>
  NAMED.some(({name}) => name === word)
    ? badUsage(TUI, `${word} must come first: ${PROGRAM} ${word}, then its flags`)
    : unknownCommand(word);

/** A flag that is right, but not here, or undefined. */
const misplaced = (command: Command, given: readonly string[]): string | undefined => {
  const other = command === TUI ? LIST : TUI;
  const flag = other.flags.find(({name}) => isGiven(other.flags, given, name));
  if (!flag || command.flags.some(({name}) => name === flag.name)) return undefined;
  return command === TUI
    ? `--${flag.name} belongs to a command: ${callOf(LIST)} --${flag.name}`
    : `--${flag.name} is for the terminal UI, but stdout is no terminal; without a command that runs ${callOf(LIST)}`;
};

/** `help COMMAND`, for those who are used to it from git or the AWS CLI. */
const helpFor = (word: string): CommandLine => {
  const command = word === '' ? TUI : NAMED.find(({name}) => name === word);
  return command ? {kind: 'help', text: commandHelp(command, NAMED)} : unknownCommand(word);
};

/**
 * What the arguments (without node and the script) ask for. Pure: `now` (ms since the epoch) is what distances in time
 * count back from, and without a terminal on stdout (`isTerminal`) no command means list. `--help` and `--version` win over
 * everything else that is given, mistakes included.
 */
export const parseCommandLine = (argv: readonly string[], now: number, isTerminal = true): CommandLine => {
  const [first = '', second = ''] = argv;
  if (first === COMPLETE_WORD) return {kind: 'complete', words: argv.slice(1)};
  if (first === 'help') return helpFor(second);
  if (first === 'version') return {kind: 'version'};
  const named = NAMED.find(({name}) => name === first);
  const command = named ?? (isTerminal ? TUI : LIST);
  const args = named ? argv.slice(1) : argv;
  const shown = named ?? TUI;
  if (isGiven(shown.flags, args, 'help')) return {kind: 'help', text: commandHelp(shown, NAMED)};
  if (isGiven(shown.flags, args, 'version')) return {kind: 'version'};
  if (!named && first !== '' && !first.startsWith('-')) return unknownCommand(first);
  const given = readFlags(command.flags, args);
  if (!given.ok) return badUsage(command, (named ? undefined : misplaced(command, args)) ?? given.reason);
  const [word] = given.value.positionals;
  if (!named && word !== undefined) return strayWord(word);
  const problem = operandProblem(command, given.value);
  if (problem !== undefined) return badUsage(command, problem);
  const options = command.read(given.value, now);
  return options.ok ? options.value : badUsage(command, options.reason);
};
