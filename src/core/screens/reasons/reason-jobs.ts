/** The jobs that failed for one reason, as rows; the newest first. */
import type {Job} from '../../domain/job.ts';
import {tookText} from '../../domain/job.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {failedAt} from '../../reasons/groups.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {ageOf} from '../../text/format.ts';
import {fill, fillMiddle} from '../../text/wrap.ts';
import {connectionCells, connectionHeadings, connectionWidth} from '../shared/connection-names.ts';
import {reasonRows} from './reasons.ts';

interface ReasonJobRow {
  readonly key: string;
  readonly arn: string;
  readonly job: Job;
}

const rowsFrom = memoizeLast((jobs: readonly Job[]): readonly ReasonJobRow[] =>
  jobs.map(job => ({key: job.arn, arn: job.arn, job})),
);

const NO_JOBS: readonly Job[] = [];

export const reasonJobRows = (state: State, {reason}: OverlayOf<'reason-jobs'>): readonly ReasonJobRow[] =>
  rowsFrom(reasonRows(state).find(({key}) => key === reason)?.group.jobs ?? NO_JOBS);

const WIDTH = {gutter: 2, failed: 12, took: 7, gap: 2} as const;
const GAP = ' '.repeat(WIDTH.gap);
const JOB_MAX = 63;

/** The widths of the job and of its model; 0: there is no room for the model. */
const columnsIn = (state: State, width: number) => {
  const hasTook = width >= 56;
  const connection = connectionWidth(state, width);
  const others = [hasTook ? WIDTH.took : 0, connection].map(column => (column > 0 ? column + WIDTH.gap : 0));
  const room = others.reduce((rest, column) => rest - column, width - WIDTH.gutter - WIDTH.failed - WIDTH.gap - 1);
  const model = width < 100 ? 0 : Math.min(JOB_MAX, Math.round(room * 0.4));
  return {hasTook, connection, model, job: model === 0 ? room : Math.min(JOB_MAX, room - model - WIDTH.gap)};
};

export const reasonJobHeading = (state: State, width: number): string => {
  const {hasTook, connection, model, job} = columnsIn(state, width);
  return [
    'FAILED'.padEnd(WIDTH.failed),
    ...connectionHeadings(connection),
    'JOB'.padEnd(job),
    ...(hasTook ? ['TOOK'.padStart(WIDTH.took)] : []),
    ...(model > 0 ? ['MODEL'] : []),
  ].join(GAP);
};

/** A row in `width` columns without the gutter. */
export const reasonJobText = (state: State, {job}: ReasonJobRow, width: number) => {
  const {widthOf} = state.settings;
  const columns = columnsIn(state, width);
  const cells = [
    ...connectionCells(state, job.arn, columns.connection),
    fillMiddle(job.name, columns.job, widthOf),
    ...(columns.hasTook ? [tookText(job, state.clock).padStart(WIDTH.took)] : []),
    ...(columns.model > 0 ? [fill(job.modelName ?? '', columns.model, widthOf)] : []),
  ];
  return {first: ageOf(failedAt(job), state.clock).padEnd(WIDTH.failed), rest: `${GAP}${cells.join(GAP)} `};
};
