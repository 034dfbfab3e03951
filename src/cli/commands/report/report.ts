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
import {openNamed} from '../shared/connections.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {type JobsRead, type ReadParts, type ReasonsRead, readJobs, readReasons} from './report-reader.ts';

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

/** What one connection has to say, and its name if there are several. */
interface Part extends Omit<Read, 'startedAt' | 'isInterrupted'> {
  readonly name?: string | undefined;
}

const readOne = async (parts: ReadParts, name?: string): Promise<Part> => {
  const list = await readJobs(parts);
  const isReadable = list.error === undefined && !parts.host.ended.aborted;
  const reasons = isReadable ? await readReasons(parts, failedIn(list.jobs)) : NO_REASONS;
  parts.gateway.close();
  return {name, list, reasons};
};

/** A failure says which of several connections it is about. */
const namedError = (name: string | undefined, error: AppError | undefined): AppError | undefined =>
  error && name !== undefined ? {...error, what: `${name}: ${error.what}`} : error;

/** Several connections as one: each job once, complete if all are, and the first failure. */
const joined = (parts: readonly Part[]): Part => {
  const firstOf = (errorOf: (part: Part) => AppError | undefined): AppError | undefined =>
    parts.map(part => namedError(part.name, errorOf(part))).find(error => error !== undefined);
  const jobs = new Map(parts.flatMap(({list}) => list.jobs.map(job => [job.arn, job] as const)));
  return {
    list: {
      jobs: [...jobs.values()],
      hasAnswer: parts.some(({list}) => list.hasAnswer),
      isComplete: parts.every(({list}) => list.isComplete),
      error: firstOf(({list}) => list.error),
    },
    reasons: {
      reasons: new Map(parts.flatMap(({reasons}) => [...reasons.reasons])),
      error: firstOf(({reasons}) => reasons.error),
    },
  };
};

/** One connection after another, so that as few requests as with one are on their way at a time. */
const readSeveral = async (options: ReportOptions, host: PlainHost): Promise<Part> => {
  const parts: Part[] = [];
  for (const {gateway, name, say} of await openNamed(options, host)) {
    if (host.ended.aborted) gateway.close();
    else parts.push(await readOne({gateway, options, host: {...host, say}}, name));
  }
  return joined(parts);
};

/** Resolves to the exit code. */
export const runReport = async (options: ReportOptions, host: PlainHost): Promise<number> => {
  const startedAt = host.clock.now();
  const {list, reasons} =
    options.targets.length > 1
      ? await readSeveral(options, host)
      : await readOne({gateway: await host.openGateway(options), options, host});
  host.progress(undefined);
  if (list.hasAnswer) return printReport(options, host, {list, reasons, startedAt, isInterrupted: host.ended.aborted});
  if (host.ended.aborted) return host.endCode();
  if (list.error) host.say(finalLine(list.error, host));
  return codeOf(list.error);
};
