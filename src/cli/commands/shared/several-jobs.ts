/** Finds single jobs in several connections, all of which are asked at the same time. */
import {type AppError, failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import {type JobDetail, regionOf} from '../../../core/domain/job.ts';
import {andList} from '../../flags/value-reader.ts';
import type {NamedGateway} from './connections.ts';
import type {PlainHost} from './host.ts';
import {type FindOptions, type JobGateway, type JobSource, sayOf} from './job-source.ts';
import {inTurns} from './turns.ts';
import {withRetry} from './with-retry.ts';

const NOT_READ = {what: 'The job could not be read', isTransient: false, operation: 'GetModelImportJob'} as const;

const ambiguous = (name: string, jobs: readonly JobDetail[]): AppError => ({
  ...NOT_READ,
  kind: 'invalid',
  why: `The name ${name} is that of several jobs: ${andList(jobs.map(({arn}) => arn))}`,
  next: 'Give the ARN of the one that you mean',
});

const noRegion = (arn: string): AppError => ({
  ...NOT_READ,
  kind: 'not-found',
  why: `None of the connections is in ${regionOf(arn)}, the region of ${arn}`,
  next: `Add --region ${regionOf(arn)}`,
});

const notFound = ({connections}: Search, identifier: string): AppError => ({
  ...NOT_READ,
  kind: 'not-found',
  why: `None of the ${connections.length} connections has the job ${identifier}`,
  next: 'Check its name or ARN, and that --profile and --region include its account and region',
});

/** A connection is in another region than an ARN. Nobody sees this error. */
const ELSEWHERE: AppError = {...NOT_READ, kind: 'not-found', why: 'It is in another region', next: ''};

/** The job, if the connection is in `region`, which it may have to find out first. */
const getIn = async (
  {gateway}: NamedGateway,
  {identifier, region}: Pick<Question, 'identifier' | 'region'>,
  signal: AbortSignal,
): Promise<Outcome<JobDetail>> => {
  const found = await gateway.connect(signal);
  if (!found.ok) return found;
  if (region !== undefined && found.value.region !== region) return failure(ELSEWHERE);
  return gateway.getJob(identifier, signal);
};

/** For requests without retries: each waits for its turn, and its failure has the name of the connection. */
const namedGateway = ({gateway, named, turns}: NamedGateway): JobGateway => {
  const {listJobs, getJob} = inTurns(gateway, turns);
  const withName = <T>(outcome: Outcome<T>): Outcome<T> => (outcome.ok ? outcome : failure(named(outcome.error)));
  return {
    listJobs: async (request, signal) => withName(await listJobs(request, signal)),
    getJob: async (identifier, signal) => withName(await getJob(identifier, signal)),
  };
};

/** What a connection has answered. */
interface Answer {
  readonly connection: NamedGateway;
  readonly outcome: Outcome<JobDetail>;
}

/** Resolves to the first answer that has a job, or without one to undefined when all have come. */
const firstFound = (answers: readonly Promise<Answer>[]): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    for (const answer of answers) answer.then(each => each.outcome.ok && resolve(each), reject);
    Promise.all(answers).then(() => resolve(undefined), reject);
  });

/** What is known of the connections so far. */
interface Search {
  readonly connections: readonly NamedGateway[];
  readonly host: PlainHost;
  /** By the ARN of a job: the connection in which it was found. */
  readonly owners: Map<string, NamedGateway>;
  /** With the names of the connections. */
  readonly failed: Map<NamedGateway, AppError>;
}

interface Question {
  readonly identifier: string;
  /** Where an ARN is. */
  readonly region?: string | undefined;
  readonly options: FindOptions;
}

const ask = async ({host, owners}: Search, connection: NamedGateway, question: Question): Promise<Answer> => {
  const {options} = question;
  const {say, turns} = connection;
  const retry = {...options, say: sayOf({...host, say}, options), turns};
  const outcome = await withRetry(signal => getIn(connection, question, signal), host, retry);
  if (outcome.ok && !owners.has(outcome.value.arn)) owners.set(outcome.value.arn, connection);
  return {connection, outcome};
};

const noteFailures = ({failed}: Search, answers: readonly Answer[]): void => {
  for (const {connection, outcome} of answers) {
    if (outcome.ok || outcome.error.kind === 'not-found' || failed.has(connection)) continue;
    failed.set(connection, connection.named(outcome.error));
  }
};

/** Why no connection has the job: the first failure, or that it is not there. */
const whyNone = (search: Search, identifier: string, answers: readonly Answer[]): AppError => {
  const [first] = answers.flatMap(({connection}) => search.failed.get(connection) ?? []);
  const isElsewhere = answers.every(({outcome}) => !outcome.ok && outcome.error === ELSEWHERE);
  return first ?? (isElsewhere ? noRegion(identifier) : notFound(search, identifier));
};

/** A connection that has failed is not asked again: that would take as long. */
const byName = async (search: Search, name: string, options: FindOptions): Promise<Outcome<JobDetail>> => {
  const answers = await Promise.all(
    search.connections.map(async (connection): Promise<Answer> => {
      const earlier = search.failed.get(connection);
      return earlier ? {connection, outcome: failure(earlier)} : ask(search, connection, {identifier: name, options});
    }),
  );
  noteFailures(search, answers);
  const found = answers.flatMap(({outcome}) => (outcome.ok ? [outcome.value] : []));
  const [job, ...others] = [...new Map(found.map(each => [each.arn, each])).values()];
  if (!job) return failure(whyNone(search, name, answers));
  return others.length === 0 ? success(job) : failure(ambiguous(name, [job, ...others]));
};

/** As soon as one connection has the job, the others are not waited for. */
const byArn = async (search: Search, arn: string, options: FindOptions): Promise<Outcome<JobDetail>> => {
  const region = regionOf(arn);
  const owner = search.owners.get(arn);
  const near = search.connections.filter(({target}) => target.region === undefined || target.region === region);
  const isFound = new AbortController();
  const signal = AbortSignal.any([isFound.signal, options.signal ?? search.host.ended]);
  const question = {identifier: arn, region, options: {...options, signal}};
  const asked = (owner ? [owner] : near).map(connection => ask(search, connection, question));
  const first = await firstFound(asked);
  isFound.abort();
  if (first) return first.outcome;
  const answers = await Promise.all(asked);
  noteFailures(search, answers);
  return failure(whyNone(search, arn, answers));
};

export const createSeveralJobs = (connections: readonly NamedGateway[], host: PlainHost): JobSource => {
  const search: Search = {connections, host, owners: new Map(), failed: new Map()};
  const gateways = new Map(connections.map(connection => [connection, namedGateway(connection)]));
  return {
    find: (identifier, options) => (identifier.startsWith('arn:') ? byArn : byName)(search, identifier, options),
    ownerOf: arn => {
      const owner = search.owners.get(arn);
      return owner && gateways.get(owner);
    },
    failures: () => connections.flatMap(connection => search.failed.get(connection) ?? []),
    close: () => {
      for (const {gateway} of connections) gateway.close();
    },
  };
};
