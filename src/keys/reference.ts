/** The keys told to people: the sections of the help, and the table in docs/keys.md, all from the keymap. */
import type {Context} from '../core/select.ts';
import {wrap} from '../core/wrap.ts';
import {boundIn, keyText} from './bindings.ts';
import {type CommandId, commandOf, GROUPS} from './commands.ts';
import {CHOICE_KEYS, FIELD_KEYS} from './field-edit.ts';

export interface HelpLine {
  readonly kind: 'title' | 'key' | 'blank';
  readonly keys?: string;
  readonly text: string;
}

export interface HelpEntry {
  readonly keys: string;
  readonly text: string;
}

export interface HelpSection {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

const keysText = (keys: readonly string[]): string => keys.map(keyText).join(' ');

/** What is used most; it stands first, and nowhere else. */
const COMMON: readonly CommandId[] = ['down', 'up', 'detail', 'search', 'status', 'refresh', 'back', 'help', 'quit'];

/** Two commands that are one movement share a line, with the keys of the first before those of the second. */
const PAIRS: Readonly<Partial<Record<CommandId, {readonly second: CommandId; readonly text: string}>>> = {
  down: {second: 'up', text: 'down, up'},
  'half-down': {second: 'half-up', text: 'half a page down, up'},
  'recall-older': {second: 'recall-newer', text: 'earlier, later search'},
  'next-field': {second: 'previous-field', text: 'next, previous field'},
};
const SECONDS: ReadonlySet<string> = new Set(Object.values(PAIRS).map(({second}) => second));

const entryOf = (context: Context, id: CommandId): HelpEntry => {
  const bound = new Map(boundIn(context));
  const pair = PAIRS[id];
  const keys = [...(bound.get(id) ?? []), ...(pair ? (bound.get(pair.second) ?? []) : [])];
  return {keys: keysText(keys), text: pair?.text ?? commandOf(id).title};
};

const entriesOf = (context: Context, isWanted: (id: CommandId) => boolean): readonly HelpEntry[] =>
  boundIn(context)
    .map(([id]) => id)
    .filter(id => isWanted(id) && !SECONDS.has(id))
    .map(id => entryOf(context, id));

/** They mean the same in every context, and stand among the keys of the list. */
const isEverywhere = (id: CommandId): boolean => boundIn('too-small').some(([other]) => other === id);

const LIST_KEYS = new Map(boundIn('list'));

/** What the context has besides the keys that mean the same on the list. */
const isOwn = (context: Context) => {
  const bound = new Map(boundIn(context));
  return (id: CommandId): boolean =>
    commandOf(id).group !== 'Move' &&
    !isEverywhere(id) &&
    keysText(LIST_KEYS.get(id) ?? []) !== keysText(bound.get(id) ?? []);
};

const own = (title: string, context: Context, more: readonly HelpEntry[] = []): HelpSection => ({
  title,
  entries: [...entriesOf(context, isOwn(context)), ...more],
});

/** The edits of a text field, two directions a line as far as they come in two. */
const FIELD_PAIRS = 5;
const fieldEntries = (): readonly HelpEntry[] => {
  const rows = FIELD_KEYS.map(([[key = ''], text]) => ({keys: keyText(key), text}));
  const pairs = Array.from({length: FIELD_PAIRS}, (_, i) => rows.slice(2 * i, 2 * i + 2));
  const paired = pairs.map(pair => ({
    keys: pair.map(({keys}) => keys).join(' '),
    text: pair.map(({text}) => text).join(', '),
  }));
  return [...paired, ...rows.slice(2 * FIELD_PAIRS)];
};

const CHOICES: HelpEntry = {keys: keysText(CHOICE_KEYS), text: 'previous, next choice'};

/** What a person has to know besides the keys. */
const LEGEND: readonly HelpEntry[] = [
  {keys: '>', text: 'the selected job'},
  {keys: '*', text: 'a job that has just ended or is new'},
];

/** Every key, the common ones first. */
export const helpSections = (): readonly HelpSection[] => [
  {title: 'Common', entries: COMMON.filter(id => !SECONDS.has(id)).map(id => entryOf('list', id))},
  ...GROUPS.map(group => ({
    title: group,
    entries: entriesOf('list', id => commandOf(id).group === group && !COMMON.includes(id)),
  })),
  own('In the detail, errors and help', 'detail', [entryOf('help', 'filter-help')]),
  own('While searching', 'search'),
  own('In the filter form', 'filters', [CHOICES]),
  {title: 'In a text field', entries: fieldEntries()},
  own('On the setup screen', 'setup'),
  {title: 'Legend', entries: LEGEND},
];

/** Columns of the keys, and those around them. */
const KEY_COLUMN = 13;
const AROUND_KEYS = 3;
const TEXT_MIN = 16;

const lengthOf = (text: string): number => text.length;

/** The keys beside their text, both in as many lines as they need. */
const entryLines = ({keys, text}: HelpEntry, width: number): readonly HelpLine[] => {
  const names = wrap(keys, KEY_COLUMN, lengthOf);
  const texts = wrap(text, Math.max(TEXT_MIN, width - KEY_COLUMN - AROUND_KEYS), lengthOf);
  return Array.from({length: Math.max(names.length, texts.length)}, (_, i) => ({
    kind: 'key',
    keys: (names[i] ?? '').padEnd(KEY_COLUMN),
    text: texts[i] ?? '',
  }));
};

export const sectionLines = ({title, entries}: HelpSection, width: number): readonly HelpLine[] => [
  {kind: 'title', text: title},
  ...entries.flatMap(entry => entryLines(entry, width)),
];

const BLANK: HelpLine = {kind: 'blank', text: ''};

/** The sections below each other, for `width` columns, with a blank line between them. */
export const helpLines = (width: number, sections = helpSections()): readonly HelpLine[] =>
  sections.flatMap((section, i) => [...(i > 0 ? [BLANK] : []), ...sectionLines(section, width)]);

/** The table of keys in docs/keys.md, in Markdown. */
export const keyTable = (): string => {
  const rows = GROUPS.flatMap(group =>
    boundIn('list')
      .filter(([id]) => commandOf(id).group === group)
      .map(([id, keys]) => `| ${keys.map(key => `\`${keyText(key)}\``).join(' ')} | ${commandOf(id).title} |`),
  );
  return ['| key | what it does |', '|---|---|', ...rows].join('\n');
};
