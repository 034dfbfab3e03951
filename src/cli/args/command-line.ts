/** Reads the command line: which command the arguments call, and with which options. */
import {plainText} from '../../core/text/plain-text.ts';
import {type Flag, flagOf, type Given, isGiven, readFlags, unknownFlag} from '../flags/flags.ts';
import {nearest} from '../flags/nearest.ts';
import {andList} from '../flags/value-reader.ts';
import {commandHelp} from '../help/help-text.ts';
import {INFO_COMMANDS, TOPICS, type Topic, topicNamed} from '../help/topics.ts';
import {type CliCommand, type CommandOptions, callOf, LIST, TUI} from './command-table.ts';
import {type CommandWord, findCommandWord} from './command-word.ts';
import {COMPLETE_WORD} from './completion-options.ts';

export type CommandLine =
  | CommandOptions
  | {readonly kind: 'help'; readonly text: string}
  | {readonly kind: 'topic'; readonly topic: Topic}
  | {readonly kind: 'version'}
  /** A completion script asks for candidates. */
  | {readonly kind: 'complete'; readonly words: readonly string[]}
  /** One line that says which flag or word is wrong, why, and how to get help. */
  | {readonly kind: 'bad-usage'; readonly sentence: string};

/** The faults of the demo that a command line asks for. */
export const faultsOf = (commandLine: CommandLine): readonly string[] | undefined =>
  'targets' in commandLine ? commandLine.faults : undefined;

/** The commands that are known. */
interface Known {
  readonly commands: readonly CliCommand[];
  /** All but the terminal UI. */
  readonly named: readonly CliCommand[];
  readonly flags: readonly Flag[];
  readonly faultProblem: FaultProblem;
}

/** What is wrong with the demo's faults, naming the flag; undefined if nothing. */
type FaultProblem = (specs: readonly string[]) => string | undefined;

/** A problem with the value of --fault. Only the help of the simulator lists the faults. */
const ABOUT_FAULTS = /^--fault(:| needs a value)/;

const badUsage = (command: CliCommand, reason: string): CommandLine => ({
  kind: 'bad-usage',
  sentence: plainText(`${reason}; see \`${callOf(ABOUT_FAULTS.test(reason) ? {name: 'simulator'} : command)} --help\``),
});

/** `what`: what the word should have been. `topics`: those that are accepted in its place, besides commands. */
const unknownWord = (
  {named}: Known,
  word: string,
  {what, topics = []}: {readonly what: string; readonly topics?: readonly string[]},
): CommandLine => {
  const commands = [...named, ...INFO_COMMANDS].map(({name}) => name);
  const guess = nearest(word, [...commands, ...topics]);
  const known = [
    `the commands are ${andList(commands)}`,
    ...(topics.length > 0 ? [`the topics are ${andList(topics)}`] : []),
  ];
  const hint = guess ? ` (did you mean ${guess}?)` : `; ${known.join('; ')}`;
  return badUsage(TUI, `unknown ${what} “${word}”${hint}`);
};

/** What is wrong with the words of a command that has to stand after `--`. */
const afterDashesProblem = (
  {positionals, dashesAt}: Pick<Given, 'positionals' | 'dashesAt'>,
  call: string,
): string | undefined => {
  const [stray] = positionals.slice(0, dashesAt);
  if (stray !== undefined) return `unexpected argument “${stray}” (to run a command, write ${call} -- ${stray})`;
  return dashesAt !== undefined && positionals.length === 0 ? 'missing argument COMMAND after --' : undefined;
};

/** What is wrong with the arguments besides the flags, or undefined. */
const operandProblem = (command: CliCommand, {positionals, dashesAt}: Given): string | undefined => {
  const {operand} = command;
  if (operand?.isAfterDashes) return afterDashesProblem({positionals, dashesAt}, callOf(command));
  const stray = positionals[operand?.max ?? 0];
  if (operand && positionals.length < operand.min) {
    return `missing argument ${positionals.length === 0 ? operand.name : (operand.rest ?? operand.name)}`;
  }
  if (stray === undefined) return undefined;
  if (operand?.rest !== undefined) {
    return `too many arguments: ${command.name} takes at most ${operand.max - 1} after ${operand.name}`;
  }
  // The AWS CLI takes several values after one flag.
  if (/^[kK]ey=/.test(stray)) return `unexpected argument “${stray}”; write several tags in quotes, or repeat the flag`;
  return operand && operand.max > 1
    ? `too many arguments: ${command.name} takes at most ${operand.max} ${operand.name}s`
    : `unexpected argument “${stray}”`;
};

/** The commands that have the flag. */
const ownersOf = ({commands}: Known, rawName: string): readonly CliCommand[] =>
  commands.filter(({flags}) =>
    rawName.startsWith('--')
      ? flagOf(flags, rawName.slice(2)) !== undefined
      : flags.some(({short}) => `-${short}` === rawName),
  );

