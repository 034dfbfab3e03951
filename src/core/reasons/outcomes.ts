/** How jobs ended, and how long they took: all of them, by week, and by model family. */
import {isRunning, type Job} from '../domain/job.ts';

/** How long completed jobs took (ms). */
interface Durations {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** How many jobs these rest on. */
  readonly count: number;
}

export interface Outcomes {
  readonly jobs: number;
  readonly completed: number;
  readonly failed: number;
  readonly running: number;
  /** With a status that is not known here. */
  readonly others: number;
  /** Of the jobs that completed or failed, from 0 to 1; undefined if there is none. */
  readonly successRate: number | undefined;
  /** Undefined if no completed job has an end. */
  readonly durations: Durations | undefined;
}

const durationsOf = (completed: readonly Job[]): Durations | undefined => {
  const took = completed
    .flatMap(({createdAt, endedAt}) => (endedAt === undefined ? [] : [Math.max(0, endedAt - createdAt)]))
    .sort((a, b) => a - b);
  const [min] = took;
  const max = took.at(-1);
  if (min === undefined || max === undefined) return undefined;
  const middle = took.length / 2;
  const upper = took[Math.floor(middle)] ?? max;
  const lower = took[Math.ceil(middle) - 1] ?? min;
  return {median: Math.round((lower + upper) / 2), min, max, count: took.length};
};

export const outcomesOf = (jobs: readonly Job[]): Outcomes => {
  const completed = jobs.filter(({status}) => status === 'Completed');
  const failed = jobs.filter(({status}) => status === 'Failed').length;
  const ended = completed.length + failed;
  const running = jobs.filter(isRunning).length;
  return {
    jobs: jobs.length,
    completed: completed.length,
    failed,
    running,
    others: jobs.length - ended - running,
    successRate: ended === 0 ? undefined : completed.length / ended,
    durations: durationsOf(completed),
  };
};

export interface Week extends Outcomes {
  /** Its Monday, 00:00 local time (ms since the epoch). */
  readonly start: number;
}

/** Weeks begin on Monday, as in ISO 8601, but in local time: that is when people work. */
export const weekStart = (at: number): number => {
  const day = new Date(at);
  const sinceMonday = (day.getDay() + 6) % 7;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - sinceMonday).getTime();
};

/** Not 7 times 24 hours: the clocks may change within the week. */
const weekBefore = (start: number): number => {
  const day = new Date(start);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - 7).getTime();
};

/** More weeks without a job between two with jobs are left out. */
const GAP_MAX = 52;

/** The Mondays from `from` back to before `to`; none if these are too many. */
const between = (from: number, to: number): readonly number[] => {
  const starts: number[] = [];
  for (let start = weekBefore(from); start > to; start = weekBefore(start)) {
    if (starts.length === GAP_MAX) return [];
    starts.push(start);
  }
  return starts;
};

const partsOf = <K>(jobs: readonly Job[], keyOf: (job: Job) => K): Map<K, Job[]> => {
  const parts = new Map<K, Job[]>();
  for (const job of jobs) {
    const key = keyOf(job);
    const part = parts.get(key);
    if (part) part.push(job);
    else parts.set(key, [job]);
  }
  return parts;
};

/** The weeks in which jobs were created, and those between them; the newest first. */
export const weeksOf = (jobs: readonly Job[]): readonly Week[] => {
  const parts = partsOf(jobs, ({createdAt}) => weekStart(createdAt));
  const starts = [...parts.keys()].sort((a, b) => b - a);
  return starts
    .flatMap((start, i) => [start, ...(i + 1 < starts.length ? between(start, starts[i + 1] ?? start) : [])])
    .map(start => ({start, ...outcomesOf(parts.get(start) ?? [])}));
};

export interface Family extends Outcomes {
  /** Undefined: the names of these jobs and models do not tell it. */
  readonly family: string | undefined;
}

/** The spelling that most of these jobs have. */
const spellingOf = (jobs: readonly Job[], familyOf: (job: Job) => string | undefined): string | undefined => {
  const [most] = [...partsOf(jobs, familyOf)].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0];
};

/**
 * The model families, the one with the most jobs first; jobs of unknown families are the last row. `keyOf`: the same text for two
 * spellings of a family.
 */
export const familiesOf = (
  jobs: readonly Job[],
  {familyOf, keyOf}: {familyOf: (job: Job) => string | undefined; keyOf: (family: string) => string},
): readonly Family[] => {
  const parts = partsOf(jobs, job => {
    const family = familyOf(job);
    return family === undefined ? undefined : keyOf(family);
  });
  return [...parts.values()]
    .map(part => ({family: spellingOf(part, familyOf), ...outcomesOf(part)}))
    .sort(
      (a, b) =>
        Number(a.family === undefined) - Number(b.family === undefined) ||
        b.jobs - a.jobs ||
        ((a.family ?? '') < (b.family ?? '') ? -1 : 1),
    );
};
