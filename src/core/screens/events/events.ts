/** The events of this run as rows: which jobs are new, have completed or failed, when, and why; the latest first. */

import {tookMs} from '../../domain/job.ts';
import type {JobEvent} from '../../domain/job-events.ts';
import {memoizeLast} from '../../list/memoize.ts';
import type {State} from '../../state/state.ts';
import {dateOf, durationOf, momentOf, timeOf} from '../../text/format.ts';
import {fill, fillMiddle} from '../../text/wrap.ts';
import {connectionCells, connectionHeadings, connectionWidth} from '../shared/connection-names.ts';

interface EventRow {
  readonly key: string;
  readonly arn: string;
  readonly event: JobEvent;
}

const rowsFrom = memoizeLast((events: readonly JobEvent[]): readonly EventRow[] =>
  events.map(event => ({key: `${event.kind} ${event.job.arn}`, arn: event.job.arn, event})).toReversed(),
);

export const eventRows = (state: State): readonly EventRow[] => rowsFrom(state.events);

/** How a job ended, as the announcement says it: a status that is not known here is named as it is. */
export const eventWord = ({kind, job}: JobEvent): string =>
  kind === 'new' ? 'new' : kind === 'failed' ? 'failed' : job.status === 'Completed' ? 'completed' : job.status;

/** `moment`: a time of another day, with that day. */
const WIDTH = {gutter: 2, time: 8, moment: 11, event: 11, took: 7, gap: 2} as const;
const GAP = ' '.repeat(WIDTH.gap);
/** The least room for a reason. */
const WHY_MIN = 24;
const JOB = {max: 63, share: 0.45} as const;

interface EventColumns {
  readonly time: number;
  /** 0: there is one connection, or no room. */
  readonly connection: number;
  readonly job: number;
  readonly hasTook: boolean;
  /** 0: there is no room for the reason. */
  readonly why: number;
}

const columnsIn = (state: State, width: number): EventColumns => {
  const hasTook = width >= 60;
  const time = hasTook ? WIDTH.moment : WIDTH.time;
  const connection = connectionWidth(state, width);
  const others = [hasTook ? WIDTH.took : 0, connection].map(column => (column > 0 ? column + WIDTH.gap : 0));
  const fixed = WIDTH.gutter + time + WIDTH.event + 2 * WIDTH.gap + 1;
  const room = others.reduce((rest, column) => rest - column, width - fixed);
  const job = Math.min(JOB.max, Math.round(room * JOB.share));
  const why = room - job - WIDTH.gap;
  return why >= WHY_MIN ? {time, connection, job, hasTook, why} : {time, connection, job: room, hasTook, why: 0};
};

export const eventHeading = (state: State, width: number): string => {
  const {time, connection, job, hasTook, why} = columnsIn(state, width);
  const cells = ['EVENT'.padEnd(WIDTH.event), 'TIME'.padEnd(time), ...connectionHeadings(connection)];
  return [
    ...cells,
    'JOB'.padEnd(job),
    ...(hasTook ? ['TOOK'.padStart(WIDTH.took)] : []),
    ...(why > 0 ? ['WHY'] : []),
  ].join(GAP);
};

/** 14:06:02, or 11-23 14:06 if it was on another day. */
const whenText = (at: number, now: number, width: number): string =>
  width === WIDTH.time || dateOf(at) === dateOf(now) ? timeOf(at) : momentOf(at).slice(5, 16);

interface EventText {
  readonly first: string;
  readonly rest: string;
}

/** A row in `width` columns without the gutter: the event, which has a colour, and what follows it. */
export const eventText = (state: State, {event}: EventRow, width: number): EventText => {
  const {widthOf} = state.settings;
  const {time, connection, job: jobWidth, hasTook, why} = columnsIn(state, width);
  const {kind, job, at} = event;
  const took = kind === 'new' ? undefined : tookMs(job, at);
  const reason = state.details.get(job.arn)?.detail?.failureMessage?.replace(/\s*\n\s*/g, ' ') ?? '';
  const cells = [
    whenText(at, state.clock, time).padEnd(time),
    ...connectionCells(state, job.arn, connection),
    fillMiddle(job.name, jobWidth, widthOf),
    ...(hasTook ? [(took === undefined ? '' : durationOf(took)).padStart(WIDTH.took)] : []),
    ...(why > 0 ? [fill(kind === 'failed' ? reason : '', why, widthOf)] : []),
  ];
  return {first: fill(eventWord(event), WIDTH.event, widthOf), rest: `${GAP}${cells.join(GAP)} `};
};
