/** Every command that a key can have: what it is called, what it does, and when it cannot be done. None changes anything on AWS. */
import {KNOWN_STATUSES} from '../../core/domain/job.ts';
import {DEFAULT_QUERY, hasFilters} from '../../core/domain/query.ts';
import type {SortColumn} from '../../core/jobs/job-list.ts';
import {PERIODS} from '../../core/reasons/part.ts';
import {detailMatches} from '../../core/screens/jobs/detail-view.ts';
import {currentArn, selectedRow} from '../../core/screens/rows.ts';
import {loadedOf} from '../../core/state/loaded.ts';
import type {Motion} from '../../core/state/message.ts';
import {
  isAnswered,
  isAnyConnected,
  isComplete,
  jobsOf,
  knownJob,
  lastEnded,
  narrowOf,
  overlayOf,
  profileChoice,
} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {CHOOSE_COMMANDS} from './choose-commands.ts';
import {CONNECTION_COMMANDS} from './connection-commands.ts';
import {COPY_COMMANDS} from './copy-commands.ts';
import {always, type KeyCommand} from './key-command.ts';

export {GROUPS} from './key-command.ts';

const noJob = (state: State): string | undefined => {
  const arn = currentArn(state);
  return arn !== undefined && knownJob(state, arn) ? undefined : 'no job selected';
};

/** The two jobs that would be compared: both marked, or the marked one and the one at hand. */
const comparedArns = (state: State): readonly [string, string] | undefined => {
  const [first, second, ...others] = state.marks;
  if (first === undefined || others.length > 0) return undefined;
  const other = second ?? currentArn(state);
  return other === undefined || other === first || !knownJob(state, first) || !knownJob(state, other)
    ? undefined
    : [first, other];
};

const notCompared = ({marks}: State): string => {
  if (marks.length > 2) return `${marks.length} jobs are marked; two can be compared`;
  if (marks.length === 2) return 'a marked job is no longer loaded';
  return marks.length === 0 ? 'mark a job first, then select another one' : 'select another job than the marked one';
};

const detailOf = (state: State) => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'detail' ? overlay : undefined;
};

const noMatch = (state: State): string | undefined => {
  const detail = detailOf(state);
  if (!detail || detail.find.text === '') return 'nothing to find';
  return detailMatches(state, detail).length > 0 ? undefined : `no match for “${detail.find.text}”`;
};

const isWrapped = (state: State): string | undefined =>
  detailOf(state)?.isWrapped ? 'long lines are wrapped' : undefined;

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
  find: {title: 'in the detail and JSON: find', hint: 'find', group: 'Find', message: always({kind: 'find-opened'})},
  'next-match': {
    title: 'next match',
    hint: 'next',
    group: 'Find',
    message: always({kind: 'match-moved', by: 1}),
    refusal: noMatch,
  },
  'previous-match': {
    title: 'previous match',
    group: 'Find',
    message: always({kind: 'match-moved', by: -1}),
    refusal: noMatch,
  },
  'keep-find': {title: 'keep the text', hint: 'done', group: 'Find', message: always({kind: 'find-kept'})},
  'clear-find': {title: 'forget the text', hint: 'clear', group: 'Find', message: always({kind: 'stepped-back'})},
  wrap: {title: 'wrap long lines, or cut them', hint: 'wrap', group: 'View', message: always({kind: 'wrap-toggled'})},
  'scroll-left': {
    title: 'scroll to the left',
    group: 'View',
    message: always({kind: 'scrolled-sideways', by: -1}),
    refusal: isWrapped,
  },
  'scroll-right': {
    title: 'scroll to the right',
    group: 'View',
    message: always({kind: 'scrolled-sideways', by: 1}),
    refusal: isWrapped,
  },
  'next-job': {title: 'next job', hint: 'next job', group: 'View', message: always({kind: 'neighbour-opened', by: 1})},
  'previous-job': {title: 'previous job', group: 'View', message: always({kind: 'neighbour-opened', by: -1})},

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
  reasons: {
    title: 'why jobs failed: reasons, weeks, model families',
    hint: 'reasons',
    group: 'View',
    message: always({kind: 'reasons-opened'}),
    refusal: state => (isAnyConnected(state) || state.reading ? undefined : 'not connected to AWS yet'),
  },
  'reason-jobs': {
    title: 'the jobs that failed for the selected reason',
    hint: 'its jobs',
    group: 'View',
    message: state => ({kind: 'reason-opened', reason: selectedRow(state)?.key}),
    refusal: state => (selectedRow(state) ? undefined : 'no reason selected'),
  },
  'shorter-period': {
    title: 'shorter period',
    hint: 'shorter',
    group: 'View',
    message: always({kind: 'period-changed', by: -1}),
    refusal: ({reading}) => (reading?.days === PERIODS[0] ? 'this is the shortest period' : undefined),
  },
  'longer-period': {
    title: 'longer period',
    hint: 'longer',
    group: 'View',
    message: always({kind: 'period-changed', by: 1}),
    refusal: ({reading}) => (reading?.days === PERIODS.at(-1) ? 'this is the longest period' : undefined),
  },
  'open-ended': {
    title: 'the job that ended last',
    hint: 'ended',
    group: 'View',
    message: always({kind: 'ending-opened'}),
    refusal: state => (lastEnded(state) ? undefined : 'no job has ended since the program started'),
  },
  attempts: {
    title: 'attempts at the same import',
    hint: 'attempts',
    group: 'View',
    message: state => ({kind: 'attempts-opened', arn: currentArn(state)}),
    refusal: noJob,
  },
  mark: {
    title: 'mark or unmark the job',
    hint: 'mark',
    group: 'View',
    message: state => ({kind: 'mark-toggled', arn: currentArn(state)}),
    refusal: noJob,
  },
  'clear-marks': {
    title: 'remove all marks',
    group: 'View',
    message: always({kind: 'marks-cleared'}),
    refusal: ({marks}) => (marks.length > 0 ? undefined : 'no job is marked'),
  },
  compare: {
    title: 'compare two marked jobs, or a marked one with this',
    hint: 'compare',
    group: 'View',
    message: state => ({kind: 'compared', arns: comparedArns(state) ?? ['', '']}),
    refusal: state => (comparedArns(state) ? undefined : notCompared(state)),
  },
  'all-fields': {
    title: 'in a comparison: all fields, or differences only',
    hint: 'all fields',
    group: 'View',
    message: always({kind: 'all-fields-toggled'}),
  },
  ...COPY_COMMANDS,
  ...CONNECTION_COMMANDS,
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

export type CommandId = keyof typeof COMMANDS;

export const commandOf = (id: CommandId): KeyCommand => COMMANDS[id];
