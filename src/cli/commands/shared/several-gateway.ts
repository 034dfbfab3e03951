/** Several connections as one gateway, for commands about single jobs: a name is looked for in all, an ARN where its region is. */
import {type AppError, failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import {type JobDetail, regionOf} from '../../../core/domain/job.ts';
import type {Gateway, JobPage, ListRequest} from '../../../core/domain/ports.ts';
import {POLL_PAGES_MAX} from '../../../core/list/item.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import {andList} from '../../flags/value-reader.ts';
import {type NamedGateway, openNamed} from './connections.ts';
import type {PlainHost} from './host.ts';
import {type RetryOptions, withRetry} from './with-retry.ts';

/** A gateway over several connections, and what has failed at those that could not be asked. */
export interface SeveralGateway extends Pick<Gateway, 'getJob' | 'listJobs' | 'close'> {
  /** In the order of the connections. */
  failures(): readonly {readonly name: string; readonly error: AppError}[];
}

const WHAT = 'The job could not be read';

const ambiguous = (name: string, jobs: readonly JobDetail[]): AppError => ({
  kind: 'invalid',
  what: WHAT,
  why: `The name ${name} is that of several jobs: ${andList(jobs.map(({arn}) => arn))}`,
  next: 'Give the ARN of the one that you mean',
  isTransient: false,
  operation: 'GetModelImportJob',
});

const noRegion = (arn: string): AppError => ({
  kind: 'not-found',
  what: WHAT,
  why: `None of the connections is in ${regionOf(arn)}, the region of ${arn}`,
  next: `Add --region ${regionOf(arn)}`,
  isTransient: false,
  operation: 'GetModelImportJob',
});

type Asked = readonly [NamedGateway, Outcome<JobDetail>];

/** What all connections say of a name: the one job of that name, or why there is none. */
const verdict = (name: string, asked: readonly Asked[]): Outcome<JobDetail> => {
  const found = asked.flatMap(([, outcome]) => (outcome.ok ? [outcome.value] : []));
  const [job, ...others] = [...new Map(found.map(each => [each.arn, each])).values()];
  if (job) return others.length === 0 ? success(job) : failure(ambiguous(name, [job, ...others]));
  const errors = asked.flatMap(([, outcome]) => (outcome.ok ? [] : [outcome.error]));
  const error = errors.find(({kind}) => kind !== 'not-found') ?? errors[0];
  // Each connection has been retried already.
  return failure({...(error ?? noRegion(name)), isTransient: false});
};

/** Of several connections that may have the job, the first one that does. */
const firstWith = async (
  connections: readonly NamedGateway[],
  arn: string,
  signal: AbortSignal,
): Promise<Asked | undefined> => {
  let first: Asked | undefined;
  for (const connection of connections) {
    const outcome = await connection.gateway.getJob(arn, signal);
    if (outcome.ok) return [connection, outcome];
    first ??= [connection, outcome];
  }
  return first;
};

/** Every page of a list, from one connection. */
const allPages = async (gateway: Gateway, request: ListRequest, signal: AbortSignal): Promise<Outcome<JobPage>> => {
  const jobs: JobPage['jobs'][number][] = [];
  let token = request.token;
  for (let page = 0; page < POLL_PAGES_MAX; page++) {
    const outcome = await gateway.listJobs({...request, token}, signal);
    if (!outcome.ok) return outcome;
    jobs.push(...outcome.value.jobs);
    token = outcome.value.nextToken;
    if (token === undefined) break;
  }
  return success({jobs});
};

export const openSeveral = async (
  options: ConnectionOptions & RetryOptions,
  host: PlainHost,
): Promise<SeveralGateway> => {
  const connections = await openNamed(options, host);
  const owners = new Map<string, NamedGateway>();
  const failed = new Map<NamedGateway, AppError>();

  const byName = async (name: string, signal: AbortSignal): Promise<Outcome<JobDetail>> => {
    const asked = await Promise.all(
      connections.map(async (connection): Promise<Asked> => {
        const {gateway, say} = connection;
        const retry = {...options, signal, say};
        return [connection, await withRetry(inner => gateway.getJob(name, inner), host, retry)];
      }),
    );
    for (const [connection, outcome] of asked) {
      if (outcome.ok) owners.set(outcome.value.arn, connection);
      else if (outcome.error.kind !== 'not-found') failed.set(connection, outcome.error);
    }
    return verdict(name, asked);
  };

  const byArn = async (arn: string, signal: AbortSignal): Promise<Outcome<JobDetail>> => {
    const owner = owners.get(arn);
    if (owner) return owner.gateway.getJob(arn, signal);
    const near = connections.filter(({region}) => region === undefined || region === regionOf(arn));
    const found = await firstWith(near, arn, signal);
    if (!found) return failure(noRegion(arn));
    const [connection, outcome] = found;
    if (outcome.ok) owners.set(arn, connection);
    return outcome;
  };

  return {
    getJob: (identifier, signal) =>
      identifier.startsWith('arn:') ? byArn(identifier, signal) : byName(identifier, signal),
    listJobs: async (request, signal) => {
      const pages: JobPage[] = [];
      for (const {gateway} of new Set(owners.values())) {
        const page = await allPages(gateway, request, signal);
        if (!page.ok) return page;
        pages.push(page.value);
      }
      return success({jobs: pages.flatMap(({jobs}) => jobs)});
    },
    close: () => {
      for (const {gateway} of connections) gateway.close();
    },
    failures: () =>
      connections.flatMap(connection => {
        const error = failed.get(connection);
        return error ? [{name: connection.name, error}] : [];
      }),
  };
};
