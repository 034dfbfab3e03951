/** Finds single jobs or models in several connections, all of which are asked at the same time. */
import {type AppError, failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import {regionOf} from '../../../core/domain/job.ts';
import {andList} from '../../flags/value-reader.ts';
import type {NamedGateway} from './connections.ts';
import type {PlainHost} from './host.ts';
import {type FindOptions, type ItemKind, type ItemSource, type JobGateway, sayOf} from './job-source.ts';
import {inTurns} from './turns.ts';
import {withRetry} from './with-retry.ts';

/** What is looked for. */
interface Item {
  readonly arn: string;
}

type Named = Pick<ItemKind<Item>, 'noun' | 'operation'>;

const notRead = ({noun, operation}: Named) =>
  ({what: `The ${noun} could not be read`, isTransient: false, operation}) as const;

const ambiguous = (kind: Named, name: string, items: readonly Item[]): AppError => ({
  ...notRead(kind),
  kind: 'invalid',
  why: `The name ${name} is that of several ${kind.noun}s: ${andList(items.map(({arn}) => arn))}`,
  next: 'Give the ARN of the one that you mean',
});

const noRegion = (kind: Named, arn: string): AppError => ({
  ...notRead(kind),
  kind: 'not-found',
  why: `None of the connections is in ${regionOf(arn)}, the region of ${arn}`,
  next: `Add --region ${regionOf(arn)}`,
});

const notFound = <T extends Item>({connections, kind}: Search<T>, identifier: string): AppError => ({
  ...notRead(kind),
  kind: 'not-found',
  why: `None of the ${connections.length} connections has the ${kind.noun} ${identifier}`,
  next: 'Check its name or ARN, and that --profile and --region include its account and region',
});

/** A connection is in another region than an ARN. Nobody sees this error. */
const ELSEWHERE: AppError = {
  what: '',
  kind: 'not-found',
  why: 'It is in another region',
  next: '',
  isTransient: false,
};

/** The item, if the connection is in `region`, which it may have to find out first. */
const getIn = async <T extends Item>(
  {get}: ItemKind<T>,
  {gateway}: NamedGateway,
  {identifier, region, signal}: Pick<Question, 'identifier' | 'region'> & {readonly signal: AbortSignal},
): Promise<Outcome<T>> => {
  const found = await gateway.connect(signal);
  if (!found.ok) return found;
  if (region !== undefined && found.value.region !== region) return failure(ELSEWHERE);
  return get(gateway, identifier, signal);
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
interface Answer<T> {
  readonly connection: NamedGateway;
  readonly outcome: Outcome<T>;
}

/** Resolves to the first answer that has an item, or without one to undefined when all have come. */
const firstFound = <T>(answers: readonly Promise<Answer<T>>[]): Promise<Answer<T> | undefined> =>
  new Promise((resolve, reject) => {
    for (const answer of answers) answer.then(each => each.outcome.ok && resolve(each), reject);
    Promise.all(answers).then(() => resolve(undefined), reject);
  });

/** What is known of the connections so far. */
interface Search<T extends Item> {
  readonly kind: ItemKind<T>;
  readonly connections: readonly NamedGateway[];
  readonly host: PlainHost;
  /** By the ARN: the connection in which it was found. */
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

const ask = async <T extends Item>(
  {kind, host, owners}: Search<T>,
  connection: NamedGateway,
  question: Question,
): Promise<Answer<T>> => {
  const {options} = question;
  const {say, turns} = connection;
  const retry = {...options, say: sayOf({...host, say}, options), turns};
  const outcome = await withRetry(signal => getIn(kind, connection, {...question, signal}), host, retry);
  if (outcome.ok && !owners.has(outcome.value.arn)) owners.set(outcome.value.arn, connection);
  return {connection, outcome};
};

const noteFailures = <T extends Item>({failed}: Search<T>, answers: readonly Answer<T>[]): void => {
  for (const {connection, outcome} of answers) {
    if (outcome.ok || outcome.error.kind === 'not-found' || failed.has(connection)) continue;
    failed.set(connection, connection.named(outcome.error));
  }
};

/** Why no connection has it: the first failure, or that it is not there. */
const whyNone = <T extends Item>(search: Search<T>, identifier: string, answers: readonly Answer<T>[]): AppError => {
  const [first] = answers.flatMap(({connection}) => search.failed.get(connection) ?? []);
  const isElsewhere = answers.every(({outcome}) => !outcome.ok && outcome.error === ELSEWHERE);
  return first ?? (isElsewhere ? noRegion(search.kind, identifier) : notFound(search, identifier));
};

/** A connection that has failed is not asked again: that would take as long. */
const byName = async <T extends Item>(search: Search<T>, name: string, options: FindOptions): Promise<Outcome<T>> => {
  const answers = await Promise.all(
    search.connections.map(async (connection): Promise<Answer<T>> => {
      const earlier = search.failed.get(connection);
      return earlier ? {connection, outcome: failure(earlier)} : ask(search, connection, {identifier: name, options});
    }),
  );
  noteFailures(search, answers);
  const found = answers.flatMap(({outcome}) => (outcome.ok ? [outcome.value] : []));
  const [item, ...others] = [...new Map(found.map(each => [each.arn, each])).values()];
  if (!item) return failure(whyNone(search, name, answers));
  return others.length === 0 ? success(item) : failure(ambiguous(search.kind, name, [item, ...others]));
};

/** As soon as one connection has it, the others are not waited for. */
const byArn = async <T extends Item>(search: Search<T>, arn: string, options: FindOptions): Promise<Outcome<T>> => {
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

export const createSeveral = <T extends Item>(
  kind: ItemKind<T>,
  connections: readonly NamedGateway[],
  host: PlainHost,
): ItemSource<T> => {
  const search: Search<T> = {kind, connections, host, owners: new Map(), failed: new Map()};
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
