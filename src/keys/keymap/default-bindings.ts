/** The default keys of all commands. Keys are bound nowhere else. */
import type {Bindings, BindingTable} from './binding-table.ts';
import {createKeymap, type Keymap} from './keymap.ts';

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

/** In every context without a text field. */
const ANYWHERE: Bindings = {palette: [':'], jobs: ['1'], events: ['3'], reasons: ['4'], 'open-ended': ['e']};

/** Where the screen is about a job. */
const JOB: Bindings = {attempts: ['a'], mark: ['m'], 'clear-marks': ['M'], compare: ['=']};

const ALWAYS: Bindings = {repaint: ['ctrl-l'], suspend: ['ctrl-z'], quit: ['ctrl-c']};

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
  ...JOB,
  ...ANYWHERE,
  ...ALWAYS,
  quit: ['q', 'ctrl-c'],
};

export const DEFAULT_BINDINGS: BindingTable = {
  list: LIST,
  search: {
    ...ALWAYS,
    'submit-search': ['enter'],
    'leave-search': ['esc'],
    'search-scope': ['tab'],
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
    ...ANYWHERE,
    ...JOB,
    ...SCROLLING,
    raw: ['J'],
    find: ['/'],
    'next-match': ['n'],
    'previous-match': ['N'],
    wrap: ['w'],
    'scroll-left': ['h', 'left'],
    'scroll-right': ['l', 'right'],
    'next-job': [']'],
    'previous-job': ['['],
    refresh: ['r'],
    pause: ['p'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q'],
  },
  palette: {
    ...ALWAYS,
    'run-command': ['enter'],
    'next-command': ['down', 'ctrl-n', 'tab'],
    'previous-command': ['up', 'ctrl-p', 'shift-tab'],
    'close-palette': ['esc'],
  },
  find: {...ALWAYS, 'keep-find': ['enter'], 'clear-find': ['esc']},
  help: {...ALWAYS, ...ANYWHERE, ...SCROLLING, 'filter-help': ['/'], close: ['esc', 'q', '?']},
  'help-filter': {...ALWAYS, 'keep-help-filter': ['enter'], 'clear-help-filter': ['esc']},
  errors: {...ALWAYS, ...ANYWHERE, ...SCROLLING, help: ['?'], close: ['esc', 'q', '!']},
  events: {
    ...ALWAYS,
    ...ANYWHERE,
    ...JOB,
    ...SCROLLING,
    detail: ['enter'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q'],
  },
  attempts: {
    ...ALWAYS,
    ...ANYWHERE,
    ...JOB,
    attempts: [],
    ...SCROLLING,
    detail: ['enter'],
    refresh: ['r'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q', 'a'],
  },
  compare: {
    ...ALWAYS,
    ...ANYWHERE,
    ...SCROLLING,
    'all-fields': ['w'],
    refresh: ['r'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q', '='],
  },
  reasons: {
    ...ALWAYS,
    ...ANYWHERE,
    ...SCROLLING,
    'reason-jobs': ['enter'],
    'shorter-period': ['['],
    'longer-period': [']'],
    refresh: ['r'],
    pause: ['p'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q'],
  },
  'reason-jobs': {
    ...ALWAYS,
    ...ANYWHERE,
    ...JOB,
    ...SCROLLING,
    detail: ['enter'],
    raw: ['J'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q'],
  },
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

export const createDefaultKeymap = (): Keymap => createKeymap(DEFAULT_BINDINGS);
