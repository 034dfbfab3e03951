/** The report as Markdown, for an issue or a chat. */

import {bar} from '../core/reasons/bar.ts';
import type {Outcomes} from '../core/reasons/outcomes.ts';
import type {Report} from '../core/reasons/report.ts';
import {
  type ChartRow,
  countsText,
  durationBasis,
  familyRows,
  percentOf,
  readText,
  reasonText,
  unreadText,
  weekRows,
} from '../core/reasons/report-words.ts';
import {countOf, dateOf, durationOf} from '../core/text/format.ts';
import {plainText} from '../core/text/plain-text.ts';
import {listText, periodText, type ReportStyle} from './report-text.ts';

const BAR_WIDTH = 10;
const NOTHING = '–';

/** What Markdown or HTML would take for its own. A cell has no line breaks. */
const escaped = (text: string): string => plainText(text).replace(/[\\`*_{}[\]<>|~&]/g, '\\$&');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (titles: readonly string[], align: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(titles), row(align), ...rows.map(row)].join('\n');

const outcomeCells = (outcomes: Outcomes, style: ReportStyle): readonly string[] => {
  const {successRate, completed, failed, durations} = outcomes;
  return [
    percentOf(outcomes),
    bar(successRate ?? 0, BAR_WIDTH, style),
    `${countOf(completed)} of ${countOf(completed + failed)}`,
    durations ? durationOf(durations.median) : NOTHING,
    durations ? `${durationOf(durations.min)} – ${durationOf(durations.max)}` : NOTHING,
  ];
};

const chart = (title: string, rows: readonly ChartRow[], style: ReportStyle): string =>
  table(
    [title, 'Success', '', 'Completed', 'Median', 'Shortest – longest'],
    ['---', '---:', '---', '---:', '---:', '---'],
    rows.map(({label, outcomes}) => [escaped(label), ...outcomeCells(outcomes, style)]),
  );

const reasons = ({groups}: Report, style: ReportStyle): string => {
  const most = groups[0]?.jobs.length ?? 1;
  return table(
    ['Count', '', 'Newest', 'Reason', 'Jobs'],
    ['---:', '---', '---', '---', '---'],
    groups.map(group => [
      countOf(group.jobs.length),
      bar(group.jobs.length / most, BAR_WIDTH, style),
      dateOf(group.newest),
      escaped(reasonText(group)),
      escaped(group.jobs.map(({name}) => name).join(', ')),
    ]),
  );
};

export const reportMarkdown = (report: Report, style: ReportStyle): string => {
  const {all, weeks, families, groups} = report;
  const basis = `durations ${durationBasis(all)}`;
  const parts = [
    '# Model import jobs',
    `${escaped(periodText(report, style.name))}. ${countsText(all)}${listText(report)}.`,
    `## Reasons of failures: ${readText(report)}`,
    ...(all.failed === 0 ? ['No job failed.'] : []),
    ...(groups.length === 0 ? [] : [reasons(report, style)]),
    ...[unreadText(report)].filter(text => text !== ''),
    ...(all.jobs === 0
      ? []
      : [
          `## By week of creation (the first and the last may be partial); ${basis}`,
          chart('Week of (Monday)', weekRows(weeks), style),
          `## By model family; ${basis}`,
          chart('Family', familyRows(families), style),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
};
