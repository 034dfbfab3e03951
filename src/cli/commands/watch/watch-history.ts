/** --since: fetches the jobs that may have been created or have ended since then. */
import {failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {matches, PAGE_SIZE, requestOf} from '../../../core/domain/query.ts';
import type {WatchOptions} from '../../args/watch-options.ts';
import {type PlainHost, sayAt} from '../shared/host.ts';
import {createPageGuard, LISTED_JOBS} from '../shared/page-guard.ts';
import {type RetryOptions, withRetry} from '../shared/with-retry.ts';

/** AWS filters by creation time only, but a job that ended since then may have been created before. No import takes this long. */
const LONGEST_RUN_MS = 2 * 86_400_000;

/** When the oldest job was created that may have ended after `since` (ms since the epoch). */
export const historyFrom = (since: number): number => since - LONGEST_RUN_MS;

/** The jobs, newest first; undefined without --since. */
export const readHistory = async (
  gateway: Gateway,
  options: WatchOptions & Pick<RetryOptions, 'turns'>,
  host: PlainHost,
): Promise<Outcome<readonly Job[] | undefined>> => {
  const {since, query, isQuiet, retryLimits, turns} = options;
  if (!since) return success(undefined);
  const retry = {retryLimits, isQuiet, say: (line: string) => sayAt(host, line), turns};
  const earliest = historyFrom(since.at);
  const jobs = new Map<string, Job>();
  const guard = createPageGuard(LISTED_JOBS);
  let token: string | undefined;
  do {
    const after = query.after && query.after.at > earliest ? query.after : {text: '', at: earliest};
    const request = requestOf({...query, after, pageSize: PAGE_SIZE.max}, token);
    const outcome = await withRetry(signal => gateway.listJobs(request, signal), host, retry);
    if (!outcome.ok) return outcome;
    const before = jobs.size;
    for (const job of outcome.value.jobs) if (matches(query, job)) jobs.set(job.arn, job);
    token = outcome.value.nextToken;
    const error = guard(jobs.size - before, token);
    if (error) return failure(error);
  } while (token !== undefined && !host.ended.aborted);
  return success([...jobs.values()]);
};
