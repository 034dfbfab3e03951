/** The list command: prints pages as they arrive, until the end, the limit, or a failure that retrying does not fix. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {hasFilters} from '../../../core/domain/query.ts';
import {isProfileColumn, type JobRow, withPlaceColumns} from '../../../core/jobs/columns.ts';
import {FORMATS} from '../../../output/formats.ts';
import type {JobWriter} from '../../../output/job-writer.ts';
import {type JobSummary, listShape, rowShape} from '../../../output/shape.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import {finalLine} from '../shared/with-retry.ts';
import {createReasonFetcher} from './failure-reasons.ts';
import {createRows, mergedFrom, openConnections} from './list-connections.ts';
import {type Ending, type Pages, type Reading, readPages} from './pages.ts';

const writerFor = (options: ListOptions, host: PlainHost): JobWriter =>
  FORMATS[options.format].list({
    ...lookOf(host),
    columns: options.columns,
    hasHeader: options.hasHeader,
    isChosen: options.hasChosenColumns,
    now: host.clock.now,
  });

/** Passes on each page; returns how they ended. */
const forEachPage = async (pages: Pages, onRows: (rows: readonly JobRow[]) => Promise<void>): Promise<Ending> => {
  for (;;) {
    const {done, value} = await pages.next();
    if (done) return value;
    await onRows(value);
  }
};

/** Prints each page as it arrives. */
const printPages = async (options: ListOptions, host: PlainHost, pages: Pages): Promise<Ending> => {
  const writer = writerFor(options, host);
  // Printing is awaited, so if the output is read slowly, pages are fetched slowly.
  const ending = await forEachPage(pages, rows => host.print(writer.rows(rows)));
  await host.print(writer.end(ending.nextToken));
  return ending;
};

/** Prints the result of --query on the whole list. Prints nothing if the list could not be read to its end. */
const printQueryResult = async (
  {expression = '', format, hasHeader}: ListOptions,
  host: PlainHost,
  pages: Pages,
): Promise<Ending | string> => {
  const read = await readExpression(expression);
  if (!read.ok) return read.reason;
  const shapes: JobSummary[] = [];
  const ending = await forEachPage(pages, async rows => {
    for (const row of rows) shapes.push(rowShape(row));
  });
  if (ending.error || host.ended.aborted) return ending;
  const result = read.value(listShape(shapes, ending.nextToken));
  if (!result.ok) return result.reason;
  const text = FORMATS[format].value?.(result.value, hasHeader);
  if (text !== undefined) await host.print(text);
  return ending;
};

const emptyMessage = ({query, startingToken, match, targets}: ListOptions): string => {
  if (match !== undefined) return `No job that was read matches “${match}”.`;
  if (startingToken !== undefined) return 'There are no more jobs.';
  if (!hasFilters(query))
    return `There are no import jobs in ${targets.length > 1 ? 'any of these connections' : 'this region'} yet.`;
  return `No import jobs match these filters.${query.name === undefined ? '' : ' --name is case-sensitive.'}`;
};

/** For a table, which does not show that the list is empty, or longer than the limit. */
const closingMessage = (
  {nextToken, count, hasMore = nextToken !== undefined}: Ending,
  options: ListOptions,
  host: PlainHost,
): string | undefined => {
  if (options.isQuiet || options.format !== 'table') return undefined;
  if (count === 0) return emptyMessage(options);
  const isShort = hasMore && !options.printsToken && host.screen() !== undefined;
  return isShort ? `Stopped at --limit ${count}; there are more jobs.` : undefined;
};

/** A page is not found if its token is wrong. That is wrong usage for a token that was given, and a failure of AWS otherwise. */
export const exitCodeFor = (error: AppError, count: number): number => {
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

/** Prints what `pages` have. Resolves to how they ended, or to the exit code if the --query cannot be used. */
const printed = async (options: ListOptions, host: PlainHost, pages: Pages): Promise<Ending | number> => {
  const print = options.expression === undefined ? printPages : printQueryResult;
  const ending = await print(options, host, pages);
  if (typeof ending !== 'string') return ending;
  host.say(ending);
  return EXIT_CODES.usage;
};

/** Only the column needs to know the profile of the one connection. It is known once there are rows. */
const withProfile =
  (gateway: Gateway, {columns}: ListOptions, rowsOf: Reading['rowsOf']): Reading['rowsOf'] =>
  async jobs => {
    const rows = await rowsOf(jobs);
    if (!columns.some(isProfileColumn)) return rows;
    const found = await gateway.connect(new AbortController().signal);
    return found.ok ? rows.map(row => ({...row, profile: found.value.profile})) : rows;
  };

const listOne = async (options: ListOptions, host: PlainHost): Promise<number> => {
  const gateway = await host.openGateway(options);
  const reasons = createReasonFetcher(gateway, host, options);
  const rowsOf = withProfile(gateway, options, createRows(options, reasons));
  const ending = await printed(options, host, readPages({gateway, options, host, rowsOf, retry: options}));
  gateway.close();
  if (typeof ending === 'number') return ending;
  const code = finish(ending, options, host);
  return code === EXIT_CODES.ok ? reasons.exitCode() : code;
};

/** The exit code of the first connection that failed, whether with the list or with the failure messages. */
const firstCode = (
  connections: Awaited<ReturnType<typeof openConnections>>,
  merged: ReturnType<typeof mergedFrom>,
  count: number,
): number => {
  for (const [i, {reasons}] of connections.entries()) {
    const error = merged.failureOf(i);
    const code = error ? exitCodeFor(error, count) : reasons.exitCode();
    if (code !== EXIT_CODES.ok) return code;
  }
  return EXIT_CODES.ok;
};

/** The rows of all connections, and then what each one's failure has to say. Resolves to the exit code of the first that failed. */
const listSeveral = async (given: ListOptions, host: PlainHost): Promise<number> => {
  const options = {...given, columns: given.hasChosenColumns ? given.columns : withPlaceColumns(given.columns)};
  const connections = await openConnections(options, host);
  const merged = mergedFrom(connections, options, host);
  const ending = await printed(options, host, merged.pages);
  for (const {gateway} of connections) gateway.close();
  if (typeof ending === 'number') return ending;
  if (host.ended.aborted) return host.endCode();
  const failures = connections.flatMap(({named}, i) => {
    const error = merged.failureOf(i);
    return error ? [named(error)] : [];
  });
  // Where nothing was found, it may be because of them.
  const closing = failures.length > 0 && ending.count === 0 ? undefined : closingMessage(ending, options, host);
  if (closing !== undefined) host.say(closing);
  for (const error of failures) host.say(finalLine(error, host));
  return firstCode(connections, merged, ending.count);
};

/** What each connection would need a token of its own for. */
const tokenFlag = ({startingToken, printsToken}: ListOptions): string | undefined => {
  if (startingToken !== undefined) return '--starting-token';
  return printsToken ? '--print-next-token' : undefined;
};

/** Resolves to the exit code. */
export const runList = async (options: ListOptions, host: PlainHost): Promise<number> => {
  if (options.targets.length === 1) return listOne(options, host);
  const flag = tokenFlag(options);
  if (flag === undefined) return listSeveral(options, host);
  host.say(`${flag} works with one connection only: each has a token of its own.`);
  return EXIT_CODES.usage;
};
