/** The connections of a list over several profiles and regions: each is read and fails on its own. */
import type {AppError} from '../../../core/domain/app-error.ts';
import type {Job} from '../../../core/domain/job.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {type NamedGateway, openNamed} from '../shared/connections.ts';
import type {PlainHost} from '../shared/host.ts';
import {createReasonFetcher} from './failure-reasons.ts';
import {mergedPages} from './merged-pages.ts';
import {type Pages, readPages} from './pages.ts';
import {createRows, type Reasons} from './rows.ts';

interface ListConnection extends NamedGateway {
  readonly reasons: Reasons;
}

export const openConnections = async (options: ListOptions, host: PlainHost): Promise<readonly ListConnection[]> => {
  const opened = await openNamed(options, host);
  return opened.map(connection => ({
    ...connection,
    reasons: createReasonFetcher(connection.gateway, {...host, say: connection.say}, {...options, say: connection.say}),
  }));
};

interface Failure {
  readonly name: string;
  readonly error: AppError;
}

/** The pages of all connections as those of one list, and after their end what has failed. */
export const mergedFrom = (
  connections: readonly ListConnection[],
  options: ListOptions,
  host: PlainHost,
): {readonly pages: Pages; readonly failures: () => readonly Failure[]} => {
  const {query, limit = Number.POSITIVE_INFINITY} = options;
  const sources = connections.map(({gateway, name, profile, region, say, reasons}) => {
    const rows = createRows(options, reasons);
    const rowsOf = async (jobs: readonly Job[]) => (await rows(jobs)).map(row => ({...row, profile, region}));
    return {name, pages: readPages({gateway, options, host, rowsOf, retry: {...options, say}})};
  });
  let failures: readonly Failure[] = [];
  const isNewestFirst = query.order === 'Descending';
  async function* read(): Pages {
    const {count, endings} = yield* mergedPages(sources, {isNewestFirst, limit, ended: host.ended});
    failures = endings.flatMap((ending, i) =>
      ending?.error ? [{name: connections[i]?.name ?? '', error: ending.error}] : [],
    );
    return {nextToken: undefined, count, hasMore: endings.some(ending => !ending)};
  }
  return {pages: read(), failures: () => failures};
};
