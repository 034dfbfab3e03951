/** The simulator's HTTP server: Bedrock's import operations, on loopback only. */
import {randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Reply, refusal} from './api/reply.ts';
import {findTarget} from './api/routes.ts';
import {cutText} from './cut-text.ts';
import type {Fault} from './faults/fault-kind.ts';
import {createFaults, type FaultBoard, type Faults} from './faults/faults.ts';
import {type Intercept, type RawAnswer, sendRaw} from './http/interception.ts';
import {isLocalHost} from './http/local-host.ts';
import {KEPT_REQUESTS, type OpenEntry, openEntry, type RequestEntry} from './http/request-log.ts';
import {membersOf} from './members.ts';
import {advance, createWorld, type World, type WorldOptions} from './world/world.ts';

export interface SimulatorOptions extends Omit<WorldOptions, 'now'> {
  /** By default 0, which takes a free port. */
  readonly port?: number | undefined;
  /** The clock (ms since the epoch), by default Date.now. The world advances to it before each answer. */
  readonly now?: (() => number) | undefined;
  /** Keeps the latest requests in `requests`. By default none are kept, because a server may run for weeks. */
  readonly keepsRequests?: boolean | undefined;
  /** Called for each request once it has been handled. */
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined;
  readonly intercept?: Intercept | undefined;
  /** The faults that are active from the start, as specs or parsed. */
  readonly faults?: readonly (string | Fault)[] | undefined;
  /** Waits `ms` before a delayed answer; by default with a timer. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}

export interface Simulator {
  /** http://127.0.0.1:port, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  /** With `keepsRequests`, the latest requests from their arrival on, oldest first. */
  readonly requests: readonly RequestEntry[];
  readonly faults: Faults;
  /** Stops listening, and closes all connections at once. */
  close(): Promise<void>;
}

/** Only the loopback interface, because the simulator does not check signatures. */
const HOST = '127.0.0.1';
const BODY_LIMIT = 1024 * 1024;
const HOST_SHOWN = 100;
/** Longer than any client keeps an idle socket, so that no socket is closed just when a request is sent on it. */
const KEEP_ALIVE_MS = 600_000;

const ERROR_NAMESPACE = 'http://internal.amazon.com/coral/com.amazon.bedrock/';

/** The whole body, or undefined if it is longer than the limit. The rest of it is read and dropped. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString();
};

/** The body as an object, or undefined if it is not one. An empty body counts as an empty object. */
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

interface ReceivedRequest {
  readonly request: IncomingMessage;
  readonly entry: RequestEntry;
  readonly query: RequestEntry['query'];
  /** The body; undefined if it is too large. */
  readonly text: string | undefined;
}

const replyTo = (world: World, {request, entry, query, text}: ReceivedRequest): Reply => {
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

/** What all requests to one server share. */
interface Service {
  readonly world: World;
  readonly now: () => number;
  readonly intercept: Intercept | undefined;
  readonly faults: FaultBoard;
  readonly wait: (ms: number) => Promise<void>;
}

/** The timer is unreferenced, so that a delayed answer does not keep the process alive. */
const pause = (ms: number): Promise<void> => sleep(ms, undefined, {ref: false});

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** The service's answer as changed or replaced by the active faults. */
const faultyAnswer = async (service: Service, entry: RequestEntry, {request}: Exchange, text: string | undefined) => {
  const {world, now, faults, wait} = service;
  const faulted = {entry, now: now()};
  const {delay, replacement, query, change, changeRaw} = faults.strike(faulted);
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

/** The answer to a request for another host's name. */
const misdirected = ({headers, socket}: IncomingMessage): RawAnswer => {
  const host = headers.host === undefined ? 'no host' : `the host ${cutText(headers.host, HOST_SHOWN)}`;
  return rawOf(
    refusal(
      'MisdirectedRequestException',
      `The simulator answers requests for localhost, *.localhost, 127.x.x.x and [::1] only; this one names ${host}. Use http://${HOST}:${socket.localPort}.`,
    ),
  );
};

/** Answers one request, and sets the status in `entry`. */
const handle = async (service: Service, entry: OpenEntry, exchange: Exchange): Promise<void> => {
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

/** Starts a server with a new world. Rejects if the port is taken or a fault is invalid. */
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
      await handle(service, entry, {request, response});
    } catch (error) {
      // A client that went away is not an error. Anything else is a bug, and must not stop the server.
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