interface Called {
  readonly command: CliCommand;
  /** No command was given. */
  readonly isImplied: boolean;
}

/** The reason if only other commands have the flag; undefined if none has it. */
const misplacedFlag = (known: Known, {command, isImplied}: Called, rawName: string): string | undefined => {
  const owners = ownersOf(known, rawName);
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
const helpFor = (known: Known, word: string): CommandLine => {
  const {named} = known;
  const topic = topicNamed(word);
  if (topic) return {kind: 'topic', topic};
  // The main help also describes help and version.
  const isMain = word === '' || INFO_COMMANDS.some(({name}) => name === word);
  const command = isMain ? TUI : named.find(({name}) => name === word);
  if (command) return {kind: 'help', text: commandHelp(command, named)};
  return unknownWord(known, word, {what: 'command or topic', topics: TOPICS.map(({name}) => name)});
};

/** `help` takes one word, and `version` none. Both ignore flags that exist, except for `version --help`. */
const infoCommandLine = (known: Known, {word, before, after}: CommandWord): CommandLine | undefined => {
  if (word !== 'help' && word !== 'version') return undefined;
  const args = [...before, ...after];
  if (word === 'version' && isGiven(known.flags, args, 'help')) return helpFor(known, word);
  const given = readFlags(known.flags, args, rawName => unknownFlag(TUI.flags, rawName));
  if (!given.ok) return badUsage(TUI, given.reason);
  const [subject = '', ...more] = word === 'help' ? given.value.positionals : ['', ...given.value.positionals];
  if (more[0] !== undefined) return badUsage(TUI, `unexpected argument “${more[0]}”`);
  return word === 'help' ? helpFor(known, subject) : {kind: 'version'};
};

/** The first word is not a command. A wrong flag before it may be the reason, so that is reported first. */
const unknownCommand = (
  known: Known,
  {word, before}: {readonly word: string; readonly before: readonly string[]},
  command: CliCommand,
): CommandLine => {
  const flags = readFlags(known.flags, before, rawName => unknownFlag(command.flags, rawName));
  return flags.ok ? unknownWord(known, word, {what: 'command'}) : badUsage(command, flags.reason);
};

/** `args`: the arguments without the command's own name. */
const optionsFrom = (
  known: Known,
  called: Called,
  {args, now}: {readonly args: readonly string[]; readonly now: number},
): CommandLine => {
  const {command} = called;
  const explain = (rawName: string) => misplacedFlag(known, called, rawName) ?? unknownFlag(command.flags, rawName);
  const given = readFlags(command.flags, args, explain);
  if (!given.ok) return badUsage(command, given.reason);
  const problem = operandProblem(command, given.value);
  if (problem !== undefined) return badUsage(command, problem);
  const options = command.read(given.value, now);
  if (!options.ok) return badUsage(command, options.reason);
  const faultProblem = known.faultProblem(faultsOf(options.value) ?? []);
  return faultProblem === undefined ? options.value : badUsage(command, faultProblem);
};

export type ParseCommandLine = (argv: readonly string[], now: number, isTerminal?: boolean) => CommandLine;

/**
 * A parser that knows these commands. `argv`: the arguments without node and the script. `now` (ms since the epoch): what “7d” counts
 * back from. `isTerminal`: whether stdout is a terminal; if not, the default command is list. `--help` and `--version` win over all
 * other arguments, including mistakes. Without `faultProblem`, all faults are accepted.
 */
export const createParser = (
  commands: readonly CliCommand[],
  faultProblem: FaultProblem = () => undefined,
): ParseCommandLine => {
  const known: Known = {
    commands,
    named: commands.filter(({name}) => name !== ''),
    flags: commands.flatMap(({flags}) => flags),
    faultProblem,
  };
  return (argv, now, isTerminal = true) => {
    if (argv[0] === COMPLETE_WORD) return {kind: 'complete', words: argv.slice(1)};
    const found = findCommandWord(known.flags, argv);
    const {word, before, after} = found;
    const info = infoCommandLine(known, found);
    if (info) return info;
    const named = known.named.find(({name}) => name === word);
    const args = named ? [...before, ...after] : argv;
    const shown = named ?? TUI;
    if (isGiven(shown.flags, args, 'help')) return {kind: 'help', text: commandHelp(shown, known.named)};
    if (isGiven(shown.flags, args, 'version')) return {kind: 'version'};
    const command = named ?? (isTerminal ? TUI : LIST);
    if (!named && word !== undefined) return unknownCommand(known, {word, before}, command);
    return optionsFrom(known, {command, isImplied: !named}, {args, now});
  };
};
