/** The way in for faults: something that decides about each request before the simulated service sees it. */
import type {ServerResponse} from 'node:http';
import type {RequestEntry} from './request-log.ts';

/** An answer as it goes on the wire. A content-length beyond the body cuts the connection after the body. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  /** The connection stays, and nothing comes after the body. */
  readonly isStalled?: boolean | undefined;
}

/** 'pass': the service answers; 'hang': nobody ever does; 'reset': the connection is reset. */
export type Verdict = 'pass' | 'hang' | 'reset' | RawAnswer;

export type Intercept = (entry: RequestEntry) => Verdict | Promise<Verdict>;

const lowerCase = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Sends `raw` as it is; a missing content-type is JSON's, a missing content-length the body's. */
export const sendRaw = (response: ServerResponse, raw: RawAnswer, requestId: string): void => {
  const body = typeof raw.body === 'string' ? Buffer.from(raw.body) : (raw.body ?? Buffer.alloc(0));
  const headers = {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
    'content-length': String(body.length),
    ...lowerCase(raw.headers),
  };
  response.writeHead(raw.status, headers);
  if (!raw.isStalled && Number(headers['content-length']) <= body.length) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  response.write(body, () => {
    if (!raw.isStalled) response.destroy();
  });
};
