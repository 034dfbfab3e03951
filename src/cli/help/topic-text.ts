/**
 * The texts of `help TOPIC`, loaded on demand. The keys of the UI are not a topic: this module and the UI, which is also loaded
 * on demand, would share them, and the bundler would split the file that the first frame needs (test/e2e/budgets).
 */
import {EXIT_MEANINGS} from '../process/exit-codes.ts';
import {type Fact, FILES, VARIABLES} from './environment-facts.ts';
import {entry} from './help-text.ts';
import type {Topic} from './topics.ts';

const entries = (rows: readonly (readonly [string, string])[]): readonly string[] =>
  rows.flatMap(([term, text]) => entry(`  ${term}`, text));

/** Each name has a line of its own. The text is beside the last one, or below it. */
const factLines = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap(([names, text]) => [
    ...names.slice(0, -1).map(name => `  ${name}`),
    ...entry(`  ${names.at(-1) ?? ''}`, text),
  ]);

const TIMES: readonly string[] = [
  'Dates and times (--after, --before, --since)',
  ...entries([
    ['2026-11-01', 'the start of that day, in local time'],
    ['"2026-11-01 14:00"', 'local time; seconds may follow'],
    ['2026-11-01T12:00Z', 'UTC, or with another offset such as +01:00'],
    ['today, yesterday', 'the start of that day, in local time'],
    ['90m, 36h, 7d, 4w', 'this many minutes, hours, days or weeks ago'],
    ['"5 min ago", "3 h ago"', 'the same, as the list shows it'],
    ['"3 days ago"', 'as the list shows it: the start of that day, in local time'],
  ]),
  '',
  'Lengths of time (--timeout, --retry-for)',
  ...entries([['90s, 20m, 2h, 1d, 1h30m', 'at most 30 days; 0s is allowed']]),
];

const TEXTS: Readonly<Record<Topic, () => readonly string[]>> = {
  'exit-codes': () => ['Exit codes (the same for every command)', ...entries(EXIT_MEANINGS)],
  environment: () => ['Environment variables', ...factLines(VARIABLES), '', 'Files', ...factLines(FILES)],
  times: () => TIMES,
};

/** Ends in a newline. */
export const topicText = (topic: Topic): string => `${TEXTS[topic]().join('\n')}\n`;
