/** Asks for the status of jobs, with as few requests as possible. */
import {type AppError, type Outcome, success} from '../../../core/domain/app-error.ts';
import {hasEnded, isRunning, type Job, type JobDetail} from '../../../core/domain/job.ts';
import {RUNNING_JOBS} from '../../../core/domain/query.ts';
import {plainJson} from '../../../core/text/plain-text.ts';
import {summaryShape} from '../../../output/shape.ts';
import type {JobGateway, JobSource} from '../shared/job-source.ts';

/** All jobs, updated as far as there were answers, and the error if a request failed. */
export interface Polled {
  readonly jobs: readonly JobDetail[];
  readonly error?: AppError | undefined;
}

export type JobPoll = (jobs: readonly JobDetail[], signal: AbortSignal) => Promise<Polled>;

/** Updates a job's fields and its raw JSON with what the list says. */
const withSummary = (job: JobDetail, summary: Job): JobDetail => ({
  ...job,
  // The list can lack fields that GetModelImportJob has.
  ...Object.fromEntries(Object.entries(summary).filter(([, value]) => value !== undefined)),
  raw: plainJson({...JSON.parse(job.raw), ...summaryShape(summary)}),
});

/** How many pages of running jobs are read at most. The quota of AWS is one running job. */
const MAX_PAGES = 10;

/**
 * One job costs a GetModelImportJob. Several jobs cost a ListModelImportJobs for the running ones, and a GetModelImportJob for
 * each that is no longer running. If the caller may not list, each job costs a GetModelImportJob.
 */
export const createJobPoll = (gateway: JobGateway): JobPoll => {
  let mayList = true;

  /** The running jobs by ARN; undefined if the caller may not list. */
  const running = async (signal: AbortSignal): Promise<Outcome<ReadonlyMap<string, Job> | undefined>> => {
    const found = new Map<string, Job>();
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const outcome = await gateway.listJobs({...RUNNING_JOBS, token}, signal);
      if (!outcome.ok && outcome.error.kind === 'access') {
        mayList = false;
        return success(undefined);
      }
      if (!outcome.ok) return outcome;
      for (const job of outcome.value.jobs) found.set(job.arn, job);
      token = outcome.value.nextToken;
      if (token === undefined) break;
    }
    return success(found);
  };

  return async (jobs, signal) => {
    const open = jobs.filter(job => !hasEnded(job));
    const listed = open.length > 1 && mayList ? await running(signal) : success(undefined);
    if (!listed.ok) return {jobs, error: listed.error};
    const next: JobDetail[] = [];
    let error: AppError | undefined;
    for (const job of jobs) {
      const summary = listed.value?.get(job.arn);
      if (hasEnded(job) || error) next.push(job);
      else if (summary && isRunning(summary)) next.push(withSummary(job, summary));
      else {
        const outcome = await gateway.getJob(job.arn, signal);
        if (!outcome.ok) error = outcome.error;
        next.push(outcome.ok ? outcome.value : job);
      }
    }
    return {jobs: next, error};
  };
};

/** Asks all connections that have the jobs at once. The error is the first one in the order of the jobs. */
export const createSourcePoll = (source: JobSource): JobPoll => {
  const polls = new Map<JobGateway, JobPoll>();
  const pollOf = (gateway: JobGateway): JobPoll => {
    const poll = polls.get(gateway) ?? createJobPoll(gateway);
    polls.set(gateway, poll);
    return poll;
  };
  return async (jobs, signal) => {
    const groups = new Map<JobGateway, JobDetail[]>();
    for (const job of jobs) {
      const gateway = source.ownerOf(job.arn);
      if (gateway) groups.set(gateway, [...(groups.get(gateway) ?? []), job]);
    }
    const answers = await Promise.all([...groups].map(([gateway, own]) => pollOf(gateway)(own, signal)));
    const latest = new Map(answers.flatMap(answer => answer.jobs.map(job => [job.arn, job] as const)));
    const error = answers.map(answer => answer.error).find(each => each !== undefined);
    return {jobs: jobs.map(job => latest.get(job.arn) ?? job), error};
  };
};
