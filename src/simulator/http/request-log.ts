/** What is logged of each request, and its form as a line of text. Credentials are not logged. */
import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {findTarget, type OperationName} from '../api/routes.ts';
import {findS3Target, type S3Operation} from '../s3/target.ts';
import {isControlPath} from './control-path.ts';
import {isSignedForS3} from './signature.ts';

export interface RequestEntry {
  /** When it arrived, in ms since the epoch, by the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** The raw request target: path and query, still encoded. */
  readonly path: string;
  /** Undefined if no operation has this method and path. A request that is signed for S3 is always for S3. */
  readonly operation: OperationName | S3Operation | undefined;
  /** Decoded. The last value of a repeated parameter. */
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** If the simulator has several worlds, the name of the one that was asked, or NO_WORLD. */
  readonly world: string | undefined;
  /** Undefined until it is answered. */
  readonly status: number | undefined;
}

/** Stands for the world of a request that is signed for a region without one. */
export const NO_WORLD = 'no-world';

/** If requests are kept, this many of the latest ones. */
export const KEPT_REQUESTS = 10_000;

const SECRET_HEADERS: ReadonlySet<string> = new Set(['x-amz-security-token', 'proxy-authorization', 'cookie']);
const SECRET_QUERY = /^x-amz-(credential|security-token|signature)$/i;

/** The scheme, and for SigV4 the credential scope: date, region, service. */
const shortAuthorization = (value: string): string => {
  const [scheme = ''] = value.split(' ');
  const scope = /Credential=[^/,\s]*(\/[^,\s]*)/.exec(value)?.[1];
  return scheme === 'AWS4-HMAC-SHA256' && scope ? `${scheme} Credential=...${scope}` : `${scheme.slice(0, 20)} ...`;
};

const safeHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
      if (name === 'authorization') return [name, shortAuthorization(text)];
      return [name, SECRET_HEADERS.has(name) ? '...' : text];
    }),
  );

const safePath = (url: string): string =>
  url.replace(/(x-amz-(?:credential|security-token|signature)=)[^&]*/gi, '$1...');

/** An entry whose status is set when the request is answered. */
export type OpenEntry = {-readonly [K in keyof RequestEntry]: RequestEntry[K]};

const operationOf = ({
  method = '',
  url = '',
  headers: {authorization, host},
}: IncomingMessage): RequestEntry['operation'] =>
  isSignedForS3(authorization) ? findS3Target({method, url, host}).operation : findTarget(method, url)?.operation;

export const openEntry = (request: IncomingMessage, at: number, world: string | undefined): OpenEntry => {
  const {method = '', url = ''} = request;
  const start = url.indexOf('?');
  const parameters = [...new URLSearchParams(start === -1 ? '' : url.slice(start + 1))];
  return {
    at,
    method,
    path: safePath(url),
    operation: operationOf(request),
    query: Object.fromEntries(parameters.map(([name, value]) => [name, SECRET_QUERY.test(name) ? '...' : value])),
    headers: safeHeaders(request.headers),
    world,
    status: undefined,
  };
};

/** One line for a log: time, status, the world if there are several, operation, and the decoded query, without characters that could control a terminal. */
export const describeRequest = (entry: RequestEntry): string => {
  const [path = ''] = entry.path.split('?');
  const query = Object.entries(entry.query).map(([name, value]) => `${name}=${value}`);
  const parts = [
    new Date(entry.at).toISOString(),
    entry.status === undefined ? '---' : String(entry.status),
    ...(entry.world === undefined ? [] : [entry.world]),
    entry.operation ?? (isControlPath(path) ? 'Simulator' : 'UnknownOperation'),
    `${entry.method} ${path}`,
    ...query,
  ];
  return parts
    .join(' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .slice(0, 500);
};
