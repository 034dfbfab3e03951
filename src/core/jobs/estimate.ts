/** How long a running job will take: a range, from jobs of the same person's connections that completed before it. */
import type {Job} from '../domain/job.ts';
import {familyOf, nameKey, stemOf} from './names.ts';

/** A job that completed. */
interface Past {
  readonly stem: string;
  readonly family: string | undefined;
  /** How long it took. */
  readonly ms: number;
}

export type History = readonly Past[];

/** Which jobs an estimate rests on. `others`: not the account's own, but what others have measured. */
export type Basis =
  | {readonly kind: 'stem' | 'family'; readonly name: string; readonly count: number}
  | {readonly kind: 'all'; readonly count: number}
  | {readonly kind: 'others'};

/** The range of a job's whole duration (ms). */
export interface Estimate {
  readonly min: number;
  readonly max: number;
  readonly basis: Basis;
  /** How long the jobs of the basis took, the shortest first. */
  readonly durations: readonly number[];
  /** The range is not wider than this. */
  readonly widthMax: number;
}

/** The newest ones tell most, and reading more would take time. */
const HISTORY_MAX = 1_000;
/** So many jobs are needed of one stem, of one family, and of any kind. */
const NEEDED = {stem: 8, family: 3, all: 5} as const;
/** The share of jobs that took less than the range, and of those that took more, if it is wide enough. */
const TAIL = 0.05;
/** A range that is wider than this share of a typical duration says too little. */
const WIDTH_SHARE = 0.45;
/** Divided by the number of jobs: the share of a duration that is added at both ends of a range. */
const FEW_MARGIN = 0.4;
const MINUTE = 60_000;
/** 16 GB took 10 minutes, 30 to 61 GB took 10 to 16. The size hardly matters. */
const OTHERS = {min: 10 * MINUTE, max: 16 * MINUTE} as const;

const pastOf = (job: Job): readonly Past[] => {
  const ms = job.status === 'Completed' && job.endedAt !== undefined ? job.endedAt - job.createdAt : 0;
  const family = familyOf(job);
  return ms > 0 ? [{stem: nameKey(stemOf(job)), family: family && nameKey(family), ms}] : [];
};

/** The completed ones among `jobs`, which are in the order of AWS: from the newest if `isNewestFirst`. */
export const historyOf = (jobs: readonly Job[], isNewestFirst = true): History => {
  const history: Past[] = [];
  for (let i = 0; i < jobs.length && history.length < HISTORY_MAX; i++) {
    const job = jobs[isNewestFirst ? i : jobs.length - 1 - i];
    if (job) history.push(...pastOf(job));
  }
  return history;
};

/** The jobs of one connection, in the order of AWS. */
interface Ordered {
  readonly jobs: readonly Job[];
  readonly isNewestFirst: boolean;
}

/** The newest completed ones, the newest first. */
const newestOf = ({jobs, isNewestFirst}: Ordered): readonly Job[] => {
  const completed: Job[] = [];
  for (let i = 0; i < jobs.length && completed.length < HISTORY_MAX; i++) {
    const job = jobs[isNewestFirst ? i : jobs.length - 1 - i];
    if (job?.status === 'Completed') completed.push(job);
  }
  return completed;
};

/** The completed ones of several connections. A job that several of them list counts once. */
export const historyOfAll = (lists: readonly Ordered[]): History => {
  const jobs = new Map(lists.flatMap(newestOf).map(job => [job.arn, job]));
  return historyOf([...jobs.values()].sort((a, b) => b.createdAt - a.createdAt));
};

/** The value below which a share `p` of all values is expected, from the sorted ones that are known. */
const quantile = (sorted: readonly number[], p: number): number => {
  const at = Math.min(sorted.length - 1, Math.max(0, (sorted.length + 1) * p - 1));
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (at - Math.floor(at)) * (high - low);
};

interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * From the shortest to the longest, without as many at both ends as make it narrow enough. A few jobs do not show how much they
 * can differ: the fewer there are, the more is added at both ends.
 */
const rangeOf = (sorted: readonly number[], widthMax: number): Range => {
  const margin = FEW_MARGIN / sorted.length;
  const within = (tail: number): Range => ({
    min: quantile(sorted, tail) * (1 - margin),
    max: quantile(sorted, 1 - tail) * (1 + margin),
  });
  let tail = TAIL;
  let range = within(tail);
  while (tail < 0.45 && range.max - range.min > widthMax) {
    tail += 0.005;
    range = within(tail);
  }
  return range;
};

const sortedMs = (history: History): readonly number[] => history.map(({ms}) => ms).sort((a, b) => a - b);

const basisOf = (history: History, job: Job): {readonly basis: Basis; readonly used: History} => {
  const [stem, family] = [stemOf(job), familyOf(job)];
  const [stemKey, familyKey] = [nameKey(stem), family && nameKey(family)];
  const ofStem = history.filter(past => past.stem === stemKey);
  if (ofStem.length >= NEEDED.stem) return {basis: {kind: 'stem', name: stem, count: ofStem.length}, used: ofStem};
  const ofFamily = familyKey === undefined ? [] : history.filter(past => past.family === familyKey);
  if (family !== undefined && ofFamily.length >= NEEDED.family) {
    return {basis: {kind: 'family', name: family, count: ofFamily.length}, used: ofFamily};
  }
  if (history.length >= NEEDED.all) return {basis: {kind: 'all', count: history.length}, used: history};
  return {basis: {kind: 'others'}, used: []};
};

/** What the history says of a job that began now. */
export const estimateOf = (history: History, job: Job): Estimate => {
  const {basis, used} = basisOf(history, job);
  if (basis.kind === 'others') return {...OTHERS, basis, durations: [OTHERS.min, OTHERS.max], widthMax: Infinity};
  const durations = sortedMs(used);
  const typical = Math.max(quantile(durations, 0.5), quantile(sortedMs(history), 0.5));
  const widthMax = typical * WIDTH_SHARE;
  return {...rangeOf(durations, widthMax), basis, durations, widthMax};
};

export type Left =
  /** Milliseconds. */
  | {readonly kind: 'range'; readonly min: number; readonly max: number}
  /** It has run for longer than nine in ten of the others. */
  | {readonly kind: 'long'};

const LONG = 0.9;

/** What is left of a job that has run for `elapsed` ms. The jobs that took less say nothing any more. */
export const leftOf = ({min, max, durations, widthMax, basis}: Estimate, elapsed: number): Left => {
  if (elapsed >= (basis.kind === 'others' ? max : quantile(durations, LONG))) return {kind: 'long'};
  if (elapsed <= min) return {kind: 'range', min: min - elapsed, max: max - elapsed};
  const longer = durations.filter(ms => ms > elapsed);
  const range = basis.kind === 'others' ? {min: elapsed, max} : rangeOf(longer, widthMax);
  return {kind: 'range', min: Math.max(0, range.min - elapsed), max: Math.max(MINUTE, range.max - elapsed)};
};
