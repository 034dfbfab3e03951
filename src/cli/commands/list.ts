/** The list command: pages printed as they come, until the end, the limit, or a failure that does not pass. */
import {type AppError, failure, type Outcome} from '../../core/app-error.ts';
import type {Gateway, JobPage} from '../../core/ports.ts';
import {hasFilters, requestOf} from '../../core/query.ts';
import type {JobRow} from '../../output/columns.ts';
import {createJobWriter, type JobWriter} from '../../output/job-writer.ts';
import {NO_PAINT} from '../../output/paint.ts';
import {type JobSummary, listShape, summaryShape} from '../../output/shape.ts';
import {valueText} from '../../output/value-text.ts';
import {textWidth} from '../../ui/text-width.ts';
import {EXIT_CODES, exitCodeOf} from '../exit-codes.ts';
import {askPatiently, errorLine} from './ask.ts';
import {createReasons} from './failure-reasons.ts';
import type {PlainHost} from './host.ts';
import {readExpression} from './jmespath.ts';
import type {ListOptions} from './list-options.ts';
import {isValueFormat} from './output-flags.ts';

/** How a list ended: the token of what was not read, and the failure where there was one. */
interface Ending {
  readonly nextToken: string | undefined;
  readonly error?: AppError | undefined;
  readonly count: number;
}

/** Pages in a row that may bring nothing: a service that never comes to an end is not believed for ever. */
const MOST_BARREN = 50;

const endless = (): AppError => ({
  kind: 'answer',
  what: 'The list of jobs could not be read to its end',
  why: `${MOST_BARREN} pages in a row held no job that was not known, and each named another page`,
  next: 'Check that the endpoint is Amazon Bedrock’s, or use narrower filters',
  isTransient: false,
  operation: 'ListModelImportJobs',
});

/** Reads page after page and hands their jobs on. `take` is awaited: nothing is read ahead of a slow reader. */
const readPages = async (
  gateway: Gateway,
  {options, host}: {options: ListOptions; host: PlainHost},
  take: (page: JobPage) => Promise<void>,
): Promise<Ending> => {
  const {query, limit = Number.POSITIVE_INFINITY, startingToken} = options;
  let token = startingToken;
  let before: ReadonlySet<string> = new Set();
  for (let [count, barren] = [0, 0]; ; ) {
    const request = requestOf({...query, pageSize: Math.min(query.pageSize, limit - count)}, token);
    const outcome: Outcome<JobPage> =
      barren < MOST_BARREN
        ? await askPatiently(signal => gateway.listJobs(request, signal), host, options)
        : failure(endless());
    if (!outcome.ok) return {nextToken: token, error: outcome.error, count};
    const {jobs, nextToken} = outcome.value;
    // Pages shift by a job where one is created meanwhile.
    const fresh = jobs.filter(({arn}) => !before.has(arn)).slice(0, limit - count);
    before = new Set(jobs.map(({arn}) => arn));
    count += fresh.length;
    barren = fresh.length > 0 ? 0 : barren + 1;
    await take({jobs: fresh, nextToken});
    token = nextToken;
    if (token === undefined || count >= limit) return {nextToken: token, count};
    if (host.ended.aborted) return {nextToken: token, count};
  }
};

const writerFor = (options: ListOptions, host: PlainHost): JobWriter => {
  const screen = host.screen();
  return createJobWriter({
    format: options.format,
    columns: options.columns,
    hasHeader: options.hasHeader,
    isChosen: options.hasChosenColumns,
    width: screen?.width,
    paint: screen?.paint ?? NO_PAINT,
    widthOf: textWidth,
    now: host.clock.now,
  });
};

/** Prints each page when it has come. */
const printed = async (
  options: ListOptions,
  host: PlainHost,
  pages: (take: (rows: readonly JobRow[]) => Promise<void>) => Promise<Ending>,
): Promise<Ending> => {
  const writer = writerFor(options, host);
  const ending = await pages(async rows => host.print(writer.rows(rows)));
  await host.print(writer.end(ending.nextToken));
  return ending;
};

/** Prints what --query makes of the whole list; nothing where it could not be read whole. */
const evaluated = async (
  {expression = '', format, hasHeader}: ListOptions,
  host: PlainHost,
  pages: (take: (rows: readonly JobRow[]) => Promise<void>) => Promise<Ending>,
): Promise<Ending | string> => {
  const read = await readExpression(expression);
  if (!read.ok) return read.reason;
  const shapes: JobSummary[] = [];
  const ending = await pages(async rows => {
    for (const {job, detail} of rows) shapes.push(summaryShape(job, detail?.failureMessage));
  });
  if (ending.error || host.ended.aborted) return ending;
  const result = read.value(listShape(shapes, ending.nextToken));
  if (!result.ok) return result.reason;
  if (isValueFormat(format)) await host.print(valueText(result.value, format, hasHeader));
  return ending;
};

const nothingFound = ({query, startingToken}: ListOptions): string => {
  if (startingToken !== undefined) return 'There are no more jobs.';
  return hasFilters(query) ? 'No import job matches these filters.' : 'There are no import jobs in this region yet.';
};

/** What is left to say; returns the exit code. */
const concluded = ({nextToken, error, count}: Ending, options: ListOptions, host: PlainHost): number => {
  if (host.ended.aborted) return host.endCode();
  if (error) host.say(errorLine(error));
  else if (count === 0 && options.format === 'table' && !options.isQuiet) host.say(nothingFound(options));
  if (options.printsToken && nextToken !== undefined) host.say(nextToken);
  return error ? exitCodeOf(error) : EXIT_CODES.ok;
};

/** Resolves to the exit code. */
export const runList = async (options: ListOptions, host: PlainHost): Promise<number> => {
  const gateway = await host.openGateway(options);
  const reasons = createReasons(gateway, host, options);
  const pages = (take: (rows: readonly JobRow[]) => Promise<void>) =>
    readPages(gateway, {options, host}, async ({jobs}) =>
      take(options.hasFailures ? await reasons.rowsOf(jobs) : jobs.map(job => ({job}))),
    );
  const print = options.expression === undefined ? printed : evaluated;
  const ending = await print(options, host, pages);
  gateway.close();
  if (typeof ending === 'string') {
    host.say(ending);
    return EXIT_CODES.usage;
  }
  const code = concluded(ending, options, host);
  return code === EXIT_CODES.ok ? reasons.exitCode() : code;
};
