/** A hook that decides about each request before the simulated service sees it, and how raw answers are sent. */
import type {ServerResponse} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {piecesOf, type RawBody, wholeBody} from './raw-body.ts';
import type {RequestEntry} from './request-log.ts';

/** An answer as sent. If its content-length is larger than the body, the connection is cut after the body. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A body in pieces has its length in the header. */
  readonly body?: RawBody | undefined;
  /** The connection stays open, and nothing comes after the body. */
  readonly isStalled?: boolean | undefined;
}

/** 'pass': the service answers. 'hang': there is never an answer. 'reset': the connection is reset. */
type Verdict = 'pass' | 'hang' | 'reset' | RawAnswer;

export type Intercept = (entry: RequestEntry) => Verdict | Promise<Verdict>;

const lowerCase = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Sends `raw`. By default the content-type is JSON, and the content-length is the body's. */
export const sendRaw = (response: ServerResponse, raw: RawAnswer, requestId: string): void => {
  const body = wholeBody(raw.body);
  const pieces = piecesOf(raw.body);
  const headers = {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
    'content-length': String(body.length),
    ...lowerCase(raw.headers),
  };
  response.writeHead(raw.status, headers);
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  if (pieces) {
    // A client may close the connection before the end.
    pipeline(Readable.from(pieces), response).catch(() => response.destroy());
    return;
  }
  if (!raw.isStalled && Number(headers['content-length']) <= body.length) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  response.write(body, () => {
    if (!raw.isStalled) response.destroy();
  });
};
