/** The jobs known to run: learning of them from any answer, and noticing that one has ended. */
import {jobIn, withTold} from './feed.ts';
import {durationOf} from './format.ts';
import {isOver, isRunning, type Job} from './job.ts';
import type {Effect, Step} from './message.ts';
import type {State} from './state.ts';
import {step} from './step.ts';

/** How long a row stays marked, and a notice stays up. */
export const MARKED_MS = 6_000;

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
};

export const marked = (state: State, arns: readonly string[], at: number): State => {
  if (arns.length === 0) return state;
  const marks = new Map(state.marks);
  for (const arn of arns) marks.set(arn, at + MARKED_MS);
  return {...state, marks};
};

/** A job that is not waited for any more. */
export const forgotten = (state: State, arn: string): State => {
  const running = without(state.watch.running, arn);
  const left = state.watch.left.filter(other => other !== arn);
  return {...state, watch: {...state.watch, running, left}};
};

const endedText = (job: Job): string =>
  job.endedAt === undefined
    ? `${job.name} ended: ${job.status}`
    : `${job.name} ended: ${job.status} after ${durationOf(job.endedAt - job.createdAt)}`;

/** Marks and announces the end; what was told of the job before is to be asked for anew. */
const ended = (state: State, job: Job, at: number): State => {
  const entry = state.details.get(job.arn);
  const isOutdated = entry?.load.kind === 'failed' || (entry?.detail !== undefined && !isOver(entry.detail));
  const details = isOutdated && entry?.load.kind !== 'loading' ? without(state.details, job.arn) : state.details;
  const notice = {text: endedText(job), until: at + MARKED_MS};
  const next = forgotten(state, job.arn);
  const over = new Map(next.watch.over).set(job.arn, job);
  return marked({...next, details, notice, watch: {...next.watch, over}}, [job.arn], at);
};

/** Jobs as they are known best: an answer that comes late may call one running whose end was seen. */
export const withEndings = (state: State, jobs: readonly Job[]): readonly Job[] => {
  const endOf = (job: Job): Job | undefined => {
    const seen = state.watch.over.get(job.arn) ?? jobIn(state.feed, job.arn);
    return seen && isOver(seen) ? seen : undefined;
  };
  return jobs.map(job => (isOver(job) ? job : (endOf(job) ?? job)));
};

/**
 * Takes in what an answer says of jobs: rows are brought up to date, running jobs are watched, and one that was known
 * to run and does so no more is marked, announced, and rings the bell where that was asked for.
 */
export const learned = (state: State, answer: readonly Job[], at: number): Step => {
  const jobs = withEndings(state, answer);
  return noticed({...state, feed: jobs.reduce(withTold, state.feed)}, jobs, at);
};

/** The same of jobs that the rows have taken in already, as they are known best. */
export const noticed = (state: State, jobs: readonly Job[], at: number): Step => {
  const running = new Map(state.watch.running);
  for (const job of jobs) if (isRunning(job)) running.set(job.arn, job);
  let next: State = {...state, watch: {...state.watch, running}};
  const stopped = jobs.filter(job => !isRunning(job) && state.watch.running.has(job.arn));
  const over = stopped.filter(isOver);
  next = over.reduce((s, job) => ended(s, job, at), next);
  next = stopped.reduce((s, job) => forgotten(s, job.arn), next);
  const bell: readonly Effect[] = over.length > 0 && state.settings.hasBell ? [{kind: 'ring-bell'}] : [];
  return step(next, ...bell);
};
