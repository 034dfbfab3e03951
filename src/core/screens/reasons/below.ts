/**
 * What stands below the rows: the reason of the selected row in full, then the charts of the period, side by side if there is room.
 * How many lines it takes follows from the window alone, so that nothing jumps while answers come in.
 */

import {reportSoFar} from '../../reasons/reading.ts';
import type {Report} from '../../reasons/report.ts';
import {chartOf, durationBasis, familyRows, reasonText, weekRows} from '../../reasons/report-words.ts';
import {layout} from '../../state/select.ts';
import type {RowCursor, State} from '../../state/state.ts';
import {countOf} from '../../text/format.ts';
import {plainText} from '../../text/plain-text.ts';
import {fill, wrapTo} from '../../text/wrap.ts';
import {reasonRows} from './reasons.ts';

export interface BelowLine {
  readonly text: string;
  readonly look?: 'title' | 'heading' | undefined;
}

interface Room {
  /** Lines of the reason, and of the charts; each with an empty line before it. 0: there is no room. */
  readonly reason: number;
  readonly charts: number;
}

const BLANK: BelowLine = {text: ''};
const CHART_MIN = 4;

const roomIn = (bodyRows: number): Room => {
  if (bodyRows < 10) return {reason: 0, charts: 0};
  if (bodyRows < 18) return {reason: 2, charts: 0};
  return {reason: 3, charts: Math.max(CHART_MIN, Math.floor(bodyRows * 0.35) - 1)};
};

const heightOf = ({reason, charts}: Room): number => (reason > 0 ? reason + 1 : 0) + (charts > 0 ? charts + 1 : 0);

/** The number of lines below the rows of the reasons. */
export const belowReasons = (state: State): number => heightOf(roomIn(layout(state).bodyRows));

/** The number of lines below the jobs of a reason: the reason alone. */
export const belowReasonJobs = (state: State): number => heightOf({...roomIn(layout(state).bodyRows), charts: 0});

const padded = (lines: readonly BelowLine[], height: number): readonly BelowLine[] =>
  height === 0 ? [] : [BLANK, ...lines, ...Array<BelowLine>(Math.max(0, height - lines.length)).fill(BLANK)];

const reasonLines = (state: State, reason: string | undefined, rows: number): readonly BelowLine[] => {
  const {columns} = layout(state);
  const text = reason === undefined ? '' : plainText(reasonText({reason}));
  const lines = wrapTo(text, {width: columns - 4, rows}, state.settings.widthOf);
  return padded(
    lines.map(line => ({text: ` ${line}`})),
    rows,
  );
};

/** As many of the lines as there is room for; the last says how many are missing. */
const fitted = (lines: readonly string[], rows: number): readonly string[] =>
  lines.length <= rows ? lines : [...lines.slice(0, rows - 1), `… and ${countOf(lines.length - rows + 1)} more`];

const chartLines = (title: string, chart: ReturnType<typeof chartOf>, rows: number): readonly BelowLine[] => [
  {text: title, look: 'title'},
  {text: chart.heading, look: 'heading'},
  ...fitted(chart.lines, Math.max(1, rows - 2)).map(text => ({text})),
];

const SIDE_FROM = 110;

/** The charts of weeks and families in `rows` lines. */
const charts = (state: State, report: Report, rows: number): readonly BelowLine[] => {
  const {widthOf, isAscii = false} = state.settings;
  const {columns} = layout(state);
  const hasSides = columns >= SIDE_FROM;
  const width = hasSides ? Math.floor((columns - 6) / 2) : columns - 4;
  const style = {hasBlocks: !isAscii, width, widthOf};
  const weeks = (height: number) =>
    chartLines(
      `By week (from Monday); durations ${durationBasis(report.all)}`,
      chartOf('WEEK OF', weekRows(report.weeks), style),
      height,
    );
  const families = (height: number) =>
    chartLines('By model family', chartOf('FAMILY', familyRows(report.families), style), height);
  if (hasSides) {
    const [left, right] = [weeks(rows), families(rows)];
    return Array.from({length: Math.max(left.length, right.length)}, (_, i) => ({
      text: ` ${fill(left[i]?.text ?? '', width, widthOf)}   ${right[i]?.text ?? ''}`,
      look: left[i]?.look,
    }));
  }
  const all = weeks(Number.POSITIVE_INFINITY);
  const rest = rows - all.length - 1;
  const lines = rest < CHART_MIN ? weeks(rows) : [...all, BLANK, ...families(rest)];
  return lines.map(({text, look}) => ({text: text === '' ? '' : ` ${text}`, look}));
};

/** The lines below the reasons. */
export const reasonsBelow = (state: State, {selected}: RowCursor): readonly BelowLine[] => {
  const {reading} = state;
  const room = roomIn(layout(state).bodyRows);
  const rows = reasonRows(state);
  const reason = (rows.find(({key}) => key === selected) ?? rows[0])?.key;
  const report = reading && reportSoFar(reading);
  const chart = report && report.all.jobs > 0 && room.charts > 0 ? charts(state, report, room.charts) : [];
  return [...(room.reason > 0 ? reasonLines(state, reason, room.reason) : []), ...padded(chart, room.charts)];
};

/** The lines below the jobs of a reason. */
export const reasonJobsBelow = (state: State, reason: string): readonly BelowLine[] => {
  const room = roomIn(layout(state).bodyRows);
  return room.reason > 0 ? reasonLines(state, reason, room.reason) : [];
};
