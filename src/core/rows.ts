/** The rows of the list: what is loaded, in the order in force, as far as the query and what is typed keep it. Made for 100,000. */
import {type Feed, positionOf} from './feed.ts';
import {isRunning, type Job, KNOWN_STATUSES, tookMs} from './job.ts';
import {placesOf} from './names.ts';
import {matches, type Query} from './query.ts';
import {rememberLast} from './remember.ts';
import type {LocalSort} from './state.ts';

/** The rows of the list in the order in which they are shown, and where each job stands. */
export interface Rows {
  readonly count: number;
  at(index: number): Job | undefined;
  /** -1 for a job that is not among them. */
  indexOf(arn: string | undefined): number;
  /** All of them; made when it is first asked for. */
  readonly jobs: readonly Job[];
}

const statusRank = ({status}: Job): number => {
  const rank = (KNOWN_STATUSES as readonly string[]).indexOf(status);
  return rank < 0 ? KNOWN_STATUSES.length : rank;
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

/** Ranks of all that is ordered. */
const everyRank = ({jobs}: Ordered): Int32Array => Int32Array.from(jobs.keys());

/** The ranks of those that the query (where it is given) and the text keep. */
const keptRanks = (ordered: Ordered, query: Query | undefined, narrow: string): Int32Array => {
  const ranks = narrow === '' ? everyRank(ordered) : placesOf(ordered.jobs, narrow);
  if (!query) return ranks;
  return ranks.filter(rank => {
    const job = ordered.jobs[rank];
    return job !== undefined && matches(query, job);
  });
};

/** Where `wanted` stands in ascending `numbers`, or -1. */
const searched = (numbers: Int32Array, wanted: number): number => {
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

const keptRows = ({jobs, rankOf}: Ordered, ranks: Int32Array): Rows => {
  let kept: readonly Job[] | undefined;
  return {
    count: ranks.length,
    at: index => jobs[ranks[index] ?? -1],
    indexOf: arn => {
      const rank = arn === undefined ? -1 : rankOf(arn);
      return rank < 0 ? -1 : searched(ranks, rank);
    },
    get jobs() {
      kept ??= Array.from(ranks, rank => jobs[rank]).filter(job => job !== undefined);
      return kept;
    },
  };
};

const allRows = ({jobs, rankOf}: Ordered): Rows => ({
  count: jobs.length,
  at: index => jobs[index],
  indexOf: arn => (arn === undefined ? -1 : rankOf(arn)),
  jobs,
});

export const rowsFrom = rememberLast((feed: Feed, query: Query, narrow: string, sort: LocalSort | undefined): Rows => {
  const ordered = orderedFrom(feed, sort);
  // Rows of an earlier query stay, as far as they match the one in force, until its answer is there.
  const filter = feed.query === query ? undefined : query;
  if (filter === undefined && narrow === '') return allRows(ordered);
  return keptRows(ordered, keptRanks(ordered, filter, narrow));
});
