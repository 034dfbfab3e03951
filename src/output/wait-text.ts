/** What the wait command says of jobs: while they run, and when they have ended. */
import {durationOf, plural} from '../core/format.ts';
import {isOver, isRunning, type Job, type JobDetail, tookMs} from '../core/job.ts';
import {plainLines} from '../core/plain-text.ts';
import type {Typical} from '../core/waiting.ts';
import {type WidthOf, wrap} from '../core/wrap.ts';
import type {Paint} from './paint.ts';

const took = (job: Job, now: number): string => {
  const ms = tookMs(job, now);
  return ms === undefined ? '' : durationOf(ms);
};

/** "llama-3 is InProgress for 12m 04s", "llama-3 has ended: Completed after 16m 19s" */
export const standingText = (job: Job, now: number): string => {
  const time = took(job, now);
  if (isRunning(job)) return `${job.name} is ${job.status} for ${time}`;
  const after = time === '' ? '' : ` after ${time}`;
  return isOver(job) ? `${job.name} has ended: ${job.status}${after}` : `${job.name} is ${job.status}`;
};

/** Minutes, or seconds where there are none: an estimate has no more to say. */
const coarse = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 60 ? `${seconds}s` : `${Math.round(seconds / 60)} min`;
};

/** How much longer a job may take, by the jobs before it; what it goes by only where there is room. */
const estimateText = (job: Job, typical: Typical, {now, isShort}: ProgressLook): string => {
  const left = typical.ms - (now - job.createdAt);
  const guess = left > 0 ? `estimate: about ${coarse(left)} left` : 'longer than usual';
  return isShort ? guess : `${guess}; the median of your last ${typical.count} is ${coarse(typical.ms)}`;
};

/** "llama-3  12m 04s", or the name alone where nobody knows the time. */
const withTime = (name: string, time: string, gap: string): string => (time === '' ? name : `${name}${gap}${time}`);

export interface ProgressLook {
  /** Ms since the epoch. */
  readonly now: number;
  readonly isShort?: boolean;
}

/** One line for all jobs that are waited for. */
export const progressText = (jobs: readonly Job[], typical: Typical | undefined, look: ProgressLook): string => {
  const {now} = look;
  const open = jobs.filter(job => !isOver(job));
  const [first] = open;
  if (!first) return '';
  if (open.length === 1) {
    const estimate = typical && isRunning(first) ? `  (${estimateText(first, typical, look)})` : '';
    return `${first.status}  ${withTime(first.name, took(first, now), '  ')}${estimate}`;
  }
  return `${plural(open.length, 'job')} of ${jobs.length} not ended: ${open.map(job => withTime(job.name, took(job, now), ' ')).join(', ')}`;
};

export interface ResultLook {
  readonly width?: number | undefined;
  readonly paint: Paint;
  readonly widthOf: WidthOf;
  readonly now: number;
}

const LEAST_TEXT = 20;

/** How each job stands at the end: with the model that came of it, or the whole failure message. */
export const resultText = (jobs: readonly JobDetail[], {width, paint, widthOf, now}: ResultLook): string => {
  const most = Math.max(...jobs.map(({status}) => status.length));
  const lines = jobs.flatMap(job => {
    const head = `${paint.status(job.status, job.status.padEnd(most))}  ${withTime(job.name, took(job, now), '  ')}`;
    const message = plainLines(job.failureMessage ?? '');
    const room = width === undefined ? undefined : width - 2;
    const reason = room !== undefined && room >= LEAST_TEXT ? wrap(message, room, widthOf) : message.split('\n');
    return [
      head,
      ...(message === '' ? [] : reason.map(line => `  ${paint.failure(line.trimEnd())}`.trimEnd())),
      ...(job.modelArn === undefined ? [] : [`  ${job.modelArn}`]),
    ];
  });
  return lines.map(line => `${line}\n`).join('');
};
