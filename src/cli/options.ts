/** The command line: the table of commands, and what the arguments ask for. */
import {plainText} from '../core/plain-text.ts';
import type {Parsed} from '../core/query.ts';
import {PROGRAM} from './about.ts';
import {type Flag, type Given, isGiven, readFlags} from './flags.ts';
import {commandHelp} from './help-text.ts';
import {nearest} from './nearest.ts';
import {readSimulatorOptions, SIMULATOR_FLAGS, type SimulatorOptions} from './simulator-options.ts';
import {readTuiOptions, TUI_FLAGS, type TuiOptions} from './tui-options.ts';

export type {SimulatorOptions, TuiOptions};

export type CommandLine =
  | TuiOptions
  | SimulatorOptions
  | {readonly kind: 'help'; readonly text: string}
  | {readonly kind: 'version'}
  /** One line: which flag or word is wrong, why, and where help is. */
  | {readonly kind: 'bad-usage'; readonly sentence: string};

/** A command as the parser, the help and the README know it. */
export interface Command {
  /** The empty name is the terminal UI, which starts where no command is given. */
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly Flag[];
  readonly examples: readonly string[];
  readonly read: (given: Given, now: number) => Parsed<TuiOptions | SimulatorOptions>;
}

const EVERYWHERE: readonly Flag[] = [
  {name: 'help', short: 'h', group: 'Also', text: 'Show this help.'},
  {name: 'version', short: 'V', group: 'Also', text: 'Show the version.'},
];

const TUI: Command = {
  name: '',
  summary: 'A terminal UI for Amazon Bedrock model import jobs: list, find, read and watch them.',
  flags: [...TUI_FLAGS, ...EVERYWHERE],
  examples: [
    PROGRAM,
    `${PROGRAM} --demo`,
    `${PROGRAM} --profile research --region us-west-2`,
    `${PROGRAM} --status Failed --after 7d`,
    `${PROGRAM} --name llama-3 --order Ascending --page-size 500`,
  ],
  read: readTuiOptions,
};

const SIMULATOR: Command = {
  name: 'simulator',
  summary:
    "Serves the import operations of Bedrock's control plane on this machine, for testing import code with any AWS SDK or the AWS CLI. It never touches AWS, and any credentials will do.",
  flags: [...SIMULATOR_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} simulator`,
    `${PROGRAM} simulator --port 0 --jobs 10000 --seed 7`,
    `${PROGRAM} simulator --pace 60 --running 1 --log`,
    `${PROGRAM} simulator --fault rate=1 --fault latency=300`,
    `${PROGRAM} --endpoint-url http://127.0.0.1:8080 --region us-east-1`,
  ],
  read: readSimulatorOptions,
};

export const COMMANDS: readonly Command[] = [TUI, SIMULATOR];

const named = COMMANDS.filter(({name}) => name !== '');

const callOf = ({name}: Command): string => (name === '' ? PROGRAM : `${PROGRAM} ${name}`);

const badUsage = (command: Command, reason: string): CommandLine => {
  const stop = /[.?]$/.test(reason) ? '' : '.';
  return {kind: 'bad-usage', sentence: plainText(`${reason}${stop} See ${callOf(command)} --help.`)};
};

const unknownCommand = (word: string): CommandLine => {
  const names = named.map(({name}) => name);
  const guess = nearest(word, names);
  const known = `the commands are: ${names.join(', ')}; without one the terminal UI starts`;
  return badUsage(TUI, `“${word}” is no command${guess ? ` (did you mean ${guess}?)` : ''}; ${known}`);
};

/** What stands where nothing belongs: a command in the wrong place, or a word too many. */
const strayWord = (command: Command, word: string): CommandLine => {
  if (command !== TUI) return badUsage(command, `“${word}” is one word too many: ${callOf(command)} takes flags only`);
  if (!named.some(({name}) => name === word)) return unknownCommand(word);
  return badUsage(TUI, `${word} must come first: ${PROGRAM} ${word}, then its flags`);
};

/**
 * What the arguments (without node and the script) ask for. Pure: `now` (ms since the epoch) is what distances in time
 * count back from. `--help` and `--version` win over everything else that is given, mistakes included.
 */
export const parseCommandLine = (argv: readonly string[], now: number): CommandLine => {
  const first = argv[0] ?? '';
  const command = named.find(({name}) => name === first) ?? TUI;
  const args = command === TUI ? argv : argv.slice(1);
  const {flags} = command;
  if (isGiven(flags, args, 'help')) return {kind: 'help', text: commandHelp(command, named)};
  if (isGiven(flags, args, 'version')) return {kind: 'version'};
  if (command === TUI && first !== '' && !first.startsWith('-')) return unknownCommand(first);
  const given = readFlags(flags, args);
  if (!given.ok) return badUsage(command, given.reason);
  const [stray] = given.value.positionals;
  if (stray !== undefined) return strayWord(command, stray);
  const options = command.read(given.value, now);
  return options.ok ? options.value : badUsage(command, options.reason);
};
