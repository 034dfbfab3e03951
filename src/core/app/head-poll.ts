/** The head poll of the list of jobs: its answers, and what they change. */
import type {Job} from '../domain/job.ts';
import type {TargetId} from '../domain/target.ts';
import {JOBS} from '../jobs/job-list.ts';
import {askHead, headPageReceived, needsBaseline, newestAfter} from '../list/head-poll.ts';
import {withSlice} from '../list/list.ts';
import {askTarget} from '../list/pages.ts';
import type {Answered, Step} from '../state/message.ts';
import {isConnected, jobsOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {inTurn, step, stepJobs, withJobs} from '../state/step.ts';
import {received} from './received.ts';
import {answeredBy, headPollFailed, retryRefusedPage, withNewJobs} from './running-poll.ts';

/** Asks for the newest jobs that match the filters, unless that has been asked already. */
export const askNewest = (state: State, target: TargetId, at: number): Step =>
  isConnected(state, target)
    ? stepJobs(state, (list, nextId) => askHead(JOBS, {list, nextId}, {target, at}))
    : step(state);

const headPollDone = (state: State, target: TargetId, {jobs, at}: {jobs: readonly Job[]; at: number}): Step => {
  const list = jobsOf(state);
  const slice = list.slices.get(target);
  if (!slice) return step(state);
  const isBaseline = needsBaseline(slice, list.query);
  const newestAt = newestAfter(slice, list.query, {received: jobs, at});
  const {startedAt} = slice.headPoll;
  const idle = withJobs(answeredBy(state, target, at), withSlice(list, target, {headPoll: {startedAt}}));
  return inTurn(
    idle,
    s => received(s, {target, jobs, at}),
    s => step(isBaseline ? s : withNewJobs(s, {target, jobs, at})),
    s => step(withJobs(s, withSlice(jobsOf(s), target, {sinceHeadPoll: [], newestAt}))),
    s => retryRefusedPage(s, target),
  );
};

export const headPollAnswered = (state: State, message: Answered<'listJobs'>, at: number): Step => {
  const {target, outcome, jitter} = message;
  if (!outcome.ok) return step(headPollFailed(state, {target, error: outcome.error, jitter, at}));
  const {jobs: items, nextToken} = outcome.value;
  const list = jobsOf(state);
  const answer = headPageReceived(JOBS, {list, nextId: state.nextId}, {target, page: {items, nextToken}});
  switch (answer.kind) {
    case 'done':
      return headPollDone(state, target, {jobs: answer.received, at});
    case 'next':
      return stepJobs(state, () => answer.step);
    case 'restart':
      return stepJobs(state, (l, id) => askTarget(l, id, {target, at}));
  }
};
