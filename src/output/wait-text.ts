/** What the wait command says about jobs while they run and when they have ended. */
import {hasEnded, isRunning, type Job, type JobDetail, tookText} from '../core/domain/job.ts';
import {estimateOf, type History, leftOf} from '../core/jobs/estimate.ts';
import {leftText, usualText} from '../core/jobs/estimate-text.ts';
import {plainLines} from '../core/text/plain-text.ts';
import {reasonLines, type TimedTextStyle} from './text-style.ts';

/** "llama-3 is InProgress for 12m 04s", "llama-3 has ended: Completed after 16m 19s" */
export const standingText = (job: Job, now: number): string => {
  const time = tookText(job, now);
  if (isRunning(job)) return `${job.name} has been ${job.status} for ${time}`;
  const after = time === '' ? '' : ` after ${time}`;
  return hasEnded(job) ? `${job.name} has ended: ${job.status}${after}` : `${job.name} is ${job.status}`;
};

interface Guess {
  /** How much longer a job may take. */
  readonly left: string;
  /** How long it usually takes, and what says so. */
  readonly usual: string;
}

const guessOf = (job: Job, history: History, now: number): Guess => {
  const estimate = estimateOf(history, job);
  const left = leftOf(estimate, Math.max(0, now - job.createdAt));
  return {left: left.kind === 'long' ? leftText(left) : `${leftText(left)} left`, usual: usualText(estimate)};
};

/** "llama-3  12m 04s", or the name alone if the time is unknown. */
const withTime = (name: string, time: string, gap: string): string => (time === '' ? name : `${name}${gap}${time}`);

const isOpen = (job: Job): boolean => !hasEnded(job);

/** "2 of 3 jobs have not ended", or the one by its name. */
const openText = (jobs: readonly Job[], now: number): string => {
  const open = jobs.filter(isOpen);
  const [first] = open;
  return open.length === 1 && first ? standingText(first, now) : `${open.length} of ${jobs.length} jobs have not ended`;
};

const oneJob = (job: Job, history: History | undefined, now: number): readonly string[] => {
  const head = `${job.status}  ${withTime(job.name, tookText(job, now), '  ')}`;
  if (!history || !isRunning(job)) return [head];
  const {left, usual} = guessOf(job, history, now);
  return [`${head}  (${left}; ${usual})`, `${head}  (${left})`, head];
};

const severalJobs = (open: readonly Job[], count: number, now: number): readonly string[] => {
  const head = `${open.length} of ${count} jobs have not ended`;
  const oldest = open.reduce((a, b) => (a.createdAt <= b.createdAt ? a : b));
  const longest = tookText(oldest, now);
  return [
    `${head}: ${open.map(job => withTime(job.name, tookText(job, now), ' ')).join(', ')}`,
    longest === '' ? head : `${head}, the longest for ${longest}`,
    head,
  ];
};

/**
 * The progress line while waiting, from the longest text to the shortest. `history`: the jobs that completed earlier, once they
 * are known. `trouble` says why there is no news. There is no text if all have ended.
 */
export const progressTexts = (
  jobs: readonly Job[],
  {history, now, trouble}: {history: History | undefined; now: number; trouble?: string | undefined},
): readonly string[] => {
  const open = jobs.filter(isOpen);
  const [first] = open;
  if (!first) return trouble === undefined ? [] : [trouble];
  const texts =
    open.length === 1 ? oneJob(first, trouble ? undefined : history, now) : severalJobs(open, jobs.length, now);
  return trouble === undefined ? texts : texts.map(text => `${text}  (${trouble})`);
};

/** Why the command stops before the jobs have ended. */
export const timeoutText = (jobs: readonly Job[], timeout: string, now: number): string =>
  jobs.length === 0
    ? `Timed out after ${timeout}: AWS has not answered.`
    : `Timed out after ${timeout}: ${openText(jobs, now)}.`;

/** What the interrupted command was waiting for. */
export const interruptedText = (jobs: readonly Job[], now: number): string => `Interrupted: ${openText(jobs, now)}.`;

/** The final state of each job, with its imported model or the full failure message. */
export const resultText = (jobs: readonly JobDetail[], style: TimedTextStyle): string => {
  const {paint, now} = style;
  const statusWidth = Math.max(...jobs.map(({status}) => status.length));
  const nameWidth = Math.max(...jobs.map(({name}) => name.length));
  const timeWidth = Math.max(...jobs.map(job => tookText(job, now).length));
  const lines = jobs.flatMap(job => {
    const time = tookText(job, now).padStart(timeWidth);
    const head =
      `${paint.status(job.status, job.status.padEnd(statusWidth))}  ${job.name.padEnd(nameWidth)}  ${time}`.trimEnd();
    const message = plainLines(job.failureMessage ?? '');
    return [
      head,
      ...(message === '' ? [] : reasonLines(message, style)),
      ...(job.modelArn === undefined ? [] : [`  ${job.modelArn}`]),
    ];
  });
  return lines.map(line => `${line}\n`).join('');
};
