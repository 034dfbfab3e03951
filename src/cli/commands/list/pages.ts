/** Reads the list from one connection, page after page. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {requestOf} from '../../../core/domain/query.ts';
import type {JobRow} from '../../../core/jobs/columns.ts';
import {jobMatcher} from '../../../core/jobs/match.ts';
import type {ListOptions} from '../../args/list-options.ts';
import type {PlainHost} from '../shared/host.ts';
import {createPageGuard} from '../shared/page-guard.ts';
import {type RetryOptions, withRetry} from '../shared/with-retry.ts';

/** How reading the list ended. */
export interface Ending {
  /** The token of the next page, if there is one. */
  readonly nextToken: string | undefined;
  readonly error?: AppError | undefined;
  /** How many jobs were read. */
  readonly count: number;
  /** There are more jobs, but no token leads to them. */
  readonly hasMore?: boolean | undefined;
}

/** The rows of each page as it arrives. The next page is asked for only when the next rows are. */
export type Pages = AsyncGenerator<readonly JobRow[], Ending>;

export interface Reading {
  readonly gateway: Gateway;
  readonly options: ListOptions;
  readonly host: PlainHost;
  /** The jobs with whatever else is printed of them. */
  readonly rowsOf: (jobs: readonly Job[]) => Promise<readonly JobRow[]>;
  readonly retry: RetryOptions;
  /** Called before the rows of a page are passed on. */
  readonly onPage?: (nextToken: string | undefined) => void;
}

export async function* readPages({gateway, options, host, rowsOf, retry, onPage}: Reading): Pages {
  const {query, limit = Number.POSITIVE_INFINITY, startingToken, match} = options;
  const isWanted = match === undefined ? () => true : jobMatcher(match);
  const guard = createPageGuard(startingToken);
  let token = startingToken;
  let before: ReadonlySet<string> = new Set();
  for (let count = 0; ; ) {
    // Of a page that is searched, any number of jobs may be printed.
    const pageSize = match === undefined ? Math.min(query.pageSize, limit - count) : query.pageSize;
    const request = requestOf({...query, pageSize}, token);
    const outcome = await withRetry(signal => gateway.listJobs(request, signal), host, retry);
    if (!outcome.ok) return {nextToken: token, error: outcome.error, count};
    const {jobs, nextToken} = outcome.value;
    // A job that is created between two requests moves the last job of one page to the next page.
    const fresh = jobs.filter(({arn}) => !before.has(arn)).slice(0, match === undefined ? limit - count : undefined);
    before = new Set(jobs.map(({arn}) => arn));
    const rows = (await rowsOf(fresh)).filter(isWanted).slice(0, limit - count);
    count += rows.length;
    onPage?.(nextToken);
    yield rows;
    token = nextToken;
    if (token === undefined || count >= limit || host.ended.aborted) return {nextToken: token, count};
    const error = guard(fresh.length, token);
    // Going on from the token would not help.
    if (error) return {nextToken: undefined, error, count};
  }
}
