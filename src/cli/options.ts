/** The command line: what the arguments ask for. */
import {andList} from '../core/format.ts';
import {plainText} from '../core/plain-text.ts';
import {COMMANDS, type Command, type CommandOptions, callOf, LIST, NAMED, SIMULATOR, TUI} from './command-table.ts';
import {ALL_FLAGS, type CommandWord, findCommandWord} from './command-word.ts';
import {COMPLETE_WORD} from './completion/completion-options.ts';
import {flagOf, type Given, isGiven, readFlags, unknownFlag} from './flags.ts';
import {commandHelp} from './help-text.ts';
import {TELLING, TOPICS, type Topic, topicNamed} from './help-topics.ts';
import {nearest} from './nearest.ts';

export {COMMANDS};

export type CommandLine =
  | CommandOptions
  | {readonly kind: 'help'; readonly text: string}
  | {readonly kind: 'topic'; readonly topic: Topic}
  | {readonly kind: 'version'}
  /** A shell asks for completions. */
  | {readonly kind: 'complete'; readonly words: readonly string[]}
  /** One line: which flag or word is wrong, why, and where help is. */
  | {readonly kind: 'bad-usage'; readonly sentence: string};

/** What is wrong with the value of --fault; only the help of the simulator lists the faults. */
const OF_FAULTS = /^--fault(:| needs a value)/;

const badUsage = (command: Command, reason: string): CommandLine => ({
  kind: 'bad-usage',
  sentence: plainText(`${reason}; see \`${callOf(OF_FAULTS.test(reason) ? SIMULATOR : command)} --help\``),
});

/** `what`: what the word should have been; `topics`: those that it could name, if it need not be a command. */
const unknownWord = (word: string, what: string, topics: readonly string[] = []): CommandLine => {
  const commands = [...NAMED, ...TELLING].map(({name}) => name);
  const guess = nearest(word, [...commands, ...topics]);
  const known = [
    `the commands are ${andList(commands)}`,
    ...(topics.length > 0 ? [`the topics are ${andList(topics)}`] : []),
  ];
  const hint = guess ? ` (did you mean ${guess}?)` : `; ${known.join('; ')}`;
  return badUsage(TUI, `unknown ${what} “${word}”${hint}`);
};

/** What is wrong with the number of words besides the flags, or undefined. */
const operandProblem = (command: Command, {positionals}: Given): string | undefined => {
  const {operand} = command;
  const stray = positionals[operand?.most ?? 0];
  if (operand && positionals.length < operand.least) {
    return `missing argument ${operand.name}`;
  }
  if (stray === undefined) return undefined;
  return operand && operand.most > 1
    ? `too many arguments: ${command.name} takes at most ${operand.most} ${operand.name}s`
    : `unexpected argument “${stray}”`;
};

/** The commands that have the flag. */
const ownersOf = (rawName: string): readonly Command[] =>
  COMMANDS.filter(({flags}) =>
    rawName.startsWith('--')
      ? flagOf(flags, rawName.slice(2)) !== undefined
      : flags.some(({short}) => `-${short}` === rawName),
  );

/** The reason for a flag that only other commands have; undefined if none has it. `isImplied`: no command was given. */
const misplaced = (command: Command, isImplied: boolean, rawName: string): string | undefined => {
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

/** `help COMMAND`, for those who know it from git or the AWS CLI, and `help TOPIC`. */
const helpFor = (word: string): CommandLine => {
  const topic = topicNamed(word);
  if (topic) return {kind: 'topic', topic};
  // The main help describes help and version, too.
  const isMain = word === '' || TELLING.some(({name}) => name === word);
  const command = isMain ? TUI : NAMED.find(({name}) => name === word);
  return command
    ? {kind: 'help', text: commandHelp(command, NAMED)}
    : unknownWord(
        word,
        'command or topic',
        TOPICS.map(({name}) => name),
      );
};

/** `help` takes one word, `version` none. Flags that exist change nothing about either, except `version --help`. */
const tellingLine = ({word, before, after}: CommandWord): CommandLine | undefined => {
  if (word !== 'help' && word !== 'version') return undefined;
  const args = [...before, ...after];
  if (word === 'version' && isGiven(ALL_FLAGS, args, 'help')) return helpFor(word);
  const given = readFlags(ALL_FLAGS, args, rawName => unknownFlag(TUI.flags, rawName));
  if (!given.ok) return badUsage(TUI, given.reason);
  const [subject = '', ...more] = word === 'help' ? given.value.positionals : ['', ...given.value.positionals];
  if (more[0] !== undefined) return badUsage(TUI, `unexpected argument “${more[0]}”`);
  return word === 'help' ? helpFor(subject) : {kind: 'version'};
};

/** The first word is not a command. If a flag before it is wrong, that may be the reason, and is said instead. */
const strayWord = (word: string, before: readonly string[], command: Command): CommandLine => {
  const flags = readFlags(ALL_FLAGS, before, rawName => unknownFlag(command.flags, rawName));
  return flags.ok ? unknownWord(word, 'command') : badUsage(command, flags.reason);
};

/** A command with the arguments that are left when its own name is taken out. */
const optionsFrom = (command: Command, isImplied: boolean, args: readonly string[], now: number): CommandLine => {
  const explain = (rawName: string) => misplaced(command, isImplied, rawName) ?? unknownFlag(command.flags, rawName);
  const given = readFlags(command.flags, args, explain);
  if (!given.ok) return badUsage(command, given.reason);
  const problem = operandProblem(command, given.value);
  if (problem !== undefined) return badUsage(command, problem);
  const options = command.read(given.value, now);
  return options.ok ? options.value : badUsage(command, options.reason);
};

/**
 * What the arguments (without node and the script) ask for. Pure: `now` (ms since the epoch) is what "7d" counts back
 * from, and without a terminal on stdout (`isTerminal`) no command means list. `--help` and `--version` win over
 * everything else that is given, mistakes included.
 */
export const parseCommandLine = (argv: readonly string[], now: number, isTerminal = true): CommandLine => {
  if (argv[0] === COMPLETE_WORD) return {kind: 'complete', words: argv.slice(1)};
  const found = findCommandWord(argv);
  const {word, before, after} = found;
  const told = tellingLine(found);
  if (told) return told;
  const named = NAMED.find(({name}) => name === word);
  const args = named ? [...before, ...after] : argv;
  const shown = named ?? TUI;
  if (isGiven(shown.flags, args, 'help')) return {kind: 'help', text: commandHelp(shown, NAMED)};
  if (isGiven(shown.flags, args, 'version')) return {kind: 'version'};
  const command = named ?? (isTerminal ? TUI : LIST);
  if (!named && word !== undefined) return strayWord(word, before, command);
  return optionsFrom(command, !named, args, now);
};
