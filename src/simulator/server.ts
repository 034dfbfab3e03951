/** The simulator on the wire: Bedrock's import control plane over HTTP, on loopback only. */
import {randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {membersOf} from './constraint.ts';
import {cutText} from './cut-text.ts';
import type {Fault} from './fault-kind.ts';
import {createFaults, type FaultBoard, type Faults} from './faults.ts';
import {type Intercept, type RawAnswer, sendRaw} from './interception.ts';
import {isLocalHost} from './local-host.ts';
import {type Reply, refusal} from './reply.ts';
import {KEPT_REQUESTS, type OpenEntry, openEntry, type RequestEntry} from './request-log.ts';
import {findTarget} from './routes.ts';
import {advance, createWorld, type World, type WorldOptions} from './world.ts';

export interface SimulatorOptions extends Omit<WorldOptions, 'now'> {
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** The clock, ms since the epoch; Date.now by default. The world comes up to it before each answer. */
  readonly now?: (() => number) | undefined;
  /** Keeps the latest requests for `requests`. Nothing is kept otherwise: a server may run for weeks. */
  readonly keepsRequests?: boolean | undefined;
  /** Told of each request once its fate is known. */
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined;
  readonly intercept?: Intercept | undefined;
  /** In force from the start, as specs or already read. */
  readonly faults?: readonly (string | Fault)[] | undefined;
  /** How a late answer waits (ms); a timer by default. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}

export interface Simulator {
  /** http://127.0.0.1:port, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  /** With `keepsRequests` the latest requests, oldest first; one is here from the moment it has arrived. */
  readonly requests: readonly RequestEntry[];
  readonly faults: Faults;
  /** Stops listening and ends every open connection at once. */
  close(): Promise<void>;
}

/** The loopback interface; no other can be asked for, since nothing here checks a signature. */
const HOST = '127.0.0.1';
const BODY_LIMIT = 1024 * 1024;
const HOST_SHOWN = 100;
/** Longer than any client keeps an idle socket, so that none is closed under a request on its way. */
const KEEP_ALIVE_MS = 600_000;

const ERROR_NAMESPACE = 'http://internal.amazon.com/coral/com.amazon.bedrock/';

/** The whole body, or undefined where it is longer than the limit; the rest of it is then read and dropped. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString();
};

/** The body as an object: an empty one is an object without members. */
const parseBody = (body: string) => {
  if (body === '') return {};
  try {
    return membersOf(JSON.parse(body));
  } catch {
    return undefined;
  }
};

const isSigned = (authorization: string | undefined): boolean =>
  authorization !== undefined && /^(?:AWS4-HMAC-SHA256 .*Credential=[^,\s]|Bearer +\S)/.test(authorization);

interface Asked {
  readonly request: IncomingMessage;
  readonly entry: RequestEntry;
  readonly query: RequestEntry['query'];
  /** The body. */
  readonly text: string | undefined;
}

const replyTo = (world: World, {request, entry, query, text}: Asked): Reply => {
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

const rawOf = (reply: Reply): RawAnswer => ({
  status: reply.status,
  headers: reply.error === undefined ? undefined : {'x-amzn-errortype': `${reply.error}:${ERROR_NAMESPACE}`},
  body: reply.body && JSON.stringify(reply.body),
});

/** What the requests of one server share. */
interface Service {
  readonly world: World;
  readonly now: () => number;
  readonly intercept: Intercept | undefined;
  readonly faults: FaultBoard;
  readonly wait: (ms: number) => Promise<void>;
}

/** Unreferenced, so that nobody waits for a late answer once the server has ended. */
const pause = (ms: number): Promise<void> => sleep(ms, undefined, {ref: false});

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The service's answer with the faults in force, or what stands in its place. */
const faultyAnswer = async (service: Service, entry: RequestEntry, {request}: Exchange, text: string | undefined) => {
  const {world, now, faults, wait} = service;
  const ask = {entry, now: now()};
  const {delay, replacement, query, change, changeRaw} = faults.strike(ask);
  if (delay > 0) await wait(delay);
  if (replacement === 'hang' || replacement === 'reset') return replacement;
  if (replacement && 'raw' in replacement) return changeRaw(replacement.raw);
  if (replacement) {
    const raw = rawOf(change(replacement.reply));
    return changeRaw({...raw, headers: {...raw.headers, ...replacement.headers}});
  }
  advance(world, now());
  return changeRaw(rawOf(change(replyTo(world, {request, entry, query, text}))));
};

/** What a request for another machine's name is told. */
const misdirected = ({headers, socket}: IncomingMessage): RawAnswer => {
  const host = headers.host === undefined ? 'no host' : `the host ${cutText(headers.host, HOST_SHOWN)}`;
  return rawOf(
    refusal(
      'MisdirectedRequestException',
      `The simulator answers requests for localhost, *.localhost, 127.x.x.x and [::1] only; this one names ${host}. Use http://${HOST}:${socket.localPort}.`,
    ),
  );
};

/** Settles one request, and leaves in `entry` how. */
const settle = async (service: Service, entry: OpenEntry, exchange: Exchange): Promise<void> => {
  const {request, response} = exchange;
  const text = await readBody(request);
  const verdict = isLocalHost(request.headers.host)
    ? ((await service.intercept?.(entry)) ?? 'pass')
    : misdirected(request);
  const answer = verdict === 'pass' ? await faultyAnswer(service, entry, exchange, text) : verdict;
  if (response.destroyed || answer === 'hang') return;
  if (answer === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  entry.status = answer.status;
  sendRaw(response, answer, randomUUID());
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Serves a new world. Rejects where the port cannot be had. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const {port = 0, now = Date.now, keepsRequests = false, onRequest, intercept} = options;
  const {faults: first = [], wait = pause} = options;
  const world = createWorld({...options, now});
  const faults = createFaults(first, now);
  const service: Service = {world, now, intercept, faults, wait};
  const requests: RequestEntry[] = [];
  const server = createServer({keepAliveTimeout: KEEP_ALIVE_MS}, async (request, response) => {
    const entry = openEntry(request, now());
    if (keepsRequests) requests.push(entry);
    if (requests.length > KEPT_REQUESTS) requests.shift();
    try {
      await settle(service, entry, {request, response});
    } catch (error) {
      // A client that went away is no fault. Everything else is one of ours, and one request must not end the others.
      if (!request.complete || response.headersSent) response.destroy();
      else {
        entry.status = 500;
        const failed = refusal('InternalServerException', `The simulator failed: ${String(error)}`);
        sendRaw(response, rawOf(failed), randomUUID());
      }
    }
    onRequest?.(entry);
  });
  const actual = await listen(server, port);
  return {url: `http://${HOST}:${actual}`, port: actual, world, requests, faults, close: () => close(server)};
};
