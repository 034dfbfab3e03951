/** The jobs of a page as the rows that are printed. */
import type {Job} from '../../../core/domain/job.ts';
import type {JobRow} from '../../../core/jobs/columns.ts';
import type {ListOptions} from '../../args/list-options.ts';
import type {createReasonFetcher} from './failure-reasons.ts';
import type {Reading} from './pages.ts';

export type Reasons = ReturnType<typeof createReasonFetcher>;

/** The jobs as rows: with their reasons, if they are printed. */
export const createRows =
  ({hasFailures}: Pick<ListOptions, 'hasFailures'>, reasons: Reasons): Reading['rowsOf'] =>
  async (jobs: readonly Job[]): Promise<readonly JobRow[]> =>
    hasFailures ? reasons.rowsOf(jobs) : jobs.map(job => ({job}));
