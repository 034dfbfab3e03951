/** The help of a command, made from its row in the table. */
import {wrap} from '../../core/text/wrap.ts';
import type {Flag} from '../flags/flags.ts';
import {PROGRAM} from '../process/about.ts';
import {INFO_COMMANDS, TOPICS} from './topics.ts';

/** How the arguments besides the flags are called. */
interface Named {
  readonly name: string;
  readonly max: number;
  readonly rest?: string;
  readonly isAfterDashes?: true;
}

/** What the help shows of a command. */
interface HelpSubject {
  readonly name: string;
  readonly brief: string;
  readonly summary: string;
  readonly operand?: Named & {readonly text: string};
  readonly flags: readonly Flag[];
  readonly examples: readonly string[];
}

const WIDTH = 80;
const TEXT_COLUMN = 26;

/** Lines of at most `width` columns. The texts have no wide characters. */
export const wrapText = (text: string, width: number): readonly string[] => wrap(text, width, ({length}) => length);

/** A term on the left, and its text beside it, or below it if the term is too long. */
export const entry = (term: string, text: string): readonly string[] => {
  const lines = wrapText(text, WIDTH - TEXT_COLUMN);
  const isLong = term.length + 2 > TEXT_COLUMN;
  const pad = ' '.repeat(TEXT_COLUMN);
  const head = isLong ? [term] : [];
  return [...head, ...lines.map((line, i) => (i === 0 && !isLong ? term.padEnd(TEXT_COLUMN) : pad) + line)];
};

const flagEntry = ({name, alias, short, value, text}: Flag): readonly string[] => {
  const term = `  ${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return entry(term, alias === undefined ? text : `${text} Also --${alias}.`);
};

const usageOf = ({name, operand}: HelpSubject): string => {
  const call = name === '' ? PROGRAM : `${PROGRAM} ${name}`;
  const words = operand ? [operandText(operand), '[flags]'] : ['[flags]'];
  return `Usage: ${[call, ...(operand?.isAfterDashes ? words.toReversed() : words)].join(' ')}`;
};

/**
 * JOB, or JOB... if it may be given several times, or RESOURCE KEY... if something else follows. A command that is run stands after
 * two dashes.
 */
export const operandText = ({name, max, rest, isAfterDashes}: Named): string => {
  if (isAfterDashes) return `[-- ${name}...]`;
  if (rest !== undefined) return `${name} ${rest}...`;
  return max > 1 ? `${name}...` : name;
};

/** The codes that scripts need most. The topic has them all. */
const EXIT_CODES_LINE = [
  'Exit codes: 0 success, 1 failed job, 2 usage, 3-8 AWS or network, 124 timeout.',
  `\`${PROGRAM} help exit-codes\` explains them.`,
];

/** Names with their descriptions, as indented lines. */
const listed = (rows: readonly {readonly name: string; readonly brief: string}[]): readonly string[] =>
  rows.flatMap(({name, brief}) => entry(`  ${name}`, brief));

/** The help of a command. Ends in a newline. Only the help of the terminal UI lists the commands and topics. */
export const commandHelp = (subject: HelpSubject, commands: readonly HelpSubject[]): string => {
  const {operand} = subject;
  const isWhole = subject.name === '';
  const usage = [usageOf(subject), ...(isWhole ? [`       ${PROGRAM} COMMAND [flags]`] : [])];
  const groups = [...new Set(subject.flags.map(({group}) => group))];
  const sections = groups.map(group => [
    group,
    ...subject.flags.filter(flag => flag.group === group).flatMap(flagEntry),
  ]);
  const parts = [
    usage,
    wrapText(subject.summary, WIDTH),
    ...(isWhole ? [['Commands (each has its own --help)', ...listed(commands), ...listed(INFO_COMMANDS)]] : []),
    ...(operand ? [entry(`  ${operandText(operand)}`, operand.text)] : []),
    ...sections,
    ...(isWhole ? [[`Topics (${PROGRAM} help TOPIC)`, ...listed(TOPICS)]] : []),
    EXIT_CODES_LINE,
    ['Examples', ...subject.examples.map(example => `  ${example}`)],
  ];
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`;
};
