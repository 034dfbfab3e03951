/** The jobs known to run: learning of them from any answer, and noticing that one has ended. */
import {withTold} from './feed.ts';
import {durationOf} from './format.ts';
import {isRunning, type Job} from './job.ts';
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

/** A job that nobody can ask about any more: it is not waited for. */
export const forgotten = (state: State, arn: string): State => ({
  ...state,
  watch: {
    ...state.watch,
    running: without(state.watch.running, arn),
    left: state.watch.left.filter(left => left !== arn),
  },
});

const endedText = (job: Job): string =>
  job.endedAt === undefined
    ? `${job.name} ended: ${job.status}`
    : `${job.name} ended: ${job.status} after ${durationOf(job.endedAt - job.createdAt)}`;

const ended = (state: State, job: Job, at: number): State => {
  const entry = state.details.get(job.arn);
  const isOutdated = entry?.detail !== undefined && isRunning(entry.detail);
  const details = isOutdated ? without(state.details, job.arn) : state.details;
  const notice = {text: endedText(job), until: at + MARKED_MS};
  return marked({...forgotten(state, job.arn), details, notice}, [job.arn], at);
};

/**
 * Takes in what an answer says of jobs: rows are brought up to date, running jobs are watched, and one that was known
 * to run and does so no more is marked, announced, and rings the bell where that was asked for.
 */
export const learned = (state: State, jobs: readonly Job[], at: number): Step => {
  let next: State = {...state, feed: jobs.reduce(withTold, state.feed)};
  const running = new Map(state.watch.running);
  for (const job of jobs) if (isRunning(job) && !hasEnded(next, job.arn)) running.set(job.arn, job);
  next = {...next, watch: {...next.watch, running}};
  const over = jobs.filter(job => !isRunning(job) && state.watch.running.has(job.arn));
  next = over.reduce((s, job) => ended(s, job, at), next);
  const bell: readonly Effect[] = over.length > 0 && state.settings.hasBell ? [{kind: 'ring-bell'}] : [];
  return step(next, ...bell);
};

/** A late answer may still call a job running whose end is known. */
const hasEnded = (state: State, arn: string): boolean => {
  const position = state.feed.positions.get(arn);
  const inFeed = position === undefined ? undefined : state.feed.items[position];
  const known = inFeed?.arn === arn ? inFeed : state.details.get(arn)?.detail;
  return known !== undefined && !isRunning(known);
};
