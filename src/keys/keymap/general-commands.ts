/** The commands of the palette, the help, the search line and the filter form, and those that are the same on every screen. */
import {always, type KeyCommand} from './key-command.ts';

export const GENERAL_COMMANDS = {
  palette: {
    title: 'commands by name',
    hint: 'command',
    group: 'General',
    message: always({kind: 'palette-opened'}),
  },
  'run-command': {title: 'run the command', hint: 'run', group: 'General', message: always({kind: 'palette-chosen'})},
  'next-command': {title: 'next command', group: 'General', message: always({kind: 'palette-moved', by: 1})},
  'previous-command': {title: 'previous command', group: 'General', message: always({kind: 'palette-moved', by: -1})},
  'close-palette': {
    title: 'close the palette',
    hint: 'close',
    group: 'General',
    message: always({kind: 'stepped-back'}),
  },
  help: {title: 'keyboard help', hint: 'help', group: 'General', message: always({kind: 'help-opened'})},
  close: {title: 'close', hint: 'close', group: 'General', message: always({kind: 'stepped-back'})},
  suspend: {
    title: 'suspend (fg resumes)',
    hint: 'suspend',
    group: 'General',
    message: always({kind: 'suspend-asked'}),
  },
  repaint: {
    title: 'repaint the screen',
    hint: 'repaint',
    group: 'General',
    message: always({kind: 'repaint-asked'}),
  },
  quit: {title: 'quit', hint: 'quit', group: 'General', message: always({kind: 'quit-asked'})},

  'filter-help': {
    title: 'in help: find a key',
    hint: 'find',
    group: 'Find',
    message: always({kind: 'help-filter-opened'}),
  },
  'keep-help-filter': {
    title: 'keep the text, and scroll',
    hint: 'done',
    group: 'Find',
    message: always({kind: 'help-filter-kept'}),
  },
  'clear-help-filter': {
    title: 'show all keys again',
    hint: 'clear',
    group: 'Find',
    message: always({kind: 'stepped-back'}),
  },

  'submit-search': {
    title: 'search on AWS',
    hint: 'search',
    group: 'Find',
    message: always({kind: 'search-submitted'}),
  },
  'leave-search': {
    title: 'cancel the search',
    hint: 'cancel',
    group: 'Find',
    message: always({kind: 'stepped-back'}),
  },
  'search-scope': {
    title: 'names on AWS, or everything loaded',
    hint: 'everything',
    group: 'Find',
    message: always({kind: 'search-scope-toggled'}),
  },
  'recall-older': {
    title: 'earlier search',
    hint: 'earlier',
    group: 'Find',
    message: always({kind: 'search-recalled', by: 1}),
    refusal: ({searches}) => (searches.length === 0 ? 'no earlier search' : undefined),
  },
  'recall-newer': {title: 'later search', group: 'Find', message: always({kind: 'search-recalled', by: -1})},

  'apply-filters': {
    title: 'apply filters',
    hint: 'apply',
    group: 'Find',
    message: always({kind: 'filters-submitted'}),
  },
  'leave-filters': {
    title: 'cancel; nothing changes',
    hint: 'cancel',
    group: 'Find',
    message: always({kind: 'stepped-back'}),
  },
  'next-field': {
    title: 'next field',
    hint: 'next',
    group: 'Find',
    message: always({kind: 'filters-focused', by: 1}),
  },
  'previous-field': {
    title: 'previous field',
    hint: 'previous',
    group: 'Find',
    message: always({kind: 'filters-focused', by: -1}),
  },
} as const satisfies Readonly<Record<string, KeyCommand>>;
