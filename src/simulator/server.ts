/** The simulator on the wire: Bedrock's import control plane over HTTP, on loopback only. */
import {randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {membersOf} from './constraint.ts';
import {type Intercept, sendRaw} from './interception.ts';
import {type Reply, refusal} from './reply.ts';
import {KEPT_REQUESTS, type OpenEntry, openEntry, type RequestEntry} from './request-log.ts';
import {findTarget} from './routes.ts';
import {advance, createWorld, type World, type WorldOptions} from './world.ts';

export interface SimulatorOptions extends Omit<WorldOptions, 'now'> {
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** The clock, ms since the epoch; Date.now by default. The world comes up to it before each answer. */
  readonly now?: (() => number) | undefined;
  /** Told of each request once its fate is known. */
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined;
  readonly intercept?: Intercept | undefined;
}

export interface Simulator {
  /** http://127.0.0.1:port, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  /** The latest requests, oldest first; one is here from the moment it has arrived. */
  readonly requests: readonly RequestEntry[];
  /** Stops listening and ends every open connection at once. */
  close(): Promise<void>;
}

/** The name servers on the loopback interface have; nothing else can be asked for, as nothing here checks a signature. */
const HOST = '127.0.0.1';
const BODY_LIMIT = 1024 * 1024;
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

const replyTo = (world: World, request: IncomingMessage, entry: RequestEntry, text: string | undefined): Reply => {
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
  return target.run({world, identifier: target.identifier, query: entry.query, body});
};

const send = (response: ServerResponse, reply: Reply, requestId: string): void => {
  const error = reply.error === undefined ? undefined : {'x-amzn-errortype': `${reply.error}:${ERROR_NAMESPACE}`};
  const body = reply.body && JSON.stringify(reply.body);
  sendRaw(response, {status: reply.status, headers: error, body}, requestId);
};

/** Settles one request, and leaves in `entry` how. */
const settle = async (
  {world, now, intercept}: {world: World; now: () => number; intercept: Intercept | undefined},
  entry: OpenEntry,
  {request, response}: {request: IncomingMessage; response: ServerResponse},
): Promise<void> => {
  const text = await readBody(request);
  const verdict = (await intercept?.(entry)) ?? 'pass';
  if (response.destroyed || verdict === 'hang') return;
  if (verdict === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const requestId = randomUUID();
  if (verdict !== 'pass') {
    entry.status = verdict.status;
    sendRaw(response, verdict, requestId);
    return;
  }
  advance(world, now());
  const reply = replyTo(world, request, entry, text);
  entry.status = reply.status;
  send(response, reply, requestId);
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
  const {port = 0, now = Date.now, onRequest, intercept, ...worldOptions} = options;
  const world = createWorld({...worldOptions, now});
  const requests: RequestEntry[] = [];
  const server = createServer({keepAliveTimeout: KEEP_ALIVE_MS}, async (request, response) => {
    const entry = openEntry(request, now());
    requests.push(entry);
    if (requests.length > KEPT_REQUESTS) requests.shift();
    try {
      await settle({world, now, intercept}, entry, {request, response});
    } catch (error) {
      // A client that went away is no fault. Everything else is one of ours, and one request must not end the others.
      if (!request.complete || response.headersSent) response.destroy();
      else {
        entry.status = 500;
        send(response, refusal('InternalServerException', `The simulator failed: ${String(error)}`), randomUUID());
      }
    }
    onRequest?.(entry);
  });
  const actual = await listen(server, port);
  return {url: `http://${HOST}:${actual}`, port: actual, world, requests, close: () => close(server)};
};
