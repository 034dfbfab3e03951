/** --with-failures: one GetModelImportJob for each failed job, a few at a time. */
import type {AppError} from '../../core/app-error.ts';
import {errorText} from '../../core/error-text.ts';
import type {Job} from '../../core/job.ts';
import type {JobRow} from '../../core/job-columns.ts';
import type {Gateway} from '../../core/ports.ts';
import {EXIT_CODES, exitCodeOf} from '../exit-codes.ts';
import {type AskManner, askPatiently} from './ask.ts';
import type {PlainHost} from './host.ts';

const AT_ONCE = 3;

export const createReasons = (gateway: Gateway, host: PlainHost, manner: AskManner) => {
  let refusal: AppError | undefined;

  const rowOf = async (job: Job): Promise<JobRow> => {
    if (job.status !== 'Failed' || refusal || host.ended.aborted) return {job};
    const outcome = await askPatiently(signal => gateway.getJob(job.arn, signal), host, manner);
    if (outcome.ok) return {job, detail: outcome.value};
    // The next request would probably fail the same way. The jobs themselves are printed anyway.
    if (!host.ended.aborted && !refusal) {
      refusal = outcome.error;
      host.say(`Failure messages are missing. ${errorText(refusal)}`);
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
      await Promise.all(Array.from({length: AT_ONCE}, work));
      return rows;
    },
    /** The exit code of the failure, or of success. */
    exitCode: (): number => (refusal ? exitCodeOf(refusal) : EXIT_CODES.ok),
  };
};
