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
const ANYWHERE: Bindings = {jobs: ['1'], events: ['3'], 'open-ended': ['e']};

/** Where the screen is about a job. */
const JOB: Bindings = {
  copy: ['y'],
  'copy-arn': ['Y'],
  'open-console': ['O'],
  attempts: ['a'],
  mark: ['m'],
  'clear-marks': ['M'],
  compare: ['='],
};

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
    refresh: ['r'],
    pause: ['p'],
    errors: ['!'],
    help: ['?'],
    close: ['esc', 'q'],
  },
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
  copy: {
    ...ALWAYS,
    ...ANYWHERE,
    down: ['down'],
    up: ['up'],
    first: ['home'],
    last: ['end'],
    'page-down': ['pgdn'],
    'page-up': ['pgup'],
    'copy-row': ['enter'],
    'copy-arn': ['a'],
    'copy-name': ['n'],
    'copy-model': ['m'],
    'copy-source': ['s'],
    'copy-why': ['w'],
    'copy-json': ['j'],
    'copy-aws': ['c'],
    'copy-console': ['u'],
    'copy-list': ['f'],
    'copy-export': ['x'],
    help: ['?'],
    close: ['esc', 'q', 'y'],
  },
  copied: {...ALWAYS, ...ANYWHERE, ...SCROLLING, close: ['esc', 'q', 'enter', 'y']},
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
