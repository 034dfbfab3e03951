/** Reads the list of jobs from one connection, page after page. */
import {type Outcome, success} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway, JobPage} from '../../../core/domain/ports.ts';
import {requestOf} from '../../../core/domain/query.ts';
import type {JobRow} from '../../../core/jobs/columns.ts';
import {jobMatcher} from '../../../core/jobs/match.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {LISTED_JOBS} from '../shared/page-guard.ts';
import {type PageReading, type RowPages, readPagesOf} from '../shared/read-pages.ts';

export type {Ending} from '../shared/read-pages.ts';
export type Pages = RowPages<JobRow>;

export interface Reading extends Pick<PageReading<Job, JobRow>, 'host' | 'rowsOf' | 'retry' | 'onPage'> {
  readonly gateway: Gateway;
  readonly options: ListOptions;
}

const itemsOf = (outcome: Outcome<JobPage>) =>
  outcome.ok ? success({items: outcome.value.jobs, nextToken: outcome.value.nextToken}) : outcome;

export const readPages = ({gateway, options, ...reading}: Reading): Pages => {
  const {query, limit, startingToken, match} = options;
  return readPagesOf({
    ...reading,
    listed: LISTED_JOBS,
    limits: {pageSize: query.pageSize, limit, startingToken},
    isWanted: match === undefined ? undefined : jobMatcher(match),
    ask: async ({pageSize, token, signal}) =>
      itemsOf(await gateway.listJobs(requestOf({...query, pageSize}, token), signal)),
  });
};
