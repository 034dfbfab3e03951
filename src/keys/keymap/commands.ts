/** Every command that a key can have: what it is called, what it does, and when it cannot be done. None changes anything on AWS at once. */
import {KNOWN_STATUSES} from '../../core/domain/job.ts';
import {DEFAULT_QUERY, hasFilters} from '../../core/domain/query.ts';
import type {SortColumn} from '../../core/jobs/job-list.ts';
import {loadedOf} from '../../core/state/loaded.ts';
import type {Motion} from '../../core/state/message.ts';
import {isAnswered, isComplete, jobsOf, narrowOf, profileChoice} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {ACTING_COMMANDS} from './acting-commands.ts';
import {CHOOSE_COMMANDS} from './choose-commands.ts';
import {CONNECTION_COMMANDS} from './connection-commands.ts';
import {COPY_COMMANDS} from './copy-commands.ts';
import {DETAIL_COMMANDS} from './detail-commands.ts';
import {GENERAL_COMMANDS} from './general-commands.ts';
import {always, type KeyCommand} from './key-command.ts';

export {GROUPS} from './key-command.ts';

const move = (title: string, motion: Motion): KeyCommand => ({
  title,
  group: 'Move',
  message: always({kind: 'moved', motion}),
});

const sort = (by: SortColumn, what: string): KeyCommand => ({
  title: `sort loaded jobs by ${what}, off`,
  group: 'Find',
  message: always({kind: 'sorted', by}),
});

const hasNothingToClear = (state: State): boolean => {
  const {isLoadingAll, sort, query} = jobsOf(state);
  return !isLoadingAll && !sort && narrowOf(state) === '' && !hasFilters(query) && query.order === DEFAULT_QUERY.order;
};

export const COMMANDS = {
  down: {...move('down', {kind: 'rows', by: 1}), hint: 'scroll'},
  up: move('up', {kind: 'rows', by: -1}),
  first: move('first job', {kind: 'first'}),
  last: move('last loaded job; again: load one more page', {kind: 'last'}),
  'half-down': move('half a page down', {kind: 'half-pages', by: 1}),
  'half-up': move('half a page up', {kind: 'half-pages', by: -1}),
  'page-down': move('page down', {kind: 'pages', by: 1}),
  'page-up': move('page up', {kind: 'pages', by: -1}),

  search: {
    title: 'search by name (loaded rows first, then AWS)',
    hint: 'name',
    group: 'Find',
    message: always({kind: 'search-opened'}),
  },
  status: {
    title: `status: any, ${KNOWN_STATUSES.join(', ')}`,
    hint: 'status',
    group: 'Find',
    message: always({kind: 'status-cycled'}),
  },
  filters: {
    title: 'filter form',
    hint: 'filters',
    group: 'Find',
    message: always({kind: 'filters-opened'}),
  },
  order: {
    title: 'order on AWS: newest or oldest first',
    hint: 'order',
    group: 'Find',
    message: always({kind: 'order-reversed'}),
  },
  'sort-name': sort('name', 'name: A–Z, Z–A'),
  'sort-status': sort('status', 'status, reversed'),
  'sort-took': sort('took', 'duration, reversed'),
  'load-rest': {
    title: 'load all remaining pages',
    hint: 'load all',
    group: 'Find',
    message: always({kind: 'load-all-asked'}),
    refusal: state => {
      if (isAnswered(state) && loadedOf(state).hasMore) return undefined;
      return isComplete(state) ? 'all matching jobs are loaded' : 'the first page has not arrived yet';
    },
  },

  ...DETAIL_COMMANDS,
  ...COPY_COMMANDS,
  ...CONNECTION_COMMANDS,
  ...ACTING_COMMANDS,
  errors: {title: 'request errors in full', hint: 'errors', group: 'View', message: always({kind: 'errors-opened'})},

  refresh: {
    title: 'refresh now; retry what failed',
    hint: 'refresh',
    group: 'View',
    message: always({kind: 'refresh-asked'}),
  },
  pause: {
    title: 'pause or resume refreshing',
    hint: 'pause',
    group: 'View',
    message: always({kind: 'pause-toggled'}),
  },

  back: {
    title: 'back: clear sort, name, filters, order',
    hint: 'back',
    group: 'General',
    message: always({kind: 'stepped-back'}),
    refusal: state => (state.overlays.length === 0 && hasNothingToClear(state) ? 'nothing to clear' : undefined),
  },
  demo: {
    title: 'demo: simulated jobs, no AWS account',
    hint: 'demo',
    group: 'General',
    message: always({kind: 'demo-asked'}),
  },
  retry: {
    title: 'retry (after `aws sso login`, for example)',
    hint: 'retry',
    group: 'General',
    message: always({kind: 'refresh-asked'}),
  },
  'use-profile': {
    title: 'connect with the chosen profile',
    hint: 'connect',
    group: 'General',
    message: state => ({kind: 'profile-chosen', profile: profileChoice(state) ?? ''}),
    refusal: state => (profileChoice(state) === undefined ? 'no profiles found' : undefined),
  },
  ...CHOOSE_COMMANDS,
  ...GENERAL_COMMANDS,
} as const satisfies Readonly<Record<string, KeyCommand>>;

export type CommandId = keyof typeof COMMANDS;

export const commandOf = (id: CommandId): KeyCommand => COMMANDS[id];
