/** Reads the command line: which command the arguments call, and with which options. */
import {plainText} from '../../core/text/plain-text.ts';
import {flagOf, type Given, isGiven, readFlags, unknownFlag} from '../flags/flags.ts';
import {nearest} from '../flags/nearest.ts';
import {andList} from '../flags/value-reader.ts';
import {commandHelp} from '../help/help-text.ts';
import {INFO_COMMANDS, TOPICS, type Topic, topicNamed} from '../help/topics.ts';
import {type CliCommand, COMMANDS, type CommandOptions, callOf, LIST, NAMED, SIMULATOR, TUI} from './command-table.ts';
import {ALL_FLAGS, type CommandWord, findCommandWord} from './command-word.ts';
import {COMPLETE_WORD} from './completion-options.ts';

export {COMMANDS};

export type CommandLine =
  | CommandOptions
  | {readonly kind: 'help'; readonly text: string}
  | {readonly kind: 'topic'; readonly topic: Topic}
  | {readonly kind: 'version'}
  /** A completion script asks for candidates. */
  | {readonly kind: 'complete'; readonly words: readonly string[]}
  /** One line that says which flag or word is wrong, why, and how to get help. */
  | {readonly kind: 'bad-usage'; readonly sentence: string};

/** A problem with the value of --fault. Only the help of the simulator lists the faults. */
const ABOUT_FAULTS = /^--fault(:| needs a value)/;

const badUsage = (command: CliCommand, reason: string): CommandLine => ({
  kind: 'bad-usage',
  sentence: plainText(`${reason}; see \`${callOf(ABOUT_FAULTS.test(reason) ? SIMULATOR : command)} --help\``),
});

/** `what`: what the word should have been. `topics`: those that are accepted in its place, besides commands. */
const unknownWord = (word: string, what: string, topics: readonly string[] = []): CommandLine => {
  const commands = [...NAMED, ...INFO_COMMANDS].map(({name}) => name);
  const guess = nearest(word, [...commands, ...topics]);
  const known = [
    `the commands are ${andList(commands)}`,
    ...(topics.length > 0 ? [`the topics are ${andList(topics)}`] : []),
  ];
  const hint = guess ? ` (did you mean ${guess}?)` : `; ${known.join('; ')}`;
  return badUsage(TUI, `unknown ${what} “${word}”${hint}`);
};

/** What is wrong with the arguments besides the flags, or undefined. */
const operandProblem = (command: CliCommand, {positionals}: Given): string | undefined => {
  const {operand} = command;
  const stray = positionals[operand?.max ?? 0];
  if (operand && positionals.length < operand.min) {
    return `missing argument ${operand.name}`;
  }
  if (stray === undefined) return undefined;
  return operand && operand.max > 1
    ? `too many arguments: ${command.name} takes at most ${operand.max} ${operand.name}s`
    : `unexpected argument “${stray}”`;
};

/** The commands that have the flag. */
const ownersOf = (rawName: string): readonly CliCommand[] =>
  COMMANDS.filter(({flags}) =>
    rawName.startsWith('--')
      ? flagOf(flags, rawName.slice(2)) !== undefined
      : flags.some(({short}) => `-${short}` === rawName),
  );

/** The reason if only other commands have the flag; undefined if none has it. `isImplied`: no command was given. */
const misplacedFlag = (command: CliCommand, isImplied: boolean, rawName: string): string | undefined => {
  const owners = ownersOf(rawName);
  const [first] = owners;
  if (!first) return undefined;
  if (isImplied && command === LIST && first === TUI) {
    return `${rawName} is for the terminal UI; stdout is not a terminal, so this ran \`list\``;
  }
  if (isImplied) return `${rawName} needs a command, for example \`${callOf(first)} ${rawName}\``;
  const names = owners.map(({name}) => name || 'the terminal UI');
  return `${command.name} does not take ${rawName}; ${andList(names)} ${owners.length > 1 ? 'do' : 'does'}`;
};

/** `help COMMAND`, which people know from git and the AWS CLI, and `help TOPIC`. */
const helpFor = (word: string): CommandLine => {
  const topic = topicNamed(word);
  if (topic) return {kind: 'topic', topic};
  // The main help also describes help and version.
  const isMain = word === '' || INFO_COMMANDS.some(({name}) => name === word);
  const command = isMain ? TUI : NAMED.find(({name}) => name === word);
  return command
    ? {kind: 'help', text: commandHelp(command, NAMED)}
    : unknownWord(
        word,
        'command or topic',
        TOPICS.map(({name}) => name),
      );
};

/** `help` takes one word, and `version` none. Both ignore flags that exist, except for `version --help`. */
const infoCommandLine = ({word, before, after}: CommandWord): CommandLine | undefined => {
  if (word !== 'help' && word !== 'version') return undefined;
  const args = [...before, ...after];
  if (word === 'version' && isGiven(ALL_FLAGS, args, 'help')) return helpFor(word);
  const given = readFlags(ALL_FLAGS, args, rawName => unknownFlag(TUI.flags, rawName));
  if (!given.ok) return badUsage(TUI, given.reason);
  const [subject = '', ...more] = word === 'help' ? given.value.positionals : ['', ...given.value.positionals];
  if (more[0] !== undefined) return badUsage(TUI, `unexpected argument “${more[0]}”`);
  return word === 'help' ? helpFor(subject) : {kind: 'version'};
};

/** The first word is not a command. A wrong flag before it may be the reason, so that is reported first. */
const unknownCommand = (word: string, before: readonly string[], command: CliCommand): CommandLine => {
  const flags = readFlags(ALL_FLAGS, before, rawName => unknownFlag(command.flags, rawName));
  return flags.ok ? unknownWord(word, 'command') : badUsage(command, flags.reason);
};

/** `args`: the arguments without the command's own name. */
const optionsFrom = (command: CliCommand, isImplied: boolean, args: readonly string[], now: number): CommandLine => {
  const explain = (rawName: string) =>
    misplacedFlag(command, isImplied, rawName) ?? unknownFlag(command.flags, rawName);
  const given = readFlags(command.flags, args, explain);
  if (!given.ok) return badUsage(command, given.reason);
  const problem = operandProblem(command, given.value);
  if (problem !== undefined) return badUsage(command, problem);
  const options = command.read(given.value, now);
  return options.ok ? options.value : badUsage(command, options.reason);
};

/**
 * `argv`: the arguments without node and the script. `now` (ms since the epoch): what “7d” counts back from. `isTerminal`:
 * whether stdout is a terminal; if not, the default command is list. `--help` and `--version` win over all other arguments,
 * including mistakes.
 */
export const parseCommandLine = (argv: readonly string[], now: number, isTerminal = true): CommandLine => {
  if (argv[0] === COMPLETE_WORD) return {kind: 'complete', words: argv.slice(1)};
  const found = findCommandWord(argv);
  const {word, before, after} = found;
  const info = infoCommandLine(found);
  if (info) return info;
  const named = NAMED.find(({name}) => name === word);
  const args = named ? [...before, ...after] : argv;
  const shown = named ?? TUI;
  if (isGiven(shown.flags, args, 'help')) return {kind: 'help', text: commandHelp(shown, NAMED)};
  if (isGiven(shown.flags, args, 'version')) return {kind: 'version'};
  const command = named ?? (isTerminal ? TUI : LIST);
  if (!named && word !== undefined) return unknownCommand(word, before, command);
  return optionsFrom(command, !named, args, now);
};
