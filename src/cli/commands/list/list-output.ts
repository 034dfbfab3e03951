/** What the list command prints: the rows of pages as they arrive, the result of a --query, and the last messages. */
import type {AppError} from '../../../core/domain/app-error.ts';
import {hasFilters} from '../../../core/domain/query.ts';
import type {JobRow} from '../../../core/jobs/columns.ts';
import {FORMATS} from '../../../output/formats.ts';
import type {ListWriter} from '../../../output/list-writer.ts';
import {type JobSummary, listShape, rowShape} from '../../../output/shape.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import {finalLine} from '../shared/with-retry.ts';
import type {Ending, Pages} from './pages.ts';

const writerFor = (options: ListOptions, host: PlainHost): ListWriter<JobRow> =>
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
export const closingMessage = (
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
export const finish = (ending: Ending, options: ListOptions, host: PlainHost): number => {
  const {nextToken, error, count} = ending;
  if (host.ended.aborted) return host.endCode();
  const text = error ? finalLine(error, host) : closingMessage(ending, options, host);
  if (text !== undefined) host.say(text);
  if (options.printsToken && nextToken !== undefined) host.say(nextToken);
  return error ? exitCodeFor(error, count) : EXIT_CODES.ok;
};

/** Prints what `pages` have. Resolves to how they ended, or to the exit code if the --query cannot be used. */
export const printed = async (options: ListOptions, host: PlainHost, pages: Pages): Promise<Ending | number> => {
  const print = options.expression === undefined ? printPages : printQueryResult;
  const ending = await print(options, host, pages);
  if (typeof ending !== 'string') return ending;
  host.say(ending);
  return EXIT_CODES.usage;
};
