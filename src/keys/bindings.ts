/** Which stroke means which command, in each context. The one place where a key is bound. */

import {QUERY_FIELDS} from '../core/query-fields.ts';
import {type Context, contextOf, overlayOf} from '../core/select.ts';
import type {OverlayOf, State} from '../core/state.ts';
import type {CommandId} from './commands.ts';

/** Command → the strokes that mean it, the one to show first. */
export type Bindings = Readonly<Partial<Record<CommandId, readonly string[]>>>;

const SCROLLING: Bindings = {
  down: ['j', 'down'],
  up: ['k', 'up'],
  first: ['g', 'home'],
  last: ['G', 'end'],
  'half-down': ['ctrl-d'],
  'half-up': ['ctrl-u'],
  'page-down': ['pgdn', 'ctrl-f', 'space'],
  'page-up': ['pgup', 'ctrl-b'],
};

const ALWAYS: Bindings = {repaint: ['ctrl-l'], suspend: ['ctrl-z'], quit: ['ctrl-c']};

/** Keys whose commands depend on nothing that was typed before: they never wait for a field. */
export const IMMEDIATE_KEYS: ReadonlySet<string> = new Set([...(ALWAYS.repaint ?? []), ...(ALWAYS.quit ?? [])]);

const LIST: Bindings = {
  ...SCROLLING,
  search: ['/'],
  status: ['f'],
  filters: ['F'],
  order: ['o'],
  'sort-name': ['N'],
  'sort-status': ['S'],
  'sort-took': ['T'],
  'load-rest': ['L'],
  detail: ['enter'],
  raw: ['J'],
  errors: ['!'],
  refresh: ['r'],
  pause: ['p'],
  back: ['esc'],
  help: ['?'],
  ...ALWAYS,
  quit: ['q', 'ctrl-c'],
};

export const BINDINGS: Readonly<Record<Context, Bindings>> = {
  list: LIST,
  search: {
    ...ALWAYS,
    'submit-search': ['enter'],
    'leave-search': ['esc'],
    'recall-older': ['up', 'ctrl-p'],
    'recall-newer': ['down', 'ctrl-n'],
  },
  filters: {
    ...ALWAYS,
    'apply-filters': ['enter'],
    'leave-filters': ['esc'],
    'next-field': ['tab'],
    'previous-field': ['shift-tab'],
  },
  detail: {
    ...ALWAYS,
    ...SCROLLING,
    raw: ['J'],
    refresh: ['r'],
    pause: ['p'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q'],
  },
  help: {...ALWAYS, ...SCROLLING, 'filter-help': ['/'], close: ['esc', 'q', '?']},
  'help-filter': {...ALWAYS, 'keep-help-filter': ['enter'], 'clear-help-filter': ['esc']},
  errors: {...ALWAYS, ...SCROLLING, help: ['?'], close: ['esc', 'q', '!']},
  setup: {
    ...ALWAYS,
    'use-profile': ['enter'],
    retry: ['r'],
    demo: ['d'],
    errors: ['!'],
    help: ['?'],
    quit: ['q', 'ctrl-c'],
  },
  'too-small': {...ALWAYS, quit: ['q', 'ctrl-c']},
};

/** The arrows lead from field to field, except inside a selection, which has places to go until its ends. */
const formBindings = ({focused, values}: OverlayOf<'filters'>): Bindings => {
  const choices = QUERY_FIELDS[focused].choices ?? [];
  const isFirst = choices.indexOf(values[focused]) <= 0;
  const isLast = choices.indexOf(values[focused]) === choices.length - 1;
  const {'next-field': next = [], 'previous-field': previous = []} = BINDINGS.filters;
  return {
    ...BINDINGS.filters,
    'next-field': isLast ? [...next, 'down'] : next,
    'previous-field': isFirst ? [...previous, 'up'] : previous,
  };
};

export const bindingsOf = (state: State): Bindings => {
  const context = contextOf(state);
  const overlay = overlayOf(state);
  return context === 'filters' && overlay?.kind === 'filters' ? formBindings(overlay) : BINDINGS[context];
};

const entries = (bindings: Bindings): readonly (readonly [CommandId, readonly string[]])[] =>
  Object.entries(bindings) as (readonly [CommandId, readonly string[]])[];

export const commandFor = (state: State, key: string): CommandId | undefined =>
  entries(bindingsOf(state)).find(([, keys]) => keys.includes(key))?.[0];

const SHOWN: Readonly<Record<string, string>> = {up: '↑', down: '↓', left: '←', right: '→'};

/** A key as it is written for people. */
export const keyText = (key: string): string => SHOWN[key] ?? key;

/** The key to name for a command in a context: its first one. */
export const keyOf = (context: Context, id: CommandId): string => keyText(BINDINGS[context][id]?.[0] ?? '');

export const boundIn = (context: Context) => entries(BINDINGS[context]);
