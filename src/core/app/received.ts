/** What any answer says of jobs: rows are updated, running jobs are watched, and an end is noticed. */
import {type Connection, withoutRunning} from '../connections/connection.ts';
import {hasEnded, isRunning, type Job} from '../domain/job.ts';
import type {TargetId} from '../domain/target.ts';
import {JOBS} from '../jobs/job-list.ts';
import {itemIn, withReceived} from '../list/feed.ts';
import {withSlice} from '../list/list.ts';
import {withHighlights} from '../list/window.ts';
import type {Effect, Step} from '../state/message.ts';
import {jobsOf} from '../state/select.ts';
import type {State} from '../state/state.ts';
import {chain, step, withConnection, withJobs} from '../state/step.ts';
import {withEndingOf} from './endings.ts';
import {requestDetails} from './request-details.ts';

/** How long a row is highlighted, and a notice shown. */
export const NOTICE_MS = 6_000;

/** A job that is no longer expected to end. */
export const forgotten = (state: State, target: TargetId, arn: string): State => {
  const connection = state.connections.get(target);
  return connection ? withConnection(state, target, withoutRunning(connection, arn)) : state;
};

/** A detail from before the end has to be fetched again. */
const withoutOutdated = ({details}: State, {arn}: Job): State['details'] => {
  const entry = details.get(arn);
  const isOutdated = entry?.load.kind === 'failed' || (entry?.detail !== undefined && !hasEnded(entry.detail));
  if (!isOutdated || entry?.load.kind === 'loading') return details;
  const next = new Map(details);
  next.delete(arn);
  return next;
};

/** Highlights and announces the end. */
const withEnd = (state: State, {target, job, at}: {target: TargetId; job: Job; at: number}): State => {
  const next = forgotten(state, target, job.arn);
  const ended = new Map(next.connections.get(target)?.ended).set(job.arn, job);
  const jobs = withHighlights(jobsOf(next), [job.arn], at + NOTICE_MS);
  const noted: State = {...withConnection(withJobs(next, jobs), target, {ended}), details: withoutOutdated(state, job)};
  return withEndingOf(noted, job, at);
};

/** The latest version of each job: a late answer may say that a job runs whose end is known. */
export const withEndings = (state: State, target: TargetId, jobs: readonly Job[]): readonly Job[] => {
  const ended = state.connections.get(target)?.ended;
  const feed = jobsOf(state).slices.get(target)?.feed;
  const endOf = (job: Job): Job | undefined => {
    const known = ended?.get(job.arn) ?? (feed && itemIn(feed, job.arn));
    return known && hasEnded(known) ? known : undefined;
  };
  return jobs.map(job => (hasEnded(job) ? job : (endOf(job) ?? job)));
};

interface Received {
  readonly target: TargetId;
  readonly jobs: readonly Job[];
  readonly at: number;
}

/** Takes in an answer: updates the rows, and notices what has begun and ended. */
export const received = (state: State, {target, jobs: answer, at}: Received): Step => {
  const jobs = withEndings(state, target, answer);
  const list = jobsOf(state);
  const before = list.slices.get(target)?.feed;
  if (!before) return step(state);
  const feed = jobs.reduce((next, job) => withReceived(JOBS, next, job), before);
  const updated = feed === before ? state : withJobs(state, withSlice(list, target, {feed}));
  return noticed(updated, {target, jobs, at});
};

/** The announcement of a failed job has its reason. A job that has vanished from the running poll is asked about anyway. */
export const askReasons = (state: State, {target, jobs, at}: Received): Step => {
  const arns = jobs.filter(({status, arn}) => status === 'Failed' && !state.details.has(arn)).map(({arn}) => arn);
  return state.window.kind === 'headless' ? step(state) : requestDetails(state, {target, arns}, at);
};

const withRunning = ({running}: Connection, jobs: readonly Job[]): Connection['running'] => {
  const next = new Map(running);
  for (const job of jobs) if (isRunning(job)) next.set(job.arn, job);
  return next;
};

/**
 * The same for jobs that the rows contain already, in their latest versions. A job that was known to run and has ended is
 * highlighted, announced, and rings the bell if that was asked for.
 */
export const noticed = (state: State, {target, jobs, at}: Received): Step => {
  const connection = state.connections.get(target);
  if (!connection) return step(state);
  const stopped = jobs.filter(job => !isRunning(job) && connection.running.has(job.arn));
  const over = stopped.filter(hasEnded);
  let next = withConnection(state, target, {running: withRunning(connection, jobs)});
  next = over.reduce((s, job) => withEnd(s, {target, job, at}), next);
  next = stopped.reduce((s, job) => forgotten(s, target, job.arn), next);
  const bell: readonly Effect[] = over.length > 0 && state.settings.hasBell ? [{kind: 'ring-bell'}] : [];
  return chain(step(next, ...bell), s => askReasons(s, {target, jobs: over, at}));
};
