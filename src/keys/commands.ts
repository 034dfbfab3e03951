/** Every command: what it is called, what it does, and when it cannot be done. No command changes anything on AWS. */

import type {Message, Motion} from '../core/message.ts';
import {hasFilters} from '../core/query.ts';
import {isComplete, narrowOf, selectedJob} from '../core/select.ts';
import type {SortColumn, State} from '../core/state.ts';

export type Group = 'Move' | 'Find' | 'Look' | 'Watch' | 'Around';
export const GROUPS: readonly Group[] = ['Move', 'Find', 'Look', 'Watch', 'Around'];

export interface Command {
  /** What it does, for the help: a phrase. */
  readonly title: string;
  /** The same in one or two words, for the footer. */
  readonly hint?: string;
  readonly group: Group;
  message(state: State): Message;
  /** Why it cannot be done now, one clause; undefined when it can. */
  refusal?(state: State): string | undefined;
}

const always = (message: Message) => () => message;

const noJob = (state: State): string | undefined => (selectedJob(state) ? undefined : 'no job is selected');

const move = (title: string, motion: Motion): Command => ({
  title,
  group: 'Move',
  message: always({kind: 'moved', motion}),
});

const sort = (by: SortColumn, what: string): Command => ({
  title: `sort what is loaded by ${what}, then reversed, then as AWS has it`,
  group: 'Find',
  message: always({kind: 'sorted', by}),
});

const hasNothingToPeel = (state: State): boolean =>
  !state.isLoadingAll && !state.sort && narrowOf(state) === '' && !hasFilters(state.query);

export const COMMANDS = {
  down: {...move('down one', {kind: 'rows', by: 1}), hint: 'scroll'},
  up: move('up one', {kind: 'rows', by: -1}),
  first: move('to the first', {kind: 'first'}),
  last: move('to the last that is loaded; where AWS has more, one page more', {kind: 'last'}),
  'half-down': move('half a page down', {kind: 'half-pages', by: 1}),
  'half-up': move('half a page up', {kind: 'half-pages', by: -1}),
  'page-down': move('a page down', {kind: 'pages', by: 1}),
  'page-up': move('a page up', {kind: 'pages', by: -1}),

  search: {
    title: 'search by name: what is loaded at once, then AWS',
    hint: 'name',
    group: 'Find',
    message: always({kind: 'search-opened'}),
  },
  status: {
    title: 'status: any, InProgress, Failed, Completed',
    hint: 'status',
    group: 'Find',
    message: always({kind: 'status-cycled'}),
  },
  filters: {
    title: 'all filters in one form',
    hint: 'filters',
    group: 'Find',
    message: always({kind: 'filters-opened'}),
  },
  order: {title: 'newest first or oldest first', hint: 'order', group: 'Find', message: always({kind: 'order-turned'})},
  'sort-name': sort('name', 'name'),
  'sort-status': sort('status', 'status'),
  'sort-took': sort('took', 'time taken'),
  'load-rest': {
    title: 'load all the pages that remain',
    hint: 'load all',
    group: 'Find',
    message: always({kind: 'rest-asked'}),
    refusal: state => {
      if (state.feed.nextToken !== undefined && state.feed.query === state.query) return undefined;
      return isComplete(state) ? 'everything that matches is loaded' : 'the first page is not there yet';
    },
  },

  detail: {
    title: "the job's detail over the whole screen",
    hint: 'detail',
    group: 'Look',
    message: always({kind: 'detail-opened'}),
    refusal: noJob,
  },
  raw: {
    title: 'the raw answer of AWS as JSON',
    hint: 'raw JSON',
    group: 'Look',
    message: always({kind: 'raw-turned'}),
    refusal: state => (state.overlays.length > 0 ? undefined : noJob(state)),
  },
  errors: {title: 'recent failures in full', hint: 'errors', group: 'Look', message: always({kind: 'errors-opened'})},

  refresh: {
    title: 'refresh now: running jobs and the newest; try again what failed',
    hint: 'refresh',
    group: 'Watch',
    message: always({kind: 'refresh-asked'}),
  },
  pause: {
    title: 'pause the refresh, and go on',
    hint: 'pause',
    group: 'Watch',
    message: always({kind: 'pause-turned'}),
  },

  back: {
    title: 'one step back: out of what is open, then the local sort, the name, the other filters',
    hint: 'back',
    group: 'Around',
    message: always({kind: 'stepped-back'}),
    refusal: state =>
      state.overlays.length === 0 && hasNothingToPeel(state) ? 'there is nothing to take back' : undefined,
  },
  demo: {
    title: 'try the program on simulated jobs',
    hint: 'demo',
    group: 'Around',
    message: always({kind: 'demo-asked'}),
  },
  retry: {
    title: 'look for credentials again',
    hint: 'try again',
    group: 'Around',
    message: always({kind: 'refresh-asked'}),
  },
  help: {title: 'every key', hint: 'help', group: 'Around', message: always({kind: 'help-opened'})},
  close: {title: 'close what is open', hint: 'close', group: 'Around', message: always({kind: 'stepped-back'})},
  suspend: {
    title: 'back to the shell for a while; its fg comes back here',
    hint: 'suspend',
    group: 'Around',
    message: always({kind: 'suspend-asked'}),
  },
  repaint: {
    title: 'repaint the screen',
    hint: 'repaint',
    group: 'Around',
    message: always({kind: 'repaint-asked'}),
  },
  quit: {title: 'quit', hint: 'quit', group: 'Around', message: always({kind: 'quit-asked'})},

  'submit-search': {
    title: 'search AWS for it',
    hint: 'search',
    group: 'Find',
    message: always({kind: 'search-submitted'}),
  },
  'leave-search': {
    title: 'leave the search, with everything as it was',
    hint: 'leave',
    group: 'Find',
    message: always({kind: 'stepped-back'}),
  },
  'recall-older': {
    title: 'an earlier search',
    hint: 'earlier',
    group: 'Find',
    message: always({kind: 'search-recalled', by: 1}),
  },
  'recall-newer': {title: 'a later search', group: 'Find', message: always({kind: 'search-recalled', by: -1})},

  'apply-filters': {
    title: 'apply the filters',
    hint: 'apply',
    group: 'Find',
    message: always({kind: 'filters-submitted'}),
  },
  'leave-filters': {
    title: 'leave the form, with everything as it was',
    hint: 'leave',
    group: 'Find',
    message: always({kind: 'stepped-back'}),
  },
  'next-field': {
    title: 'the next field',
    hint: 'next',
    group: 'Find',
    message: always({kind: 'filters-focused', by: 1}),
  },
  'previous-field': {
    title: 'the field before',
    hint: 'before',
    group: 'Find',
    message: always({kind: 'filters-focused', by: -1}),
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof COMMANDS;

export const commandOf = (id: CommandId): Command => COMMANDS[id];
