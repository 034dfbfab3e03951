/** A server on loopback whose answers are written by the test, for what no well-behaved service would send. */
import {createServer, type IncomingMessage, type RequestListener, type ServerResponse} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import {type AddressInfo, createServer as createSocketServer} from 'node:net';
import {onTestFinished} from 'vitest';

export interface Stub {
  readonly url: string;
  readonly port: number;
  /** The method and raw path of each request. */
  readonly lines: string[];
  readonly requests: IncomingMessage[];
  /** Resolves once `count` requests have arrived. */
  arrived(count: number): Promise<void>;
}

export type Answer = (response: ServerResponse, request: IncomingMessage, index: number) => void;

/** Starts a server that is stopped when the test ends. With `tls` it speaks HTTPS. */
export const startStub = async (answer: Answer, tls?: {key: string; cert: string}): Promise<Stub> => {
  const lines: string[] = [];
  const requests: IncomingMessage[] = [];
  const waiting: (() => void)[] = [];
  const listener: RequestListener = (request, response) => {
    lines.push(`${request.method} ${request.url}`);
    requests.push(request);
    for (const check of waiting) check();
    answer(response, request, requests.length - 1);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  // A connection that closes during a test was closed by the client.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const {port} = server.address() as AddressInfo;
  const arrived = (count: number) =>
    new Promise<void>(resolve => {
      const check = () => requests.length >= count && resolve();
      waiting.push(check);
      check();
    });
  return {url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port, lines, requests, arrived};
};

/** Answers with JSON. */
export const sendJson = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, {'content-type': 'application/json', 'x-amzn-requestid': 'request-1'});
  response.end(JSON.stringify(body));
};

/** Answers with an error in Bedrock's form. */
export const sendError = (response: ServerResponse, name: string, message: string, status: number): void => {
  const type = `${name}:http://internal.amazon.com/coral/com.amazon.bedrock/`;
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': type,
    'x-amzn-requestid': 'request-1',
  });
  response.end(JSON.stringify({message}));
};

export const emptyList: Answer = response => sendJson(response, {modelImportJobSummaries: []});

/** A port on which nothing listens. */
export const closedPort = async (): Promise<number> => {
  const server = createSocketServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
};
