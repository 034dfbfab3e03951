/** The list command: prints pages as they arrive, until the end, the limit, or a failure that retrying does not fix. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {hasFilters, requestOf} from '../../../core/domain/query.ts';
import type {JobRow} from '../../../core/jobs/columns.ts';
import {jobMatcher} from '../../../core/jobs/match.ts';
import {FORMATS} from '../../../output/formats.ts';
import type {JobWriter} from '../../../output/job-writer.ts';
import {type JobSummary, listShape, summaryShape} from '../../../output/shape.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import {createPageGuard} from '../shared/page-guard.ts';
import {finalLine, withRetry} from '../shared/with-retry.ts';
import {createReasonFetcher} from './failure-reasons.ts';

/** How reading the list ended. */
interface Ending {
  /** The token of the next page, if there is one. */
  readonly nextToken: string | undefined;
  readonly error?: AppError | undefined;
  /** How many jobs were read. */
  readonly count: number;
}

interface Reading {
  readonly gateway: Gateway;
  readonly options: ListOptions;
  readonly host: PlainHost;
  /** The jobs with whatever else is printed of them. */
  readonly rowsOf: (jobs: readonly Job[]) => Promise<readonly JobRow[]>;
}

/** Reads page after page. `onRows` is awaited, so if the output is read slowly, pages are fetched slowly. */
const readPages = async (
  {gateway, options, host, rowsOf}: Reading,
  onRows: (rows: readonly JobRow[]) => Promise<void>,
): Promise<Ending> => {
  const {query, limit = Number.POSITIVE_INFINITY, startingToken, match} = options;
  const isWanted = match === undefined ? () => true : jobMatcher(match);
  const guard = createPageGuard(startingToken);
  let token = startingToken;
  let before: ReadonlySet<string> = new Set();
  for (let count = 0; ; ) {
    // Of a page that is searched, any number of jobs may be printed.
    const pageSize = match === undefined ? Math.min(query.pageSize, limit - count) : query.pageSize;
    const request = requestOf({...query, pageSize}, token);
    const outcome = await withRetry(signal => gateway.listJobs(request, signal), host, options);
    if (!outcome.ok) return {nextToken: token, error: outcome.error, count};
    const {jobs, nextToken} = outcome.value;
    // A job that is created between two requests moves the last job of one page to the next page.
    const fresh = jobs.filter(({arn}) => !before.has(arn)).slice(0, match === undefined ? limit - count : undefined);
    before = new Set(jobs.map(({arn}) => arn));
    const rows = (await rowsOf(fresh)).filter(isWanted).slice(0, limit - count);
    count += rows.length;
    await onRows(rows);
    token = nextToken;
    if (token === undefined || count >= limit || host.ended.aborted) return {nextToken: token, count};
    const error = guard(fresh.length, token);
    // Going on from the token would not help.
    if (error) return {nextToken: undefined, error, count};
  }
};

const writerFor = (options: ListOptions, host: PlainHost): JobWriter =>
  FORMATS[options.format].list({
    ...lookOf(host),
    columns: options.columns,
    hasHeader: options.hasHeader,
    isChosen: options.hasChosenColumns,
    now: host.clock.now,
  });

/** Prints each page as it arrives. */
const printPages = async (
  options: ListOptions,
  host: PlainHost,
  pages: (onPage: (rows: readonly JobRow[]) => Promise<void>) => Promise<Ending>,
): Promise<Ending> => {
  const writer = writerFor(options, host);
  const ending = await pages(async rows => host.print(writer.rows(rows)));
  await host.print(writer.end(ending.nextToken));
  return ending;
};

/** Prints the result of --query on the whole list. Prints nothing if the list could not be read to its end. */
const printQueryResult = async (
  {expression = '', format, hasHeader}: ListOptions,
  host: PlainHost,
  pages: (onPage: (rows: readonly JobRow[]) => Promise<void>) => Promise<Ending>,
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
  const text = FORMATS[format].value?.(result.value, hasHeader);
  if (text !== undefined) await host.print(text);
  return ending;
};

const emptyMessage = ({query, startingToken, match}: ListOptions): string => {
  if (match !== undefined) return `No job that was read matches “${match}”.`;
  if (startingToken !== undefined) return 'There are no more jobs.';
  if (!hasFilters(query)) return 'There are no import jobs in this region yet.';
  return `No import jobs match these filters.${query.name === undefined ? '' : ' --name is case-sensitive.'}`;
};

/** For a table, which does not show that the list is empty, or longer than the limit. */
const closingMessage = ({nextToken, count}: Ending, options: ListOptions, host: PlainHost): string | undefined => {
  if (options.isQuiet || options.format !== 'table') return undefined;
  if (count === 0) return emptyMessage(options);
  const isShort = nextToken !== undefined && !options.printsToken && host.screen() !== undefined;
  return isShort ? `Stopped at --limit ${count}; there are more jobs.` : undefined;
};

/** A page is not found if its token is wrong. That is wrong usage for a token that was given, and a failure of AWS otherwise. */
const exitCodeFor = (error: AppError, count: number): number => {
  if (error.kind !== 'not-found') return exitCodeOf(error);
  return count === 0 ? EXIT_CODES.usage : EXIT_CODES.service;
};

/** Prints the last messages; returns the exit code. */
const finish = (ending: Ending, options: ListOptions, host: PlainHost): number => {
  const {nextToken, error, count} = ending;
  if (host.ended.aborted) return host.endCode();
  const text = error ? finalLine(error, host) : closingMessage(ending, options, host);
  if (text !== undefined) host.say(text);
  if (options.printsToken && nextToken !== undefined) host.say(nextToken);
  return error ? exitCodeFor(error, count) : EXIT_CODES.ok;
};

/** Resolves to the exit code. */
export const runList = async (options: ListOptions, host: PlainHost): Promise<number> => {
  const gateway = await host.openGateway(options);
  const reasons = createReasonFetcher(gateway, host, options);
  const rowsOf = async (jobs: readonly Job[]): Promise<readonly JobRow[]> =>
    options.hasFailures ? reasons.rowsOf(jobs) : jobs.map(job => ({job}));
  const pages = (onRows: (rows: readonly JobRow[]) => Promise<void>) =>
    readPages({gateway, options, host, rowsOf}, onRows);
  const print = options.expression === undefined ? printPages : printQueryResult;
  const ending = await print(options, host, pages);
  gateway.close();
  if (typeof ending === 'string') {
    host.say(ending);
    return EXIT_CODES.usage;
  }
  const code = finish(ending, options, host);
  return code === EXIT_CODES.ok ? reasons.exitCode() : code;
};
