/** The models command: prints imported models page by page as they arrive. */
import {hasModelFilters} from '../../../core/domain/model-query.ts';
import {type ModelRow, withModelPlaces} from '../../../core/models/columns.ts';
import {MODEL_FORMATS} from '../../../output/model-formats.ts';
import {type ModelSummary, modelListShape, modelRowShape} from '../../../output/shape.ts';
import type {ModelsOptions} from '../../args/models-options.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import {exitCodeFor} from '../list/list-output.ts';
import {lookOf, type PlainHost} from '../shared/host.ts';
import {readExpression} from '../shared/jmespath.ts';
import type {Ending, RowPages} from '../shared/read-pages.ts';
import {finalLine} from '../shared/with-retry.ts';
import {openModelList} from './model-pages.ts';

const forEachPage = async (
  pages: RowPages<ModelRow>,
  onRows: (rows: readonly ModelRow[]) => Promise<void>,
): Promise<Ending> => {
  for (;;) {
    const {done, value} = await pages.next();
    if (done) return value;
    await onRows(value);
  }
};

/** Prints each page as it arrives. */
const printPages = async (options: ModelsOptions, host: PlainHost, pages: RowPages<ModelRow>): Promise<Ending> => {
  const {columns, hasHeader, hasChosenColumns: isChosen, format} = options;
  const writer = MODEL_FORMATS[format].list({...lookOf(host), columns, hasHeader, isChosen, now: host.clock.now});
  const ending = await forEachPage(pages, rows => host.print(writer.rows(rows)));
  await host.print(writer.end(ending.nextToken));
  return ending;
};

/** Prints the result of --query on the whole list. Prints nothing if the list could not be read to its end. */
const printQueryResult = async (
  {expression = '', format, hasHeader}: ModelsOptions,
  host: PlainHost,
  pages: RowPages<ModelRow>,
): Promise<Ending | string> => {
  const read = await readExpression(expression);
  if (!read.ok) return read.reason;
  const shapes: ModelSummary[] = [];
  const ending = await forEachPage(pages, async rows => {
    for (const row of rows) shapes.push(modelRowShape(row));
  });
  if (ending.error || host.ended.aborted) return ending;
  const result = read.value(modelListShape(shapes, ending.nextToken));
  if (!result.ok) return result.reason;
  const text = MODEL_FORMATS[format].value?.(result.value, hasHeader);
  if (text !== undefined) await host.print(text);
  return ending;
};

const emptyMessage = ({query, startingToken, targets}: ModelsOptions): string => {
  if (startingToken !== undefined) return 'There are no more models.';
  if (hasModelFilters(query)) {
    return `No imported models match these filters.${query.name === undefined ? '' : ' --name is case-sensitive.'}`;
  }
  return `There are no imported models in ${targets.length > 1 ? 'any of these connections' : 'this region'}.`;
};

/** For a table, which does not show that the list is empty, or longer than the limit. */
const closingMessage = (
  {nextToken, count, hasMore = nextToken !== undefined}: Ending,
  options: ModelsOptions,
  host: PlainHost,
): string | undefined => {
  if (options.isQuiet || options.format !== 'table') return undefined;
  if (count === 0) return emptyMessage(options);
  const isShort = hasMore && !options.printsToken && host.screen() !== undefined;
  return isShort ? `Stopped at --limit ${count}; there are more models.` : undefined;
};

const tokenFlag = ({targets, startingToken, printsToken}: ModelsOptions): string | undefined => {
  if (targets.length < 2) return undefined;
  if (startingToken !== undefined) return '--starting-token';
  return printsToken ? '--print-next-token' : undefined;
};

const refuse = (host: PlainHost, reason: string): number => {
  host.say(reason);
  return EXIT_CODES.usage;
};

/** Resolves to the exit code. */
export const runModels = async (given: ModelsOptions, host: PlainHost): Promise<number> => {
  const flag = tokenFlag(given);
  if (flag !== undefined) {
    return refuse(host, `${flag} works with one connection only: each has a token of its own.`);
  }
  const isPlaced = given.targets.length > 1 && !given.hasChosenColumns;
  const options = isPlaced ? {...given, columns: withModelPlaces(given.columns)} : given;
  const list = await openModelList(options, host);
  const print = options.expression === undefined ? printPages : printQueryResult;
  const ending = await print(options, host, list.pages);
  list.close();
  if (typeof ending === 'string') return refuse(host, ending);
  if (host.ended.aborted) return host.endCode();
  const failures = list.failures();
  // If nothing was found, it may be because of them.
  const closing = failures.length > 0 ? undefined : closingMessage(ending, options, host);
  if (closing !== undefined) host.say(closing);
  for (const error of failures) host.say(finalLine(error, host));
  if (options.printsToken && ending.nextToken !== undefined) host.say(ending.nextToken);
  const [first] = failures;
  return first ? exitCodeFor(first, ending.count) : EXIT_CODES.ok;
};
