/** The report for people: what it rests on, the reasons, and two charts. */
import {bar} from '../core/reasons/bar.ts';
import type {ReasonGroup} from '../core/reasons/groups.ts';
import type {Report} from '../core/reasons/report.ts';
import {
  type Chart,
  chartOf,
  countsText,
  durationBasis,
  familyRows,
  readText,
  reasonText,
  unreadText,
  weekRows,
} from '../core/reasons/report-words.ts';
import {ageOf, countOf, momentOf, zonesOf} from '../core/text/format.ts';
import {plainText} from '../core/text/plain-text.ts';
import {type TimedTextStyle, textLines} from './text-style.ts';

export interface ReportStyle extends TimedTextStyle {
  readonly hasBlocks: boolean;
  /** The jobs' names contain this text. */
  readonly name?: string | undefined;
}

const BAR_WIDTH = 10;
const AGE_WIDTH = 'just now    '.length;
const NAMES_SHOWN = 3;
const TIMES_FROM = 56;
const BARS_FROM = 72;

/** "Jobs created from 2026-10-24 12:00:00 to 2026-11-23 12:00:00 (UTC), name contains “llama”" */
export const periodText = ({after, before}: Report, name: string | undefined): string => {
  const named = name === undefined ? '' : `, name contains “${name}”`;
  return `Jobs created from ${momentOf(after)} to ${momentOf(before)} (${zonesOf(before)})${named}`;
};

export const listText = ({isListComplete}: Report): string =>
  isListComplete ? '' : ' (partial: the list was not read to its end)';

/** On a terminal, a few names; elsewhere all. */
const namesText = ({jobs}: ReasonGroup, isShort: boolean): string => {
  const shown = isShort ? jobs.slice(0, NAMES_SHOWN) : jobs;
  const more = jobs.length - shown.length;
  return `${shown.map(({name}) => name).join(', ')}${more > 0 ? ` and ${countOf(more)} more` : ''}`;
};

/** What stands before the reason; bars need a wider terminal than times. */
const headOf = (count: string, [share, newest]: readonly [string, string], width = Number.POSITIVE_INFINITY): string =>
  [
    count,
    ...(width >= BARS_FROM ? [share.padEnd(BAR_WIDTH)] : []),
    ...(width >= TIMES_FROM ? [newest.padEnd(AGE_WIDTH)] : []),
    '',
  ].join('  ');

const groupLines = (group: ReasonGroup, most: number, style: ReportStyle): readonly string[] => {
  const {jobs, newest} = group;
  const count = countOf(jobs.length).padStart(Math.max('COUNT'.length, countOf(most).length));
  const cells = [bar(jobs.length / most, BAR_WIDTH, style), ageOf(newest, style.now)] as const;
  const head = headOf(count, cells, style.width);
  const indent = ' '.repeat(head.length);
  const texts = textLines(plainText(reasonText(group)), head.length, style);
  const names = textLines(plainText(namesText(group, style.width !== undefined)), head.length, style);
  return [...texts.map((text, i) => `${i === 0 ? head : indent}${text}`), ...names.map(text => `${indent}${text}`)];
};

const reasonLines = (report: Report, style: ReportStyle): readonly string[] => {
  const {groups, all} = report;
  if (all.failed === 0) return ['No job failed.'];
  const most = groups[0]?.jobs.length ?? 1;
  const heading = `${headOf('COUNT'.padStart(countOf(most).length), ['', 'NEWEST'], style.width)}REASON`;
  return [
    ...(groups.length === 0 ? [] : [style.paint.heading(heading)]),
    ...groups.flatMap(group => groupLines(group, most, style)),
    ...textLines(unreadText(report), 0, style).filter(line => line !== ''),
  ];
};

const chartLines = ({heading, lines}: Chart, {paint}: ReportStyle): readonly string[] => [
  paint.heading(heading),
  ...lines,
];

export const reportText = (report: Report, style: ReportStyle): string => {
  const {all, weeks, families} = report;
  const {paint} = style;
  const charts = [
    [
      'By week of creation (from Monday; the first and the last may be partial)',
      chartOf('WEEK OF', weekRows(weeks), style),
    ],
    ['By model family', chartOf('FAMILY', familyRows(families), style)],
  ] as const;
  const sections = [
    [periodText(report, style.name), `${countsText(all)}${listText(report)}`].flatMap(text =>
      textLines(text, 0, style),
    ),
    [paint.heading(`Reasons of failures: ${readText(report)}`), ...reasonLines(report, style)],
    ...(all.jobs === 0
      ? []
      : charts.map(([title, chart]) => [
          ...textLines(`${title}; durations ${durationBasis(all)}`, 0, style).map(paint.heading),
          ...chartLines(chart, style),
        ])),
  ];
  return `${sections.map(lines => lines.map(line => line.trimEnd()).join('\n')).join('\n\n')}\n`;
};
