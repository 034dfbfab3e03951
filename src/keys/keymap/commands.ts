/** Every command that a key can have: what it is called, what it does, and when it cannot be done. None changes anything on AWS. */
import {KNOWN_STATUSES} from '../../core/domain/job.ts';
import {DEFAULT_QUERY, hasFilters} from '../../core/domain/query.ts';
import type {SortColumn} from '../../core/jobs/job-list.ts';
import {copyText} from '../../core/screens/copy/copies.ts';
import {selectedCopy} from '../../core/screens/copy/copy-menu.ts';
import {currentArn} from '../../core/screens/rows.ts';
import type {Message, Motion} from '../../core/state/message.ts';
import {
  feedOf,
  isComplete,
  jobsOf,
  knownJob,
  lastEnded,
  narrowOf,
  overlayOf,
  profileChoice,
} from '../../core/state/select.ts';
import type {CopyId, State} from '../../core/state/state.ts';

type Group = 'Move' | 'Find' | 'View' | 'General';
export const GROUPS: readonly Group[] = ['Move', 'Find', 'View', 'General'];

interface KeyCommand {
  /** What it does, for the help: a phrase. */
  readonly title: string;
  /** The same in one or two words, for the footer. */
  readonly hint?: string;
  readonly group: Group;
  message(state: State): Message;
  /** Why it cannot be done now, in one clause; undefined if it can. */
  refusal?(state: State): string | undefined;
}

const always = (message: Message) => () => message;

const noJob = (state: State): string | undefined => {
  const arn = currentArn(state);
  return arn !== undefined && knownJob(state, arn) ? undefined : 'no job selected';
};

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

/** Why there is nothing to copy; undefined if there is. */
const noText = (state: State, id: CopyId): string | undefined => {
  const text = copyText(state, id, currentArn(state));
  return text.ok ? undefined : text.reason;
};

const copy = (id: CopyId, what: string): KeyCommand => ({
  title: `copy ${what}`,
  group: 'View',
  message: always({kind: 'copy-asked', copy: id}),
  refusal: state => noText(state, id),
});

/** The row of the copy menu that is selected. */
const selectedRow = (state: State): CopyId => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'copy' ? selectedCopy(overlay) : 'arn';
};

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
      const feed = feedOf(state);
      if (feed.nextToken !== undefined && feed.query === jobsOf(state).query) return undefined;
      return isComplete(state) ? 'all matching jobs are loaded' : 'the first page has not arrived yet';
    },
  },

  detail: {
    title: 'job detail, full screen',
    hint: 'detail',
    group: 'View',
    message: always({kind: 'detail-opened'}),
    refusal: noJob,
  },
  raw: {
    title: 'the API response as JSON',
    hint: 'JSON',
    group: 'View',
    message: always({kind: 'raw-toggled'}),
    refusal: state => (state.overlays.length > 0 ? undefined : noJob(state)),
  },
  jobs: {
    title: 'the list of jobs',
    hint: 'jobs',
    group: 'View',
    message: always({kind: 'overlays-closed'}),
  },
  events: {
    title: 'events of this run: new, completed and failed jobs',
    hint: 'events',
    group: 'View',
    message: always({kind: 'events-opened'}),
  },
  'open-ended': {
    title: 'the job that ended last',
    hint: 'ended',
    group: 'View',
    message: always({kind: 'ending-opened'}),
    refusal: state => (lastEnded(state) ? undefined : 'no job has ended since the program started'),
  },
  copy: {
    title: 'copy menu: ARNs, S3 URI, JSON, commands',
    hint: 'copy',
    group: 'View',
    message: always({kind: 'copy-opened'}),
  },
  'copy-arn': copy('arn', 'the job ARN'),
  'copy-name': copy('name', 'the job name'),
  'copy-model': copy('model', 'the model ARN'),
  'copy-source': copy('source', 'the S3 URI'),
  'copy-why': copy('why', 'the failure message'),
  'copy-json': copy('json', 'the API response as JSON, one line'),
  'copy-aws': copy('aws', 'the `aws` command that gets the job'),
  'copy-console': copy('console', 'the address of the console page'),
  'copy-list': copy('list', 'this list as a command'),
  'copy-export': copy('export', 'the command that writes this list as CSV'),
  'copy-row': {
    title: 'copy the selected row',
    hint: 'copy',
    group: 'View',
    message: state => ({kind: 'copy-asked', copy: selectedRow(state)}),
    refusal: state => noText(state, selectedRow(state)),
  },
  'open-console': {
    title: 'open the console page in the browser',
    hint: 'console',
    group: 'View',
    message: always({kind: 'console-asked'}),
    refusal: state => noText(state, 'console'),
  },
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

export type CommandId = keyof typeof COMMANDS;

export const commandOf = (id: CommandId): KeyCommand => COMMANDS[id];
