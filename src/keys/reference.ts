/** The keys told to people: the help screen, the footer's hints, and the README's table, all from the keymap. */
import {type Context, contextOf, overlayOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {wrap} from '../core/wrap.ts';
import {bindingsOf, boundIn, keyText} from './bindings.ts';
import {type CommandId, commandOf, GROUPS} from './commands.ts';
import {CHOICE_KEYS, FIELD_KEYS} from './field-edit.ts';
import {fieldInForce} from './field-in-force.ts';

export interface HelpLine {
  readonly kind: 'title' | 'key' | 'blank';
  readonly keys?: string;
  readonly text: string;
}

const keysText = (keys: readonly string[]): string => keys.map(keyText).join(' ');

const KEY_COLUMN = 17;

const keyLines = (keys: string, title: string, width: number): readonly HelpLine[] =>
  wrap(title, Math.max(16, width - KEY_COLUMN - 5), text => text.length).map((text, i) => ({
    kind: 'key',
    keys: (i === 0 ? keys : '').padEnd(KEY_COLUMN),
    text,
  }));

const section = (title: string, lines: readonly HelpLine[]): readonly HelpLine[] =>
  lines.length === 0 ? [] : [{kind: 'title', text: title}, ...lines, {kind: 'blank', text: ''}];

const groupLines = (context: Context, width: number): readonly HelpLine[] =>
  GROUPS.flatMap(group => {
    const bound = boundIn(context).filter(([id]) => commandOf(id).group === group);
    return section(
      group,
      bound.flatMap(([id, keys]) => keyLines(keysText(keys), commandOf(id).title, width)),
    );
  });

/** They mean the same in every context, and stand among the keys of the list. */
const EVERYWHERE: ReadonlySet<CommandId> = new Set(['quit', 'suspend', 'repaint']);

const contextLines = (title: string, context: Context, width: number): readonly HelpLine[] => {
  const own = boundIn(context).filter(([id]) => commandOf(id).group !== 'Move' && !EVERYWHERE.has(id));
  return section(
    title,
    own.flatMap(([id, keys]) => keyLines(keysText(keys), commandOf(id).title, width)),
  );
};

/** What a person has to know beside the keys. */
const SIGNS: readonly (readonly [string, string])[] = [
  ['>', 'the selected job'],
  ['*', 'a job that has just ended, or has just come in'],
];

/** Every key, for a screen of `width` columns. */
export const helpLines = (width: number): readonly HelpLine[] => [
  ...groupLines('list', width),
  ...contextLines('While searching', 'search', width),
  ...contextLines('In the filter form', 'filters', width),
  ...section(
    'In a text field',
    FIELD_KEYS.flatMap(([keys, title]) => keyLines(keysText(keys.slice(0, 2)), title, width)),
  ),
  ...section('In a selection', keyLines(keysText(CHOICE_KEYS), 'the choice before, the choice after', width)),
  ...contextLines('In the detail', 'detail', width),
  ...contextLines('On the setup screen', 'setup', width),
  ...section(
    'Signs in the list',
    SIGNS.flatMap(([sign, text]) => keyLines(sign, text, width)),
  ).slice(0, -1),
];

const FOOTER: Readonly<Record<Context, readonly CommandId[]>> = {
  list: [
    'search',
    'status',
    'filters',
    'order',
    'detail',
    'refresh',
    'load-rest',
    'errors',
    'raw',
    'pause',
    'help',
    'quit',
  ],
  search: ['submit-search', 'leave-search', 'recall-older'],
  filters: ['apply-filters', 'leave-filters', 'next-field', 'previous-field'],
  detail: ['close', 'raw', 'refresh', 'down', 'help'],
  help: ['close', 'down'],
  errors: ['close', 'down', 'help'],
  setup: ['retry', 'demo', 'help', 'quit'],
  'too-small': ['quit'],
};

export interface Hint {
  readonly key: string;
  readonly text: string;
}

/** Some keys are worth telling only where they have something to do. */
const isTold = (state: State, id: CommandId): boolean => {
  if (id === 'load-rest') return state.feed.nextToken !== undefined;
  if (id === 'errors') return state.errors.length > 0;
  return true;
};

/** What the key does here: the same key leads into the raw answer and out of it. */
const hintOf = (state: State, id: CommandId): string => {
  const overlay = overlayOf(state);
  if (id === 'raw' && overlay?.kind === 'detail' && overlay.isRaw) return 'fields';
  return commandOf(id).hint ?? '';
};

const ALWAYS_TOLD: ReadonlySet<string> = new Set([commandOf('help').hint ?? '', commandOf('quit').hint ?? '']);

/** Which hint is the first to go: the last one that a person can do without. */
const leastOf = (hints: readonly Hint[]): number => hints.findLastIndex(({text}) => !ALWAYS_TOLD.has(text));

/** The hints of the context, as many as fit into `width`; help and quit stay. */
export const footerHints = (state: State, width: number): readonly Hint[] => {
  const bindings = bindingsOf(state);
  const told = FOOTER[contextOf(state)].filter(id => isTold(state, id));
  const commands = told.map((id): Hint => ({key: keyText(bindings[id]?.[0] ?? ''), text: hintOf(state, id)}));
  const all =
    fieldInForce(state)?.kind === 'select'
      ? [...commands, {key: CHOICE_KEYS.map(keyText).join(' '), text: 'choose'}]
      : commands;
  let kept = all;
  while (kept.length > 2 && hintsText(kept).length > width) kept = kept.filter((_, i) => i !== leastOf(kept));
  return kept;
};

/** The README's key table, in Markdown. */
export const keyTable = (): string => {
  const rows = GROUPS.flatMap(group =>
    boundIn('list')
      .filter(([id]) => commandOf(id).group === group)
      .map(([id, keys]) => `| ${keys.map(key => `\`${keyText(key)}\``).join(' ')} | ${commandOf(id).title} |`),
  );
  return ['| key | what it does |', '|---|---|', ...rows].join('\n');
};

/** The hints as they stand in a line. */
export const hintsText = (hints: readonly Hint[]): string => hints.map(({key, text}) => `${key} ${text}`).join('   ');
