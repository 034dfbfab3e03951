/** The commands about single jobs: the detail, finding in it, attempts, marks and comparing; and the screens over the list. */
import {PERIODS} from '../../core/reasons/part.ts';
import {detailMatches} from '../../core/screens/jobs/detail-view.ts';
import {currentArn, selectedRow} from '../../core/screens/rows.ts';
import {isAnyConnected, knownJob, lastEnded, topOverlay} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {always, type KeyCommand} from './key-command.ts';

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

const detailOf = (state: State) => topOverlay(state, 'detail');

const noMatch = (state: State): string | undefined => {
  const detail = detailOf(state);
  if (!detail || detail.find.text === '') return 'nothing to find';
  return detailMatches(state, detail).length > 0 ? undefined : `no match for “${detail.find.text}”`;
};

const isWrapped = (state: State): string | undefined =>
  detailOf(state)?.isWrapped ? 'long lines are wrapped' : undefined;

export const DETAIL_COMMANDS = {
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
} as const satisfies Readonly<Record<string, KeyCommand>>;
