/** The report in words: what its numbers rest on, and the rows of its charts. */
import {countOf, dateOf, durationOf, plural} from '../text/format.ts';
import type {WidthOf} from '../text/wrap.ts';
import {cut} from '../text/wrap.ts';
import {type BarStyle, bar} from './bar.ts';
import type {ReasonGroup} from './groups.ts';
import type {Family, Outcomes, Week} from './outcomes.ts';
import type {Report} from './report.ts';

/** For jobs to which AWS gave no failure message. */
const NO_REASON = 'AWS gave no reason';

export const reasonText = ({reason}: Pick<ReasonGroup, 'reason'>): string => reason || NO_REASON;

/** "53 jobs: 46 Completed, 7 Failed" */
export const countsText = ({jobs, completed, failed, running, others}: Outcomes): string => {
  const parts = [
    [running, 'InProgress'],
    [completed, 'Completed'],
    [failed, 'Failed'],
    [others, 'other'],
  ] as const;
  const named = parts.filter(([n]) => n > 0).map(([n, name]) => `${countOf(n)} ${name}`);
  return named.length === 0 ? plural(jobs, 'job') : `${plural(jobs, 'job')}: ${named.join(', ')}`;
};

/** "41 of 41 read" */
export const readText = ({read, all}: Pick<Report, 'read' | 'all'>): string =>
  `${countOf(read)} of ${countOf(all.failed)} read`;

/** "of 46 Completed jobs", or of how many of them if not all have an end. */
export const durationBasis = ({durations, completed}: Outcomes): string => {
  const count = durations?.count ?? 0;
  const part = count === completed ? '' : `${countOf(count)} of `;
  return `of ${part}${countOf(completed)} Completed`;
};

export interface ChartRow {
  readonly label: string;
  readonly outcomes: Outcomes;
}

export const weekRows = (weeks: readonly Week[]): readonly ChartRow[] =>
  weeks.map(week => ({label: dateOf(week.start), outcomes: week}));

export const familyRows = (families: readonly Family[]): readonly ChartRow[] =>
  families.map(({family, ...outcomes}) => ({label: family ?? 'other names', outcomes}));

export interface ChartStyle extends BarStyle {
  /** Absent: no column is left out. */
  readonly width?: number | undefined;
  readonly widthOf: WidthOf;
}

const BAR_WIDTH = 10;
const LABEL_MAX = 24;
const GAP = '  ';

interface Column {
  readonly title: string;
  readonly isRight: boolean;
  cell(row: ChartRow, longest: number, style: ChartStyle): string;
}

const NOTHING = '–';

const percentOf = ({successRate}: Outcomes): string =>
  successRate === undefined ? NOTHING : `${Math.round(successRate * 100)}%`;

const rangeOf = ({durations}: Outcomes): string =>
  durations ? `${durationOf(durations.min)} – ${durationOf(durations.max)}` : NOTHING;

/** "20 of 23": the jobs that completed, of those that ended. */
const endedOf = ({completed, failed}: Outcomes): string => `${countOf(completed)} of ${countOf(completed + failed)}`;

const COLUMNS = {
  label: {title: '', isRight: false, cell: ({label}, _, {widthOf}) => cut(label, LABEL_MAX, widthOf)},
  success: {title: 'SUCCESS', isRight: true, cell: ({outcomes}) => percentOf(outcomes)},
  successBar: {
    title: '',
    isRight: false,
    cell: ({outcomes}, _, style) => bar(outcomes.successRate ?? 0, BAR_WIDTH, style).padEnd(BAR_WIDTH),
  },
  completed: {title: 'COMPLETED', isRight: true, cell: ({outcomes}) => endedOf(outcomes)},
  median: {
    title: 'MEDIAN',
    isRight: true,
    cell: ({outcomes: {durations}}) => (durations ? durationOf(durations.median) : NOTHING),
  },
  medianBar: {
    title: '',
    isRight: false,
    cell: ({outcomes: {durations}}, longest, style) =>
      bar((durations?.median ?? 0) / longest, BAR_WIDTH, style).padEnd(BAR_WIDTH),
  },
  range: {title: 'SHORTEST – LONGEST', isRight: false, cell: ({outcomes}) => rangeOf(outcomes)},
} as const satisfies Readonly<Record<string, Column>>;

type ColumnId = keyof typeof COLUMNS;
const ALL = Object.keys(COLUMNS) as readonly ColumnId[];
/** What is left out first if there is no room. */
const DISPENSABLE: readonly ColumnId[] = ['range', 'medianBar', 'successBar', 'median', 'completed'];

export interface Chart {
  readonly heading: string;
  /** A line for each row. */
  readonly lines: readonly string[];
}

/** The cells of each column, padded to the same width. */
const columnCells = (id: ColumnId, title: string, rows: readonly ChartRow[], style: ChartStyle): readonly string[] => {
  const column: Column = COLUMNS[id];
  const longest = Math.max(1, ...rows.map(({outcomes}) => outcomes.durations?.median ?? 0));
  const cells = [id === 'label' ? title : column.title, ...rows.map(row => column.cell(row, longest, style))];
  const width = Math.max(...cells.map(style.widthOf));
  const padding = (cell: string) => ' '.repeat(width - style.widthOf(cell));
  return cells.map(cell => (column.isRight ? padding(cell) + cell : cell + padding(cell)));
};

const linesFrom = (columns: readonly (readonly string[])[]): readonly string[] =>
  (columns[0] ?? []).map((_, i) => columns.map(cells => cells[i] ?? '').join(GAP));

/** The rows as an aligned table with bars; columns that do not fit are left out. `title` stands over the labels. */
export const chartOf = (title: string, rows: readonly ChartRow[], style: ChartStyle): Chart => {
  const {width = Number.POSITIVE_INFINITY, widthOf} = style;
  let columns = ALL.map(id => ({id, cells: columnCells(id, title, rows, style)}));
  const lines = () => linesFrom(columns.map(({cells}) => cells));
  for (const id of DISPENSABLE) {
    if (widthOf(lines()[0] ?? '') <= width) break;
    columns = columns.filter(column => column.id !== id);
  }
  const [heading = '', ...others] = lines().map(line => cut(line, width, widthOf).trimEnd());
  return {heading, lines: others};
};
