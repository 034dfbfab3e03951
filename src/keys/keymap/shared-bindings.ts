/** Keys that several contexts have. */
import type {Bindings} from './binding-table.ts';

export const SCROLLING: Bindings = {
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
export const ANYWHERE: Bindings = {
  palette: [':'],
  jobs: ['1'],
  models: ['2'],
  events: ['3'],
  reasons: ['4'],
  'open-ended': ['e'],
};

/** Where the screen is about a job. */
export const JOB: Bindings = {
  copy: ['y'],
  'copy-arn': ['Y'],
  'open-console': ['O'],
  attempts: ['a'],
  mark: ['m'],
  'clear-marks': ['M'],
  compare: ['='],
  'import-again': ['I'],
};

/** In a menu whose letters are its rows. */
export const MENU: Bindings = {
  down: ['down'],
  up: ['up'],
  first: ['home'],
  last: ['end'],
  'page-down': ['pgdn'],
  'page-up': ['pgup'],
};

/** Where the screen is about one job that has tags. */
export const TAGGED: Bindings = {tags: ['t']};

/** What the program works on. */
export const CONNECTIONS: Bindings = {'choose-profiles': ['P'], 'choose-regions': ['R'], connections: ['s']};

/** Where the screen is about a connection. */
export const CONNECTION: Bindings = {
  'retry-connection': ['r'],
  'sign-in': ['l'],
  pause: ['p'],
  errors: ['!'],
  help: ['?'],
};

/** In a detail over the whole screen. */
export const FULL_DETAIL: Bindings = {
  ...SCROLLING,
  raw: ['J'],
  find: ['/'],
  'next-match': ['n'],
  'previous-match': ['N'],
  wrap: ['w'],
  'scroll-left': ['h', 'left'],
  'scroll-right': ['l', 'right'],
  refresh: ['r'],
  errors: ['!'],
  help: ['?'],
  close: ['esc', 'q'],
};

export const ALWAYS: Bindings = {repaint: ['ctrl-l'], suspend: ['ctrl-z'], quit: ['ctrl-c']};
