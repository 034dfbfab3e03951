/** Writes the manual page from the tables of commands, flags, keys and exit codes. */

import {COMMANDS, NAMED} from '../../src/cli/args/all-commands.ts';
import {type CliCommand, TUI} from '../../src/cli/args/command-table.ts';
import type {Flag} from '../../src/cli/flags/flags.ts';
import {FILES, VARIABLES} from '../../src/cli/help/environment-facts.ts';
import {operandText} from '../../src/cli/help/help-text.ts';
import {TOPICS} from '../../src/cli/help/topics.ts';
import {PROGRAM, VERSION} from '../../src/cli/process/about.ts';
import {EXIT_MEANINGS} from '../../src/cli/process/exit-codes.ts';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import {helpText} from '../../src/keys/keymap/reference.ts';
import {COMMON_OPTIONS, FAULT_KINDS, syntaxOf} from '../../src/simulator/faults/spec.ts';
import {bold, entry, escaped, example, italic, paragraph, section, subsection} from './roff.ts';

const flagTerm = ({name, alias, short, value}: Flag): string => {
  const names = [
    ...(short === undefined ? [] : [`-${short}`]),
    `--${name}`,
    ...(alias === undefined ? [] : [`--${alias}`]),
  ];
  return `${names.map(bold).join(', ')}${value === undefined ? '' : ` ${italic(value)}`}`;
};

const flagEntry = (flag: Flag): readonly string[] => entry(flagTerm(flag), flag.text);

/** Two flags with the same key look the same to a person: name, value and text. */
const keyOf = ({name, alias, value, text}: Flag): string => [name, alias, value, text].join('\n');

/** The flags that mean the same in at least two commands, each once. */
const SHARED: ReadonlyMap<string, Flag> = (() => {
  const counts = new Map<string, number>();
  // In the order of the command with the most flags.
  const flags = COMMANDS.toSorted((a, b) => b.flags.length - a.flags.length).flatMap(command => command.flags);
  for (const flag of flags) counts.set(keyOf(flag), (counts.get(keyOf(flag)) ?? 0) + 1);
  return new Map(flags.filter(flag => (counts.get(keyOf(flag)) ?? 0) > 1).map(flag => [keyOf(flag), flag]));
})();

const isShared = (flag: Flag): boolean => SHARED.has(keyOf(flag));

/** A heading of the help, without the part in parentheses that only one command adds. */
const headingOf = ({group}: Flag): string => group.replace(/ \(.*/s, '');

const sharedOptions = (): readonly string[] => {
  const flags = [...SHARED.values()];
  const headings = [...new Set(flags.map(headingOf))];
  return [
    ...paragraph('These flags mean the same for several commands. COMMANDS says which of them a command takes.'),
    ...headings.flatMap(heading =>
      subsection(heading, flags.filter(flag => headingOf(flag) === heading).flatMap(flagEntry)),
    ),
  ];
};

const callText = ({name, operand}: CliCommand): string =>
  [
    bold(name === '' ? PROGRAM : `${PROGRAM} ${name}`),
    ...(operand ? [italic(operandText(operand))] : []),
    '[\\fIflags\\fR]',
  ].join(' ');

const HELP_CALLS = [`${bold(`${PROGRAM} help`)} [${italic('COMMAND')}|${italic('TOPIC')}]`, bold(`${PROGRAM} version`)];

const synopsis = (): readonly string[] => [...COMMANDS.map(callText), ...HELP_CALLS].flatMap(call => ['.PP', call]);

const sharedNames = (command: CliCommand): readonly string[] => {
  const names = command.flags.filter(isShared).map(({name}) => `--${name}`);
  return paragraph(`Also takes ${names.join(', ')}; see OPTIONS.`);
};

const faults = (): readonly string[] => [
  ...paragraph('Faults:'),
  ...FAULT_KINDS.flatMap(kind => entry(bold(syntaxOf(kind)), kind.text)),
  ...paragraph('Options of every fault:'),
  ...Object.entries(COMMON_OPTIONS).flatMap(([name, {placeholder, text}]) =>
    entry(`${bold(`:${name}=`)}${italic(placeholder)}`, text),
  ),
];

const commandSection = (command: CliCommand): readonly string[] => {
  const {name, summary, operand, flags} = command;
  return subsection(name === '' ? 'The terminal UI (no command)' : name, [
    ...paragraph(summary),
    ...(operand ? entry(italic(operandText(operand)), operand.text) : []),
    ...flags.filter(flag => !isShared(flag)).flatMap(flagEntry),
    ...(name === 'simulator' ? faults() : []),
    ...sharedNames(command),
  ]);
};

const helpCommandSections = (): readonly string[] => [
  ...subsection('help', [
    ...paragraph('Shows the help of a command, or one of these topics:'),
    ...TOPICS.flatMap(({name, brief}) => entry(bold(name), brief)),
  ]),
  ...subsection('version', paragraph('Prints the version.')),
];

const keys = (): readonly string[] =>
  helpText(createDefaultKeymap()).flatMap(({title, entries}) => [
    ...subsection(title, []),
    ...entries.flatMap(({keys: names, text}) => entry(names.split(' ').map(bold).join(', '), text)),
  ]);

const facts = (rows: typeof VARIABLES): readonly string[] =>
  rows.flatMap(([names, text]) => entry(names.map(bold).join(', '), text));

const description = (): readonly string[] => [
  ...paragraph(TUI.summary),
  ...paragraph(
    'Without a command, it starts the terminal UI. If standard output is not a terminal, it prints the list of jobs instead, like the list command. Only the commands import, delete-model, tag and untag change something on AWS. Data goes to standard output, messages go to standard error. Flags may stand before or after the command.',
  ),
];

const examples = (): readonly string[] =>
  COMMANDS.flatMap(({name, examples: lines}) => [
    ...paragraph(`${name === '' ? 'The terminal UI' : name}:`),
    ...example(lines),
  ]);

/** The page as roff source. It contains no date, so the same tables always give the same page. */
export const manPage = (): string => {
  const name = escaped(PROGRAM);
  const lines = [
    `.TH ${escaped(PROGRAM.toUpperCase())} 1 "" "${name} ${escaped(VERSION)}" "User Commands"`,
    // No hyphenation: a hyphen at the end of a line could be part of the word.
    '.nh',
    '.ad l',
    ...section('NAME', [`${name} \\- ${escaped('terminal UI and commands for Amazon Bedrock model import jobs')}`]),
    ...section('SYNOPSIS', synopsis()),
    ...section('DESCRIPTION', description()),
    ...section('COMMANDS', [...[TUI, ...NAMED].flatMap(commandSection), ...helpCommandSections()]),
    ...section('OPTIONS', sharedOptions()),
    ...section('KEYS', [...paragraph('In the terminal UI:'), ...keys()]),
    ...section(
      'EXIT STATUS',
      EXIT_MEANINGS.flatMap(([codes, meaning]) => entry(bold(codes), meaning)),
    ),
    ...section('ENVIRONMENT', facts(VARIABLES)),
    ...section('FILES', facts(FILES)),
    ...section('EXAMPLES', examples()),
    ...section('SEE ALSO', ['.BR aws (1),', '.BR jq (1)']),
  ];
  return `${lines.join('\n')}\n`;
};
