/** The report as JSON. Jobs have the API's own shape, and times are ISO 8601. */
import type {Outcomes} from '../core/reasons/outcomes.ts';
import {isPartial, type Report} from '../core/reasons/report.ts';
import {dateOf, isoTime} from '../core/text/format.ts';
import {jsonText} from './json-text.ts';
import {summaryShape} from './shape.ts';

const seconds = (ms: number): number => Math.round(ms / 1000);

const outcomesShape = ({jobs, running, completed, failed, others, successRate, durations}: Outcomes) => ({
  jobs,
  inProgress: running,
  completed,
  failed,
  other: others,
  // JSON.stringify leaves out what is undefined.
  successRate: successRate === undefined ? undefined : Math.round(successRate * 10_000) / 10_000,
  durations: durations && {
    jobs: durations.count,
    medianSeconds: seconds(durations.median),
    shortestSeconds: seconds(durations.min),
    longestSeconds: seconds(durations.max),
  },
});

export const reportShape = (report: Report, name?: string) => ({
  reasons: report.groups.map(({reason, jobs, newest}) => ({
    reason,
    count: jobs.length,
    newest: isoTime(newest),
    jobs: jobs.map(job => summaryShape(job)),
  })),
  weeks: report.weeks.map(week => ({
    date: dateOf(week.start),
    start: isoTime(week.start),
    ...outcomesShape(week),
  })),
  families: report.families.map(({family, ...outcomes}) => ({family, ...outcomesShape(outcomes)})),
  basis: {
    creationTimeAfter: isoTime(report.after),
    creationTimeBefore: isoTime(report.before),
    nameContains: name,
    ...outcomesShape(report.all),
    reasonsRead: report.read,
    isListComplete: report.isListComplete,
    isPartial: isPartial(report),
  },
});

export const reportJson = (report: Report, {name}: {readonly name?: string | undefined}): string =>
  jsonText(reportShape(report, name));
