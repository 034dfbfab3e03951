/** An import that has started: the list of jobs shows it, whatever its filters were, and selects it. */
import {refreshTarget} from '../../app/link.ts';
import type {Job} from '../../domain/job.ts';
import {matches, withoutFilters} from '../../domain/query.ts';
import {ask} from '../../list/pages.ts';
import type {Step} from '../../state/message.ts';
import {openOverlay, overlayOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {chain, step, stepJobs, withJobs} from '../../state/step.ts';
import {noticeOf, withActing} from '../acting-step.ts';

/** The job is there: the list shows and selects it as soon as it has it. */
export const created = (state: State, arn: string, at: number): Step => {
  const {submission} = state.acting;
  if (!submission) return step(state);
  const {input, target} = submission;
  const isShown = overlayOf(state)?.kind === 'review';
  const overlays = isShown ? [] : state.overlays.filter(({kind}) => kind !== 'quit');
  const notice = noticeOf([`Import of ${input.modelName} started: ${input.jobName}`, `Started: ${input.jobName}`], at);
  const done = withActing({...state, overlays, notice}, {submission: undefined, lastToken: undefined, selecting: arn});
  return chain(shownInList(done, {arn, name: input.jobName, status: 'InProgress', createdAt: at}, at), s =>
    refreshTarget(s, target, at),
  );
};

/** Filters that would hide the new job are cleared. */
const shownInList = (state: State, job: Job, at: number): Step => {
  const list = withoutNarrow(state);
  const {query} = list.screens.jobs;
  if (matches(query, job)) return step(list);
  const open = {...withoutFilters(query), name: undefined};
  return stepJobs(list, (jobs, id) => ask(jobs, id, {query: open, at}));
};

const withoutNarrow = (state: State): State =>
  state.screens.jobs.narrow === '' ? state : withJobs(state, {narrow: '', more: undefined});

/** The new job is selected once the list has it. */
export const startedSelected = (state: State, at: number): Step => {
  const {selecting} = state.acting;
  if (selecting === undefined || openOverlay(state, 'review')) return step(state);
  const isListed = [...state.screens.jobs.slices.values()].some(({feed}) => feed.positions.has(selecting));
  if (!isListed) return step(state);
  const selected = withJobs(state, {selected: selecting, selectedAt: at, movedAt: at, hasSettled: false});
  return step(withActing(selected, {selecting: undefined}));
};
