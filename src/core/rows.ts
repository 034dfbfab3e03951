/** The rows of the list: what is loaded, in the order in force, as far as the query and what is typed keep it. Made for 100,000. */
import {type Feed, positionOf} from './feed.ts';
import {isRunning, type Job, tookMs} from './job.ts';
import {hasName, matches, type Query} from './query.ts';
import {rememberLast} from './remember.ts';
import type {LocalSort} from './state.ts';

/** The rows of the list in the order in which they are shown, and where each job stands. */
export interface Rows {
  readonly jobs: readonly Job[];
  indexOf(arn: string | undefined): number;
}

const STATUS_ORDER = ['InProgress', 'Failed', 'Completed'];

const statusRank = ({status}: Job): number => {
  const rank = STATUS_ORDER.indexOf(status);
  return rank < 0 ? STATUS_ORDER.length : rank;
};

/** Running jobs have taken the longest when they began the earliest, so the comparison needs no clock. */
const tookKey = (job: Job): number => tookMs(job, 0) ?? -1;

const COMPARE: Readonly<Record<LocalSort['by'], (a: Job, b: Job) => number>> = {
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  status: (a, b) => statusRank(a) - statusRank(b) || (a.status < b.status ? -1 : a.status > b.status ? 1 : 0),
  took: (a, b) => {
    if (isRunning(a) && isRunning(b)) return a.createdAt - b.createdAt;
    if (isRunning(a) !== isRunning(b)) return isRunning(a) ? -1 : 1;
    return tookKey(b) - tookKey(a);
  },
};

const sorted = (jobs: readonly Job[], sort: LocalSort): readonly Job[] => {
  const compare = COMPARE[sort.by];
  return jobs.toSorted(sort.isReversed ? (a, b) => compare(b, a) : compare);
};

/** All that is loaded, in the order in force; -1 for a job that is not loaded. */
interface Ordered {
  readonly jobs: readonly Job[];
  rankOf(arn: string): number;
}

const orderedFrom = rememberLast((feed: Feed, sort: LocalSort | undefined): Ordered => {
  if (!sort) return {jobs: feed.items, rankOf: arn => positionOf(feed, arn)};
  const jobs = sorted(feed.items, sort);
  let ranks: Map<string, number> | undefined;
  const rankOf = (arn: string): number => {
    ranks ??= new Map(jobs.map((job, i) => [job.arn, i]));
    return ranks.get(arn) ?? -1;
  };
  return {jobs, rankOf};
});

/** Those of the ordered jobs that are kept, and the rank of each. */
interface Kept {
  readonly ordered: Ordered;
  readonly query: Query | undefined;
  readonly narrow: string;
  readonly jobs: readonly Job[];
  readonly ranks: readonly number[];
}

let lastKept: Kept | undefined;

/** `query` filters where it is given. A text that goes on with the last one only looks at what that one kept. */
const keptFrom = (ordered: Ordered, query: Query | undefined, narrow: string): Kept => {
  const isSameBase = lastKept?.ordered === ordered && lastKept.query === query;
  const before = lastKept && isSameBase && narrow.startsWith(lastKept.narrow) ? lastKept : undefined;
  if (before?.narrow === narrow) return before;
  const from = before?.jobs ?? ordered.jobs;
  const jobs: Job[] = [];
  const ranks: number[] = [];
  // By index: over 100,000 jobs an iterator takes several times as long.
  for (let i = 0; i < from.length; i++) {
    const job = from[i];
    if (!job || !hasName(job, narrow) || (!before && query && !matches(query, job))) continue;
    jobs.push(job);
    ranks.push(before?.ranks[i] ?? i);
  }
  lastKept = {ordered, query, narrow, jobs, ranks};
  return lastKept;
};

/** Where `wanted` stands in ascending `numbers`, or -1. */
const searched = (numbers: readonly number[], wanted: number): number => {
  let low = 0;
  for (let high = numbers.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const found = numbers[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

export const rowsFrom = rememberLast((feed: Feed, query: Query, narrow: string, sort: LocalSort | undefined): Rows => {
  const ordered = orderedFrom(feed, sort);
  const {jobs, rankOf} = ordered;
  // Rows of an earlier query stay, as far as they match the one in force, until its answer is there.
  const filter = feed.query === query ? undefined : query;
  if (filter === undefined && narrow === '') return {jobs, indexOf: arn => (arn === undefined ? -1 : rankOf(arn))};
  const kept = keptFrom(ordered, filter, narrow);
  const indexOf = (arn: string | undefined): number => {
    const rank = arn === undefined ? -1 : rankOf(arn);
    return rank < 0 ? -1 : searched(kept.ranks, rank);
  };
  return {jobs: kept.jobs, indexOf};
});
