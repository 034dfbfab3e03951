/** Asks how jobs stand, with as few requests as will do. */
import {type Outcome, success} from '../../core/app-error.ts';
import {isOver, isRunning, type Job, type JobDetail} from '../../core/job.ts';
import type {Gateway} from '../../core/ports.ts';
import {RUNNING_JOBS} from '../../core/query.ts';

export type JobPoll = (jobs: readonly JobDetail[], signal: AbortSignal) => Promise<Outcome<readonly JobDetail[]>>;

/** Pages of running jobs that are read at the most: the quota is one job. */
const MOST_PAGES = 10;

/**
 * One job is one GetModelImportJob. For several, one ListModelImportJobs tells which still run, and only those that do not
 * are asked for; where the caller may not list, each is asked for.
 */
export const createJobPoll = (gateway: Gateway): JobPoll => {
  let mayList = true;

  /** The running jobs by ARN; undefined where they may not be listed. */
  const running = async (signal: AbortSignal): Promise<Outcome<ReadonlyMap<string, Job> | undefined>> => {
    const found = new Map<string, Job>();
    let token: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
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
    const open = jobs.filter(job => !isOver(job));
    const listed = open.length > 1 && mayList ? await running(signal) : success(undefined);
    if (!listed.ok) return listed;
    const next: JobDetail[] = [];
    for (const job of jobs) {
      const told = listed.value?.get(job.arn);
      if (isOver(job)) next.push(job);
      else if (told && isRunning(told)) next.push({...job, ...told});
      else {
        const outcome = await gateway.getJob(job.arn, signal);
        if (!outcome.ok) return outcome;
        next.push(outcome.value);
      }
    }
    return success(next);
  };
};
