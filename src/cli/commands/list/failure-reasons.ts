/** --with-failures: one GetModelImportJob for each failed job, a few at a time. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {errorText} from '../../../core/domain/error-text.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import type {JobRow} from '../../../core/jobs/columns.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import type {PlainHost} from '../shared/host.ts';
import {type RetryOptions, withRetry} from '../shared/with-retry.ts';

const MAX_PARALLEL = 3;

export const createReasonFetcher = (gateway: Gateway, host: PlainHost, retry: RetryOptions) => {
  let firstFailure: AppError | undefined;

  const rowOf = async (job: Job): Promise<JobRow> => {
    if (job.status !== 'Failed' || firstFailure || host.ended.aborted) return {job};
    const outcome = await withRetry(signal => gateway.getJob(job.arn, signal), host, retry);
    if (outcome.ok) return {job, detail: outcome.value};
    // Further requests would probably fail in the same way, so none are made. The jobs are printed without reasons.
    if (!host.ended.aborted && !firstFailure) {
      firstFailure = outcome.error;
      host.say(`Failure messages are missing. ${errorText(firstFailure)}`);
    }
    return {job};
  };

  return {
    /** The jobs in their order, each failed one with its detail if it could be fetched. */
    rowsOf: async (jobs: readonly Job[]): Promise<readonly JobRow[]> => {
      const rows: JobRow[] = jobs.map(job => ({job}));
      let next = 0;
      const work = async () => {
        for (let i = next++; i < jobs.length; i = next++) rows[i] = await rowOf(jobs[i] as Job);
      };
      await Promise.all(Array.from({length: MAX_PARALLEL}, work));
      return rows;
    },
    /** The exit code of the first failure, or of success. */
    exitCode: (): number => (firstFailure ? exitCodeOf(firstFailure) : EXIT_CODES.ok),
  };
};
