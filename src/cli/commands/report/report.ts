/** The report command: why imports failed, how many did by week and by model family, and how long the others took. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {errorText} from '../../../core/domain/error-text.ts';
import {failedIn, type Report, reportOf} from '../../../core/reasons/report.ts';
import {countOf, plural} from '../../../core/text/format.ts';
import {reportMarkdown} from '../../../output/report-markdown.ts';
import {reportJson} from '../../../output/report-shape.ts';
import {type ReportStyle, reportText} from '../../../output/report-text.ts';
import type {ReportFormat, ReportOptions} from '../../args/report-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {type JobsRead, type ReasonsRead, readJobs, readReasons} from './report-reader.ts';

const WRITERS: Readonly<Record<ReportFormat, (report: Report, style: ReportStyle) => string>> = {
  text: reportText,
  markdown: reportMarkdown,
  json: reportJson,
};

const NO_REASONS: ReasonsRead = {reasons: new Map()};

interface Read {
  readonly list: JobsRead;
  readonly reasons: ReasonsRead;
  /** When it began (ms since the epoch). */
  readonly startedAt: number;
  /** A signal has ended the reading. */
  readonly isInterrupted: boolean;
}

/** What is missing from the report, for stderr. */
const missingLine = (
  report: Report,
  {list, reasons: {error}, isInterrupted}: Read,
  host: PlainHost,
): string | undefined => {
  const {all, read} = report;
  if (isInterrupted) {
    const reasons = `the reasons of ${countOf(read)} of ${plural(all.failed, 'failed job')}`;
    return `Interrupted. The report is partial: it covers ${plural(all.jobs, 'job')}, and ${reasons}.`;
  }
  if (list.error) return `The report is partial: jobs are missing. ${finalLine(list.error, host)}`;
  const missing = plural(all.failed - read, 'failed job');
  return error && `The report is partial: the reasons of ${missing} are missing. ${errorText(error)}`;
};

const codeOf = (error: AppError | undefined): number => (error ? exitCodeOf(error) : EXIT_CODES.ok);

/** Prints what has been read, and what is missing; returns the exit code. */
const printReport = async (options: ReportOptions, host: PlainHost, read: Read): Promise<number> => {
  const {list, reasons, startedAt} = read;
  const {after, before, name} = options.query;
  const report = reportOf({
    jobs: list.jobs,
    after: after.at,
    before: before?.at ?? startedAt,
    isListComplete: list.isComplete,
    reasonFor: ({arn}) => reasons.reasons.get(arn),
  });
  const style = {...lookOf(host), now: host.clock.now(), hasBlocks: host.hasBlocks(), name};
  await host.print(WRITERS[options.format](report, style));
  const missing = missingLine(report, read, host);
  // Whoever has ended the command knows that the report is partial.
  if (missing !== undefined && !(options.isQuiet && read.isInterrupted)) host.say(missing);
  return host.ended.aborted ? host.endCode() : codeOf(list.error ?? reasons.error);
};

/** Resolves to the exit code. */
export const runReport = async (options: ReportOptions, host: PlainHost): Promise<number> => {
  const startedAt = host.clock.now();
  const gateway = await host.openGateway(options);
  const parts = {gateway, options, host};
  const list = await readJobs(parts);
  const isReadable = list.error === undefined && !host.ended.aborted;
  const reasons = isReadable ? await readReasons(parts, failedIn(list.jobs)) : NO_REASONS;
  gateway.close();
  host.progress(undefined);
  if (list.hasAnswer) return printReport(options, host, {list, reasons, startedAt, isInterrupted: host.ended.aborted});
  if (host.ended.aborted) return host.endCode();
  if (list.error) host.say(finalLine(list.error, host));
  return codeOf(list.error);
};
