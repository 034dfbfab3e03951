/** Reads the list of imported models: of one connection, or of several as one list. */
import {type AppError, success} from '../../../core/domain/app-error.ts';
import type {Model} from '../../../core/domain/model.ts';
import {modelRequestOf} from '../../../core/domain/model-query.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {isModelProfileColumn, type ModelRow} from '../../../core/models/columns.ts';
import type {ModelsOptions} from '../../args/models-options.ts';
import type {PlainHost} from '../shared/host.ts';
import {LISTED_MODELS} from '../shared/page-guard.ts';
import {type PageReading, type RowPages, readPagesOf} from '../shared/read-pages.ts';

export interface ModelList {
  readonly pages: RowPages<ModelRow>;
  /** After the end of the pages: how connections have failed, in their order. */
  failures(): readonly AppError[];
  close(): void;
}

type Reading = Pick<PageReading<Model, ModelRow>, 'host' | 'rowsOf' | 'retry' | 'onPage'>;

const readModels = (gateway: Gateway, {query, limit, startingToken}: ModelsOptions, reading: Reading) =>
  readPagesOf({
    ...reading,
    listed: LISTED_MODELS,
    limits: {pageSize: query.pageSize, limit, startingToken},
    ask: async ({pageSize, token, signal}) => {
      const outcome = await gateway.listModels(modelRequestOf({...query, pageSize}, token), signal);
      return outcome.ok ? success({items: outcome.value.models, nextToken: outcome.value.nextToken}) : outcome;
    },
  });

const openOne = async (options: ModelsOptions, host: PlainHost): Promise<ModelList> => {
  const gateway = await host.openGateway(options);
  const rowsOf = async (models: readonly Model[]): Promise<readonly ModelRow[]> => {
    if (!options.columns.some(isModelProfileColumn)) return models.map(model => ({model}));
    const found = await gateway.connect(new AbortController().signal);
    const profile = found.ok ? found.value.profile : undefined;
    return models.map(model => ({model, profile}));
  };
  let error: AppError | undefined;
  async function* pages(): RowPages<ModelRow> {
    const ending = yield* readModels(gateway, options, {host, rowsOf, retry: options});
    error = ending.error;
    return ending;
  }
  return {pages: pages(), failures: () => (error ? [error] : []), close: () => gateway.close()};
};

const openSeveral = async (options: ModelsOptions, host: PlainHost): Promise<ModelList> => {
  const {openNamed} = await import('../shared/connections.ts');
  const {mergedPages} = await import('../shared/merged-pages.ts');
  const connections = await openNamed(options, host);
  const sources = connections.map(({gateway, place, say, turns}) => {
    let hasMore = true;
    const onPage = (nextToken: string | undefined) => {
      hasMore = nextToken !== undefined;
    };
    const rowsOf = async (models: readonly Model[]) => models.map(model => ({model, ...place()}));
    const pages = readModels(gateway, options, {host, rowsOf, retry: {...options, say, turns}, onPage});
    return {pages, hasMore: () => hasMore};
  });
  let failures: readonly AppError[] = [];
  async function* pages(): RowPages<ModelRow> {
    const {count, endings, hasMore} = yield* mergedPages(sources, {
      itemOf: ({model}) => model,
      isNewestFirst: options.query.order === 'Descending',
      limit: options.limit ?? Number.POSITIVE_INFINITY,
    });
    failures = connections.flatMap(({named}, i) => {
      const error = endings[i]?.error;
      return error ? [named(error)] : [];
    });
    return {nextToken: undefined, count, hasMore};
  }
  const close = () => {
    for (const {gateway} of connections) gateway.close();
  };
  return {pages: pages(), failures: () => failures, close};
};

export const openModelList = (options: ModelsOptions, host: PlainHost): Promise<ModelList> =>
  (options.targets.length > 1 ? openSeveral : openOne)(options, host);
