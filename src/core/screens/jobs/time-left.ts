/** How long the running jobs on the screen may still take, by the completed ones that are loaded. */
import {isRunning, type Job} from '../../domain/job.ts';
import {
  type Estimate,
  estimateOf,
  type History,
  historyOf,
  historyOfAll,
  type Left,
  leftOf,
} from '../../jobs/estimate.ts';
import {leftCell, leftText, usualText} from '../../jobs/estimate-text.ts';
import type {JobFeed} from '../../jobs/job-list.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {jobsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';

/** Made once for each change of what is loaded. Names and families mean the same in every account and region. */
const historyFrom = memoizeLast((...feeds: readonly JobFeed[]): History => {
  const lists = feeds.map(({items, query}) => ({jobs: items, isNewestFirst: query.order === 'Descending'}));
  const [only] = lists;
  return only && lists.length === 1 ? historyOf(only.jobs, only.isNewestFirst) : historyOfAll(lists);
});

/** Estimates are made once for each history, and not again with each second. */
const estimates = new WeakMap<History, Map<string, Estimate>>();

const estimateFor = (state: State, job: Job): Estimate => {
  const history = historyFrom(...[...jobsOf(state).slices.values()].map(({feed}) => feed));
  const known = estimates.get(history) ?? new Map<string, Estimate>();
  estimates.set(history, known);
  const estimate = known.get(job.arn) ?? estimateOf(history, job);
  known.set(job.arn, estimate);
  return estimate;
};

interface Guess {
  readonly estimate: Estimate;
  readonly left: Left;
}

const guessFor = (state: State, job: Job): Guess | undefined => {
  const estimate = isRunning(job) ? estimateFor(state, job) : undefined;
  return estimate && {estimate, left: leftOf(estimate, Math.max(0, state.clock - job.createdAt))};
};

/** For the list, in a few columns; undefined if the job does not run. */
export const leftInList = (state: State, job: Job): string | undefined => {
  const guess = guessFor(state, job);
  return guess && leftCell(guess.left);
};

/** For the detail: ~3–8 min; usually 14–19 min: 9 earlier imports of qwen2.5-vl-7b */
export const leftInDetail = (state: State, job: Job): string | undefined => {
  const guess = guessFor(state, job);
  return guess && `${leftText(guess.left)}; ${usualText(guess.estimate)}`;
};
