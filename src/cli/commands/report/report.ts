/** The report command: why imports failed, how many did by week and by model family, and how long the others took. */
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

/** What was read of one connection. */
interface Part {
  readonly list: JobsRead;
  readonly reasons: ReasonsRead;
  /** Prints a message about the connection. */
  readonly say: (line: string) => void;
}

interface Read {
  /** In the order of the connections. */
  readonly parts: readonly Part[];
  /** When it began (ms since the epoch). */
  readonly startedAt: number;
  /** A signal has ended the reading. */
  readonly isInterrupted: boolean;
}

/** What is missing of one connection, or undefined. */
const missingLine = ({list, reasons}: Part, host: PlainHost): string | undefined => {
  if (list.error) return `The report is partial: jobs are missing. ${finalLine(list.error, host)}`;
  const missing = plural(failedIn(list.jobs).length - reasons.reasons.size, 'failed job');
  return reasons.error && `The report is partial: the reasons of ${missing} are missing. ${errorText(reasons.error)}`;
};

const interruptedLine = ({all, read}: Report): string => {
  const reasons = `the reasons of ${countOf(read)} of ${plural(all.failed, 'failed job')}`;
  return `Interrupted. The report is partial: it covers ${plural(all.jobs, 'job')}, and ${reasons}.`;
};

/** The exit code of the first connection that has failed. */
const codeOf = (parts: readonly Part[]): number => {
  const error = parts.map(({list, reasons}) => list.error ?? reasons.error).find(each => each !== undefined);
  return error ? exitCodeOf(error) : EXIT_CODES.ok;
};

/** The jobs of all connections, each once, and why they failed. */
const reportFrom = ({query}: ReportOptions, {parts, startedAt}: Read): Report => {
  const jobs = new Map(parts.flatMap(({list}) => list.jobs.map(job => [job.arn, job] as const)));
  const reasons = new Map(parts.flatMap(part => [...part.reasons.reasons]));
  return reportOf({
    jobs: [...jobs.values()],
    after: query.after.at,
    before: query.before?.at ?? startedAt,
    isListComplete: parts.every(({list}) => list.isComplete),
    reasonFor: ({arn}) => reasons.get(arn),
  });
};

/** Prints what has been read, and what is missing; returns the exit code. */
const printReport = async (options: ReportOptions, host: PlainHost, read: Read): Promise<number> => {
  const {parts, isInterrupted} = read;
  const report = reportFrom(options, read);
  const style = {...lookOf(host), now: host.clock.now(), hasBlocks: host.hasBlocks(), name: options.query.name};
  await host.print(WRITERS[options.format](report, style));
  // Whoever has ended the command knows that the report is partial.
  if (isInterrupted && !options.isQuiet) host.say(interruptedLine(report));
  for (const part of isInterrupted ? [] : parts) {
    const missing = missingLine(part, host);
    if (missing !== undefined) part.say(missing);
  }
  return host.ended.aborted ? host.endCode() : codeOf(parts);
};

const readOne = async (given: ReadParts): Promise<Part> => {
  const {gateway, host} = given;
  const list = await readJobs(given);
  const isReadable = list.error === undefined && !host.ended.aborted;
  const reasons = isReadable ? await readReasons(given, failedIn(list.jobs)) : NO_REASONS;
  gateway.close();
  return {list, reasons, say: host.say};
};

/** All connections at once. Their progress is how many of them have been read. */
const readSeveral = async (options: ReportOptions, host: PlainHost): Promise<readonly Part[]> => {
  const connections = await openNamed(options, host);
  let done = 0;
  const progress = () => host.progress(`reading: ${done} of ${connections.length} connections`);
  return Promise.all(
    connections.map(async ({gateway, say, turns}) => {
      const part = await readOne({gateway, options, host: {...host, say, progress}, turns});
      done += 1;
      return part;
    }),
  );
};

/** Resolves to the exit code. */
export const runReport = async (options: ReportOptions, host: PlainHost): Promise<number> => {
  const startedAt = host.clock.now();
  const parts =
    options.targets.length > 1
      ? await readSeveral(options, host)
      : [await readOne({gateway: await host.openGateway(options), options, host})];
  host.progress(undefined);
  const isInterrupted = host.ended.aborted;
  if (parts.some(({list}) => list.hasAnswer)) return printReport(options, host, {parts, startedAt, isInterrupted});
  if (isInterrupted) return host.endCode();
  for (const {list, say} of parts) if (list.error) say(finalLine(list.error, host));
  return codeOf(parts);
};
