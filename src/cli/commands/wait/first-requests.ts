/** What the wait command asks for once: its jobs, and earlier ones for an estimate. */
import type {Outcome} from '../../../core/domain/app-error.ts';
import {hasEnded, type Job, type JobDetail} from '../../../core/domain/job.ts';
import {RUNNING_JOBS} from '../../../core/domain/query.ts';
import type {RetryLimits} from '../../../core/retry/retry.ts';
import type {WaitOptions} from '../../args/wait-options.ts';
import type {PlainHost} from '../shared/host.ts';
import type {JobSource} from '../shared/job-source.ts';
import type {WaitReporter} from './wait-reporter.ts';

/** So many completed jobs are read for the estimate, in one request to each connection. */
const HISTORY_SIZE = 100;

interface FetchParts {
  readonly options: WaitOptions;
  readonly source: JobSource;
}

/** Fetches each job by its name or ARN. Fails if one of them does not exist. */
export const fetchJobs = async (
  {options, source}: FetchParts,
  signal: AbortSignal,
  retryLimits: RetryLimits,
): Promise<Outcome<readonly JobDetail[]>> => {
  const how = {retryLimits, isQuiet: options.isQuiet, signal, hasTimes: true};
  const jobs = new Map<string, JobDetail>();
  for (const identifier of options.jobs) {
    const outcome = await source.find(identifier, how);
    if (!outcome.ok) return outcome;
    jobs.set(outcome.value.arn, outcome.value);
  }
  return {ok: true, value: [...jobs.values()]};
};

interface HistoryParts {
  readonly host: PlainHost;
  readonly source: JobSource;
  readonly reporter: WaitReporter;
}

/** Nothing waits for it, and its failure does not matter. */
export const readHistory = ({host, source, reporter}: HistoryParts, jobs: readonly JobDetail[]): void => {
  const gateways = new Set(jobs.filter(job => !hasEnded(job)).flatMap(({arn}) => source.ownerOf(arn) ?? []));
  const completed = {...RUNNING_JOBS, status: 'Completed', pageSize: HISTORY_SIZE};
  const found: Job[] = [];
  for (const gateway of gateways) {
    void gateway.listJobs(completed, host.ended).then(page => {
      if (!page.ok) return;
      found.push(...page.value.jobs);
      reporter.history(found.toSorted((a, b) => b.createdAt - a.createdAt));
    });
  }
};
