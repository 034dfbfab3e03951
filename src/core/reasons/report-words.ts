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

/** "The reasons of 7 failed jobs were not read." Empty if all were. */
export const unreadText = ({read, all}: Pick<Report, 'read' | 'all'>): string => {
  const missing = all.failed - read;
  return missing > 0 ? `The reasons of ${plural(missing, 'failed job')} were not read.` : '';
};

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

/** The bars get narrower before a column is left out. */
const BAR_WIDTHS = [10, 6] as const;
const LABEL_MAX = 24;
const GAP = '  ';

/** What a full bar stands for, and its width. */
interface Scale {
  readonly longest: number;
  readonly barWidth: number;
}

interface Column {
  readonly title: string;
  readonly isRight: boolean;
  cell(row: ChartRow, scale: Scale, style: ChartStyle): string;
}

const NOTHING = '–';

/** 100% and 0% mean all and none. */
export const percentOf = ({successRate, completed, failed}: Outcomes): string => {
  if (successRate === undefined) return NOTHING;
  const rounded = Math.round(successRate * 100);
  return `${Math.min(failed > 0 ? 99 : 100, Math.max(completed > 0 ? 1 : 0, rounded))}%`;
};

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
    cell: ({outcomes}, {barWidth}, style) => bar(outcomes.successRate ?? 0, barWidth, style).padEnd(barWidth),
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
    cell: ({outcomes: {durations}}, {longest, barWidth}, style) =>
      bar((durations?.median ?? 0) / longest, barWidth, style).padEnd(barWidth),
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

/** `title` stands over the labels. */
interface ChartRows {
  readonly title: string;
  readonly rows: readonly ChartRow[];
}

/** The cells of each column, padded to the same width. */
const columnCells = (
  id: ColumnId,
  {title, rows, barWidth}: ChartRows & {readonly barWidth: number},
  style: ChartStyle,
): readonly string[] => {
  const column: Column = COLUMNS[id];
  const scale = {longest: Math.max(1, ...rows.map(({outcomes}) => outcomes.durations?.median ?? 0)), barWidth};
  const cells = [id === 'label' ? title : column.title, ...rows.map(row => column.cell(row, scale, style))];
  const width = Math.max(...cells.map(style.widthOf));
  const padding = (cell: string) => ' '.repeat(width - style.widthOf(cell));
  return cells.map(cell => (column.isRight ? padding(cell) + cell : cell + padding(cell)));
};

const linesFrom = (columns: readonly (readonly string[])[]): readonly string[] =>
  (columns[0] ?? []).map((_, i) => columns.map(cells => cells[i] ?? '').join(GAP));

/** Which columns there are, and how wide their bars, from the most to the least. */
const LAYOUTS = [
  {left: 0, barWidth: BAR_WIDTHS[0]},
  ...BAR_WIDTHS.map(barWidth => ({left: 1, barWidth})),
  ...DISPENSABLE.slice(1).map((_, i) => ({left: i + 2, barWidth: BAR_WIDTHS[1]})),
].map(({left, barWidth}) => ({ids: ALL.filter(id => !DISPENSABLE.slice(0, left).includes(id)), barWidth}));

/** The rows as an aligned table with bars. Bars get narrower and columns are left out until it fits. */
export const chartOf = (title: string, rows: readonly ChartRow[], style: ChartStyle): Chart => {
  const {width = Number.POSITIVE_INFINITY, widthOf} = style;
  let lines: readonly string[] = [];
  for (const {ids, barWidth} of LAYOUTS) {
    lines = linesFrom(ids.map(id => columnCells(id, {title, rows, barWidth}, style)));
    if (widthOf(lines[0] ?? '') <= width) break;
  }
  const [heading = '', ...others] = lines.map(line => cut(line, width, widthOf).trimEnd());
  return {heading, lines: others};
};
