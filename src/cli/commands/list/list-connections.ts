/** The connections of a list over several profiles and regions: each is read and fails on its own. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {type NamedGateway, openNamed} from '../shared/connections.ts';
import type {PlainHost} from '../shared/host.ts';
import {type MergedEnding, mergedPages} from '../shared/merged-pages.ts';
import type {RetryOptions} from '../shared/with-retry.ts';
import {createReasonFetcher} from './failure-reasons.ts';
import {type Pages, readPages} from './pages.ts';
import {createRows, type Reasons} from './rows.ts';

interface ListConnection extends NamedGateway {
  readonly retry: RetryOptions;
  readonly reasons: Reasons;
}

export const openConnections = async (options: ListOptions, host: PlainHost): Promise<readonly ListConnection[]> => {
  const opened = await openNamed(options, host);
  return opened.map(connection => {
    const {gateway, say, turns} = connection;
    const retry = {...options, say, turns};
    return {...connection, retry, reasons: createReasonFetcher(gateway, {...host, say}, retry)};
  });
};

interface MergedList {
  readonly pages: Pages;
  /** After the end of the pages: how a connection has failed, if it has. */
  failureOf(connection: number): AppError | undefined;
}

/** The pages of all connections as those of one list. */
export const mergedFrom = (
  connections: readonly ListConnection[],
  options: ListOptions,
  host: PlainHost,
): MergedList => {
  const {query, limit = Number.POSITIVE_INFINITY} = options;
  const sources = connections.map(({gateway, place, retry, reasons}) => {
    const rows = createRows(options, reasons);
    const rowsOf = async (jobs: readonly Job[]) => (await rows(jobs)).map(row => ({...row, ...place()}));
    let hasMore = true;
    const onPage = (nextToken: string | undefined) => {
      hasMore = nextToken !== undefined;
    };
    return {pages: readPages({gateway, options, host, rowsOf, retry, onPage}), hasMore: () => hasMore};
  });
  let ends: MergedEnding['endings'] = [];
  const isNewestFirst = query.order === 'Descending';
  async function* read(): Pages {
    const {count, endings, hasMore} = yield* mergedPages(sources, {itemOf: ({job}) => job, isNewestFirst, limit});
    ends = endings;
    return {nextToken: undefined, count, hasMore};
  }
  return {pages: read(), failureOf: connection => ends[connection]?.error};
};
