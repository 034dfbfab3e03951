/** What a report is made from: the jobs of the period, page by page, and the reasons of the failed ones, a few at a time. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {matches, requestOf} from '../../../core/domain/query.ts';
import {concernsOneJob} from '../../../core/reasons/job-failures.ts';
import {reasonOf} from '../../../core/reasons/reason-of.ts';
import {countOf} from '../../../core/text/format.ts';
import {cut} from '../../../core/text/wrap.ts';
import {textWidth} from '../../../ui/terminal/text-width.ts';
import type {ReportOptions} from '../../args/report-options.ts';
import type {PlainHost} from '../shared/host.ts';
import {createPageGuard, LISTED_JOBS} from '../shared/page-guard.ts';
import type {Turns} from '../shared/turns.ts';
import {withRetry} from '../shared/with-retry.ts';

const MAX_PARALLEL = 3;

export interface ReadParts {
  readonly gateway: Gateway;
  readonly options: ReportOptions;
  readonly host: PlainHost;
  /** With several connections. */
  readonly turns?: Turns | undefined;
}

const showProgress = ({options, host}: ReadParts, text: string): void => {
  const width = host.stderrWidth();
  if (!options.isQuiet && width !== undefined) host.progress(cut(text, width - 1, textWidth));
};

export interface JobsRead {
  readonly jobs: readonly Job[];
  /** AWS has answered at least once, so there is something to report. */
  readonly hasAnswer: boolean;
  readonly isComplete: boolean;
  readonly error?: AppError | undefined;
}

export const readJobs = async (parts: ReadParts): Promise<JobsRead> => {
  const {gateway, options, host, turns} = parts;
  const {query} = options;
  const jobs = new Map<string, Job>();
  const result = (isComplete: boolean, hasAnswer: boolean, error?: AppError): JobsRead => ({
    jobs: [...jobs.values()],
    hasAnswer,
    isComplete,
    error,
  });
  const guard = createPageGuard(LISTED_JOBS);
  let token: string | undefined;
  for (let pages = 0; ; pages++) {
    showProgress(parts, jobs.size === 0 ? 'reading jobs' : `reading jobs: ${countOf(jobs.size)}`);
    const request = requestOf(query, token);
    const outcome = await withRetry(signal => gateway.listJobs(request, signal), host, {...options, turns});
    if (!outcome.ok) return result(false, pages > 0, outcome.error);
    const before = jobs.size;
    for (const job of outcome.value.jobs) if (matches(query, job)) jobs.set(job.arn, job);
    token = outcome.value.nextToken;
    const error = guard(jobs.size - before, token);
    if (error) return result(false, true, error);
    if (token === undefined || host.ended.aborted) return result(token === undefined, true);
  }
};

export interface ReasonsRead {
  /** By ARN. */
  readonly reasons: ReadonlyMap<string, string>;
  /** The first failure. */
  readonly error?: AppError | undefined;
}

/** One GetModelImportJob for each of the jobs. A failure that is not about a single job ends it: others would fail in the same way. */
export const readReasons = async (parts: ReadParts, failed: readonly Job[]): Promise<ReasonsRead> => {
  const {gateway, options, host, turns} = parts;
  const reasons = new Map<string, string>();
  let error: AppError | undefined;
  let isOver = false;
  let next = 0;
  const work = async () => {
    while (!isOver && !host.ended.aborted) {
      const job = failed[next++];
      if (!job) return;
      const outcome = await withRetry(signal => gateway.getJob(job.arn, signal), host, {...options, turns});
      if (outcome.ok) reasons.set(job.arn, reasonOf(outcome.value.failureMessage ?? ''));
      else if (!host.ended.aborted) {
        error ??= outcome.error;
        isOver ||= !concernsOneJob(outcome.error);
      }
      showProgress(parts, `reading reasons: ${countOf(reasons.size)} of ${countOf(failed.length)}`);
    }
  };
  await Promise.all(Array.from({length: MAX_PARALLEL}, work));
  return {reasons, error};
};
