/** One world as a service: how it answers a request, with its own faults. */
import type {IncomingMessage} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Reply, refusal} from './api/reply.ts';
import {findTarget} from './api/routes.ts';
import type {Fault} from './faults/fault-kind.ts';
import {createFaults, type FaultBoard} from './faults/faults.ts';
import {type Bucket, type Buckets, createBuckets} from './files/buckets.ts';
import type {RawAnswer} from './http/interception.ts';
import type {RequestEntry} from './http/request-log.ts';
import {isSigned, isSignedForS3, signedRegion} from './http/signature.ts';
import {isMembers, membersOf} from './members.ts';
import {s3Refusal} from './s3/s3-refusal.ts';
import {answerS3} from './s3/s3-service.ts';
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
  readonly buckets: Buckets;
  /** Makes everything what it was at the start. */
  reset(): void;
  /** The bucket, if another world has it. */
  readonly elsewhere: (bucket: string) => Bucket | undefined;
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

const createService = (options: ServiceOptions, elsewhere: Service['elsewhere']): Service => {
  const {now, faults: first = [], wait = pause} = options;
  let world = plantedWorld(options);
  let buckets = createBuckets(world);
  const faults = createFaults(first, {world, now});
  return {
    get world() {
      return world;
    },
    get buckets() {
      return buckets;
    },
    reset: () => {
      world = plantedWorld(options);
      buckets = createBuckets(world);
      faults.reset();
    },
    ...{name: worldNameOf(world), faults, elsewhere, requests: [], now, wait},
  };
};

/** The services of new worlds, which share what `shared` says. Throws if a fault is invalid or two worlds have the same name. */
export const createServices = (shared: WorldChoice, worlds: readonly WorldChoice[], now: () => number) => {
  const services: Service[] = [];
  const add = (choice: WorldChoice): Service => {
    const faults = [...(shared.faults ?? []), ...(choice.faults ?? [])];
    const elsewhere = (bucket: string) => {
      for (const {buckets} of services) {
        const found = buckets.find(bucket);
        if (found) return found;
      }
      return undefined;
    };
    const service = createService({...shared, ...choice, faults, now}, elsewhere);
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

const s3Raw = ({status, error, body}: Reply): RawAnswer =>
  s3Refusal(status, error ?? 'InternalError', isMembers(body) ? String(body.message) : '');

const s3AnswerOf = ({world, buckets, elsewhere}: Service, {request}: ReceivedRequest): RawAnswer => {
  const {method = '', url = '', headers} = request;
  const region = signedRegion(headers.authorization) ?? world.region;
  return answerS3({method, url, headers, host: headers.host, region, world, buckets, elsewhere});
};

/** The service's answer as changed or replaced by the active faults. */
export const answerOf = async (service: Service, received: ReceivedRequest): Promise<'hang' | 'reset' | RawAnswer> => {
  const {world, now, faults, wait} = service;
  const {entry, request} = received;
  const isS3 = isSignedForS3(request.headers.authorization);
  const toRaw = isS3 ? s3Raw : rawOf;
  const {delay, replacement, isApplied, query, change, changeRaw} = faults.strike({entry, now: now(), world});
  if (delay > 0) await wait(delay);
  const serve = (): RawAnswer => {
    advance(world, now());
    return isS3 ? s3AnswerOf(service, received) : rawOf(change(replyTo(world, received, query)));
  };
  if (isApplied) serve();
  if (replacement === 'hang' || replacement === 'reset') return replacement;
  if (replacement && 'raw' in replacement) return changeRaw(replacement.raw);
  if (replacement) {
    const raw = toRaw(change(replacement.reply));
    return changeRaw({...raw, headers: {...raw.headers, ...replacement.headers}});
  }
  return changeRaw(serve());
};
