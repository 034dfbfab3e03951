/** The list of import jobs: what the list room has to know of jobs and their query. */
import {isRunning, type Job, KNOWN_STATUSES, newerJob, tookMs} from '../domain/job.ts';
import {matches, PAGE_SIZE, type Query} from '../domain/query.ts';
import type {Feed} from '../list/feed.ts';
import type {List, Slice} from '../list/list.ts';
import {listKind} from '../list/rows.ts';
import type {ListStep} from '../list/step.ts';
import {searchTextOf} from './search-text.ts';

export const SORT_COLUMNS = ['name', 'status', 'took'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export type JobFeed = Feed<Job, Query>;
export type JobSlice = Slice<Job, Query>;
export type JobList = List<Job, Query, SortColumn>;
export type JobListStep = ListStep<Job, Query, SortColumn>;

const statusRank = ({status}: Job): number => {
  const rank = (KNOWN_STATUSES as readonly string[]).indexOf(status);
  return rank < 0 ? KNOWN_STATUSES.length : rank;
};

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const JOBS = listKind<Job, Query, SortColumn>({
  newerOf: newerJob,
  groupOf: job => job.status,
  matches,
  textOf: searchTextOf,
  pageSize: PAGE_SIZE,
  compare: {
    name: (a, b) => textOrder(a.name, b.name),
    status: (a, b) => statusRank(a) - statusRank(b) || textOrder(a.status, b.status),
    took: (a, b) => {
      // Of two running jobs, the one that began first has taken longer: no clock is needed.
      if (isRunning(a) && isRunning(b)) return a.createdAt - b.createdAt;
      if (isRunning(a) !== isRunning(b)) return isRunning(a) ? -1 : 1;
      return (tookMs(b, 0) ?? -1) - (tookMs(a, 0) ?? -1);
    },
  },
});
