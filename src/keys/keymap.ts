/** Which stroke means which command, in each context. The one place where a key is bound. */
import type {Message} from '../core/message.ts';
import {type Context, contextOf, overlayOf} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {FORM_CHOICES} from '../core/update-find.ts';
import {type CommandId, commandOf} from './commands.ts';
import {overlayLines} from './overlay-lines.ts';
import type {Stroke} from './strokes.ts';

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

const ALWAYS: Bindings = {quit: ['ctrl-c']};

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
  detail: {...ALWAYS, ...SCROLLING, raw: ['J'], refresh: ['r'], errors: ['!'], help: ['?'], close: ['esc', 'q']},
  help: {...ALWAYS, ...SCROLLING, close: ['esc', 'q', '?']},
  errors: {...ALWAYS, ...SCROLLING, help: ['?'], close: ['esc', 'q', '!']},
  setup: {retry: ['r'], demo: ['d'], errors: ['!'], help: ['?'], quit: ['q', 'ctrl-c']},
  'too-small': {quit: ['q', 'ctrl-c']},
};

/** In a text field of the form the arrows, too, go from field to field; in a selection they choose. */
const FORM_ARROWS: Bindings = {'next-field': ['tab', 'down'], 'previous-field': ['shift-tab', 'up']};

export const bindingsOf = (state: State): Bindings => {
  const context = contextOf(state);
  const overlay = overlayOf(state);
  const isInText = context === 'filters' && overlay?.kind === 'filters' && FORM_CHOICES[overlay.focused] === undefined;
  return isInText ? {...BINDINGS.filters, ...FORM_ARROWS} : BINDINGS[context];
};

const entries = (bindings: Bindings): readonly (readonly [CommandId, readonly string[]])[] =>
  Object.entries(bindings) as (readonly [CommandId, readonly string[]])[];

export const commandFor = (state: State, key: string): CommandId | undefined =>
  entries(bindingsOf(state)).find(([, keys]) => keys.includes(key))?.[0];

/** What a stroke says, outside of fields; undefined where it says nothing. A command that cannot be done says why. */
export const messageFor = (state: State, stroke: Stroke): Message | undefined => {
  if (stroke.kind === 'focus') return {kind: 'focus-changed', hasFocus: stroke.gained};
  if (stroke.kind === 'paste') return undefined;
  const id = commandFor(state, stroke.name);
  if (id === undefined) return undefined;
  const command = commandOf(id);
  const reason = command.refusal?.(state);
  return reason === undefined ? overOverlay(state, command.message(state)) : {kind: 'refused', reason};
};

/** What lies over the list takes the motions. */
const overOverlay = (state: State, message: Message): Message => {
  const lines = message.kind === 'moved' ? overlayLines(state) : undefined;
  return message.kind === 'moved' && lines !== undefined ? {kind: 'scrolled', motion: message.motion, lines} : message;
};

const SHOWN: Readonly<Record<string, string>> = {up: '↑', down: '↓', left: '←', right: '→'};

/** A key as it is written for people. */
export const keyText = (key: string): string => SHOWN[key] ?? key;

/** The key to name for a command in a context: its first one. */
export const keyOf = (context: Context, id: CommandId): string => keyText(BINDINGS[context][id]?.[0] ?? '');

export const boundIn = (context: Context) => entries(BINDINGS[context]);
