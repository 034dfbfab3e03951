/** One world as a service: how it answers a request, with its own faults. */
import type {IncomingMessage} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Reply, refusal} from './api/reply.ts';
import {findTarget} from './api/routes.ts';
import type {Fault} from './faults/fault-kind.ts';
import type {createFaults, FaultBoard, Strike} from './faults/faults.ts';
import type {RawAnswer} from './http/interception.ts';
import type {RequestEntry} from './http/request-log.ts';
import {isSigned, isSignedForS3, signedRegion} from './http/signature.ts';
import {isMembers, membersOf} from './members.ts';
import {plantSeed} from './seed/plant-seed.ts';
import type {Seed} from './seed/seed.ts';
import {advance, createWorld, type World, type WorldOptions} from './world/world.ts';
import {worldNameOf} from './world/world-name.ts';

interface ServiceOptions extends WorldOptions {
  /** Jobs, models, buckets and outcomes that the world has at the start, beside its history. */
  readonly seedFile?: Seed | undefined;
  /** The faults that are active from the start, as specs or parsed. Those for other worlds are left out. */
  readonly faults?: readonly (string | Fault)[] | undefined;
  /** Waits `ms` before a delayed answer; by default with a timer. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}

/** The options of one world. */
export type WorldChoice = Partial<Omit<ServiceOptions, 'now'>>;

export interface Service {
  /** REGION/ACCOUNT */
  readonly name: string;
  /** Another one after a reset. */
  readonly world: World;
  readonly faults: FaultBoard;
  /** Makes everything what it was at the start. */
  reset(): void;
  /** The worlds of all services, its own included. */
  readonly worlds: () => readonly World[];
  /** The requests that are kept, oldest first. */
  readonly requests: RequestEntry[];
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

export interface ReceivedRequest {
  readonly request: IncomingMessage;
  readonly entry: RequestEntry;
  /** The body; undefined if it is too large. */
  readonly text: string | undefined;
}

export const BODY_LIMIT = 1024 * 1024;

const ERROR_NAMESPACE = 'http://internal.amazon.com/coral/com.amazon.bedrock/';

/** The timer is unreferenced, so that a delayed answer does not keep the process alive. */
const pause = (ms: number): Promise<void> => sleep(ms, undefined, {ref: false});

/** Throws if the seed does not fit the history. */
const plantedWorld = (options: ServiceOptions): World => {
  const {seedFile} = options;
  if (!seedFile) return createWorld(options);
  const buckets = [...(options.buckets ?? []), ...seedFile.buckets];
  const outcomes = [...(options.outcomes ?? []), ...seedFile.outcomes];
  const world = createWorld({...options, buckets, outcomes});
  const problems = plantSeed(world, seedFile);
  if (problems.length > 0) throw Object.assign(new Error(problems.join('; ')), {name: 'SeedError'});
  return world;
};

/** Makes the board of a world. */
type StartFaults = typeof createFaults;

const createService = (options: ServiceOptions, worlds: Service['worlds'], startFaults: StartFaults): Service => {
  const {now, faults: first = [], wait = pause} = options;
  let world = plantedWorld(options);
  const faults = startFaults(first, {world, now});
  return {
    get world() {
      return world;
    },
    reset: () => {
      world = plantedWorld(options);
      faults.reset();
    },
    ...{name: worldNameOf(world), faults, worlds, requests: [], now, wait},
  };
};

/** The services of new worlds, which share what `shared` says. Throws if a fault is invalid or two worlds have the same name. */
export const createServices = (
  shared: WorldChoice,
  worlds: readonly WorldChoice[],
  {now, startFaults}: {readonly now: () => number; readonly startFaults: StartFaults},
) => {
  const services: Service[] = [];
  const add = (choice: WorldChoice): Service => {
    const faults = [...(shared.faults ?? []), ...(choice.faults ?? [])];
    const service = createService(
      {...shared, ...choice, faults, now},
      () => services.map(({world}) => world),
      startFaults,
    );
    if (services.some(({name}) => name === service.name)) throw new Error(`two worlds are named ${service.name}`);
    services.push(service);
    return service;
  };
  for (const choice of worlds) add(choice);
  return {services, add};
};

export const rawOf = (reply: Reply): RawAnswer => ({
  status: reply.status,
  headers: reply.error === undefined ? undefined : {'x-amzn-errortype': `${reply.error}:${ERROR_NAMESPACE}`},
  body: reply.body && JSON.stringify(reply.body),
});

/** The body as an object, or undefined if it is not one. An empty body counts as an empty object. */
const parseBody = (body: string) => {
  if (body === '') return {};
  try {
    return membersOf(JSON.parse(body));
  } catch {
    return undefined;
  }
};

const replyTo = (world: World, {request, entry, text}: ReceivedRequest, query: RequestEntry['query']): Reply => {
  const target = findTarget(entry.method, request.url ?? '');
  if (!target) return refusal('UnknownOperationException', 'The requested operation is not recognized by the service.');
  if (!isSigned(request.headers.authorization)) {
    return refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  if (text === undefined) {
    return refusal('RequestEntityTooLargeException', `The request body is larger than ${BODY_LIMIT} bytes.`);
  }
  const body = parseBody(entry.method === 'POST' ? text : '');
  if (!body) return refusal('SerializationException', 'The request body is not a JSON object.');
  return target.run({world, identifier: target.identifier, query, body});
};

/** What answers a request as one of the two services does: Bedrock, or S3, which is loaded with its first request. */
interface Protocol {
  readonly serve: (service: Service, received: ReceivedRequest, strike: Strike) => RawAnswer;
  /** A refusal that a fault makes. */
  readonly refuse: (reply: Reply) => RawAnswer;
}

const BEDROCK: Protocol = {
  serve: ({world}, received, {query, change}) => rawOf(change(replyTo(world, received, query))),
  refuse: rawOf,
};

/** The request target with another query, which a fault asks for. */
const withQuery = (url: string, query: RequestEntry['query']): string =>
  `${url.split('?', 1)[0]}?${new URLSearchParams(query)}`;

const loadS3 = async (): Promise<Protocol> => {
  const {answerS3, s3Refusal} = await import('./s3/s3-service.ts');
  return {
    serve: ({world, worlds}, {request: {method = '', url: asked = '', headers}, entry}, {query}) => {
      const url = query === entry.query ? asked : withQuery(asked, query);
      const region = signedRegion(headers.authorization) ?? world.region;
      return answerS3({method, url, headers, host: headers.host, region, world, worlds: worlds()});
    },
    refuse: ({status, error, body}) =>
      s3Refusal(status, error ?? 'InternalError', isMembers(body) ? String(body.message) : ''),
  };
};

/** The service's answer as changed or replaced by the active faults. */
export const answerOf = async (service: Service, received: ReceivedRequest): Promise<'hang' | 'reset' | RawAnswer> => {
  const {world, now, faults, wait} = service;
  const {entry, request} = received;
  const {serve: answer, refuse} = isSignedForS3(request.headers.authorization) ? await loadS3() : BEDROCK;
  const strike = faults.strike({entry, now: now(), world});
  const {delay, replacement, isApplied, change, changeRaw} = strike;
  if (delay > 0) await wait(delay);
  const serve = (): RawAnswer => {
    advance(world, now());
    return answer(service, received, strike);
  };
  if (isApplied) serve();
  if (replacement === 'hang' || replacement === 'reset') return replacement;
  if (replacement && 'raw' in replacement) return changeRaw(replacement.raw);
  if (replacement) {
    const raw = refuse(change(replacement.reply));
    return changeRaw({...raw, headers: {...raw.headers, ...replacement.headers}});
  }
  return changeRaw(serve());
};
