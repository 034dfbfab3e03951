/** The footer's hints: the keys that do something here and now, as many as fit; those that are used most are the last to go. */

import {QUERY_FIELDS} from '../core/query-fields.ts';
import {type Context, contextOf, layout, overlayOf, profileChoice, rowsOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {bindingsOf, keyText} from './bindings.ts';
import {type CommandId, commandOf} from './commands.ts';
import {overlayLines} from './overlay-lines.ts';

/** `choose` stands for the keys of a selection, which are no commands. */
type HintId = CommandId | 'choose';

/** The hints of each context in the order in which they stand. */
const FOOTER: Readonly<Record<Context, readonly HintId[]>> = {
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
  filters: ['apply-filters', 'leave-filters', 'choose', 'next-field', 'previous-field'],
  detail: ['close', 'raw', 'refresh', 'down', 'pause', 'errors', 'help'],
  help: ['close', 'filter-help', 'down'],
  'help-filter': ['keep-help-filter', 'clear-help-filter'],
  errors: ['close', 'down', 'help'],
  setup: ['choose', 'use-profile', 'retry', 'demo', 'errors', 'help', 'quit'],
  'too-small': ['quit'],
};

/** The last to go, in every context: the first of them stays the longest. */
const KEPT: readonly HintId[] = [
  'quit',
  'close',
  'apply-filters',
  'submit-search',
  'help',
  'leave-filters',
  'leave-search',
  'search',
  'detail',
  'use-profile',
  'choose',
  'filter-help',
  'retry',
  'demo',
  'status',
  'errors',
  'refresh',
  'load-rest',
  'filters',
];

export interface Hint {
  readonly key: string;
  readonly text: string;
}

const canChoose = (state: State): boolean => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'filters') return (QUERY_FIELDS[overlay.focused].choices?.length ?? 0) > 1;
  return profileChoice(state) !== undefined && (state.profiles?.length ?? 0) > 1;
};

/** Whether the key has something to do now. */
const isOffered = (state: State, id: HintId): boolean => {
  if (id === 'choose') return canChoose(state);
  if (id === 'errors') return state.errors.length > 0;
  if (id === 'down') return (overlayLines(state) ?? 0) > layout(state).bodyRows;
  return commandOf(id).refusal?.(state) === undefined;
};

/** What the key does here: the same key leads into the JSON and out of it, pauses and resumes. */
const textOf = (state: State, id: CommandId): string => {
  const overlay = overlayOf(state);
  if (id === 'raw' && overlay?.kind === 'detail' && overlay.isRaw) return 'fields';
  if (id === 'pause' && state.watch.isPaused) return 'resume';
  if (id === 'close' && overlay?.kind === 'help' && overlay.filter !== '') return 'clear';
  return commandOf(id).hint ?? '';
};

const CHOOSE: Hint = {key: `${keyText('up')}${keyText('down')}`, text: 'choose'};

const hintOf = (state: State, id: HintId): Hint =>
  id === 'choose' ? CHOOSE : {key: keyText(bindingsOf(state)[id]?.[0] ?? ''), text: textOf(state, id)};

/** What the state makes more useful than the rest: the way out of a pause, and out of a failure that left no rows. */
const urgent = (state: State): readonly HintId[] => [
  ...(state.watch.isPaused ? (['pause'] as const) : []),
  ...(contextOf(state) === 'list' && state.load.kind === 'failed' && rowsOf(state).count === 0
    ? (['refresh', 'errors'] as const)
    : []),
];

/** Those before it outlast what is urgent. */
const URGENT_AFTER = KEPT.indexOf('search');

const keptOf = (state: State): readonly HintId[] => {
  const first = urgent(state);
  return [...KEPT.slice(0, URGENT_AFTER), ...first, ...KEPT.slice(URGENT_AFTER).filter(id => !first.includes(id))];
};

/** Where the one to go first stands: of those that count the least the last one. */
const leastOf = (ids: readonly HintId[], kept: readonly HintId[]): number => {
  const ranks = ids.map(id => (kept.includes(id) ? kept.indexOf(id) : kept.length));
  return ranks.lastIndexOf(Math.max(...ranks));
};

/** Below it the hints that a person needs do not fit with more than two spaces between them. */
const NARROW = 40;

/** Spaces between two hints. */
export const hintGap = (width: number): string => ' '.repeat(width < NARROW ? 2 : 3);

/** The hints as they stand in a line of `width` columns. */
export const hintsText = (hints: readonly Hint[], width = NARROW): string =>
  hints.map(({key, text}) => `${key} ${text}`).join(hintGap(width));

/** The hints of the context, as many as fit into `width`. */
export const footerHints = (state: State, width: number): readonly Hint[] => {
  let ids = FOOTER[contextOf(state)].filter(id => isOffered(state, id));
  const kept = keptOf(state);
  const hints = () => ids.map(id => hintOf(state, id));
  while (ids.length > 1 && hintsText(hints(), width).length > width)
    ids = ids.filter((_, i) => i !== leastOf(ids, kept));
  return hints();
};
