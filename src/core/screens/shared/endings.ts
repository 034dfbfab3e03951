/** The announcement of jobs that have ended, in words: the only one with its reason, several by their number. */
import {type Job, tookMs} from '../../domain/job.ts';
import {knownJob} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {clause, countOf, durationOf} from '../../text/format.ts';
import {nameOfJob} from './connection-names.ts';

/** The marks of a job that completed, and of one that failed. */
export const MARKS = {completed: '✓', failed: '✗', other: '●'} as const;

const markOf = ({status}: Job): string =>
  status === 'Completed' ? MARKS.completed : status === 'Failed' ? MARKS.failed : MARKS.other;

/** `connection`: which of several it is from. */
const endText = (job: Job, connection: string | undefined): string => {
  const took = job.endedAt === undefined ? undefined : tookMs(job, job.endedAt);
  const time = took === undefined ? '' : durationOf(took);
  const {status} = job;
  const name = connection === undefined ? job.name : `${job.name} (${connection})`;
  if (status === 'Completed') return `${name} completed${time && ` in ${time}`}`;
  return `${name} ${status === 'Failed' ? 'failed' : `ended: ${status}`}${time && ` after ${time}`}`;
};

/** A full stop, or another mark, that ends a sentence. One within a name, a number or an address does not. */
const SENTENCE_END = /[.!?](?=\s|$)/;

/** The first sentence, in one line and without its full stop. */
export const firstSentence = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  const end = SENTENCE_END.exec(line);
  return clause(end ? line.slice(0, end.index + 1) : line);
};

/** One job that has ended: `✓ NAME completed in 11m 43s`, `✗ NAME (prod/us-east-1) failed after 40s: reason`. */
export const oneEnding = (job: Job, reason: string | undefined, connection?: string): string => {
  const why = reason === undefined || job.status !== 'Failed' ? '' : firstSentence(reason);
  return `${markOf(job)} ${endText(job, connection)}${why && `: ${why}`}`;
};

const count = (jobs: readonly Job[], mark: string): readonly string[] => {
  const n = jobs.filter(job => markOf(job) === mark).length;
  return n === 0 ? [] : [`${countOf(n)} ${mark}`];
};

interface EndingWords {
  readonly text: string;
  readonly isFailure: boolean;
}

/** What there is to say of the jobs that have ended; undefined if none has. */
export const endingWords = (state: State, arns: readonly string[]): EndingWords | undefined => {
  const jobs = arns.flatMap(arn => knownJob(state, arn) ?? []);
  const [job] = jobs;
  if (!job) return undefined;
  const isFailure = jobs.some(({status}) => status === 'Failed');
  if (jobs.length === 1) {
    const reason = state.details.get(job.arn)?.detail?.failureMessage;
    return {text: oneEnding(job, reason, nameOfJob(state, job.arn)), isFailure};
  }
  const counts = [MARKS.completed, MARKS.failed, MARKS.other].flatMap(mark => count(jobs, mark));
  return {text: `${countOf(jobs.length)} ended: ${counts.join(' ')}`, isFailure};
};

const NONE: readonly string[] = [];

/** What the rule of every screen says; undefined if nothing has ended that nobody has taken note of. */
export const announcedEndings = (state: State): EndingWords | undefined =>
  endingWords(state, state.ending?.arns ?? NONE);

/** The title of the terminal's window: how many jobs failed and completed since somebody has looked, and how many run. */
export const windowTitle = (state: State): string => {
  const ended = (state.ending?.arns ?? NONE).flatMap(arn => knownJob(state, arn) ?? []);
  const running = [...state.connections.values()].reduce((sum, connection) => sum + connection.running.size, 0);
  const counts = [
    [MARKS.failed, ended.filter(({status}) => status === 'Failed').length],
    [MARKS.completed, ended.filter(({status}) => status === 'Completed').length],
    [MARKS.other, running],
  ] as const;
  const shown = counts.filter(([, n]) => n > 0).map(([mark, n]) => `${mark}${countOf(n)}`);
  return [...shown, 'Bedrock imports'].join(' ');
};
