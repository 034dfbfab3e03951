/** Reads each answer whole before the SDK sees it, within a time and a size; the SDK itself bounds neither for a body. */
import type {NodeHttpHandler} from '@smithy/node-http-handler';
import {problem} from './problem.ts';

type Handle = NodeHttpHandler['handle'];
type HttpRequest = Parameters<Handle>[0];

/** A body as the handler passes it on. Only what is read here of it; no other code may read from it. */
interface Body {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (cause: Error) => void): unknown;
  destroy(): unknown;
}

const KB = 1024;
const BASE_KB = 64;
/** By the API's limits a row takes 2.4 KB on the wire at most. */
const ROW_KB = 4;

/** How large an answer may be. A request that names no number of rows is answered with one object. */
const limitKb = ({query}: HttpRequest): number => BASE_KB + ROW_KB * (Number(query?.maxResults) || 1);

/** The bytes of `body`. Its connection is dropped as soon as it holds more than `maxKb`. */
const bytesOf = (body: Body, maxKb: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    body.on('data', chunk => {
      size += chunk.length;
      if (size > maxKb * KB) {
        chunks.length = 0;
        reject(problem('AnswerTooLarge', `more than ${maxKb} KB`));
        body.destroy();
      } else chunks.push(chunk);
    });
    body.on('end', () => resolve(Buffer.concat(chunks, size)));
    body.on('error', reject);
    // Behind the end or an error it changes nothing.
    body.on('close', () => reject(Object.assign(new Error('aborted'), {code: 'ECONNRESET'})));
  });

export const INCOMPLETE = /^no complete answer within/;

/** Why an attempt was given up. The SDK knows the name, and tries again. */
const lateError = (hasHead: boolean, limitMs: number): Error =>
  Object.assign(new Error(`no ${hasHead ? 'complete ' : ''}answer within ${limitMs / 1_000} s`), {
    name: 'TimeoutError',
  });

/**
 * `handle` with the whole answer in its response, as bytes. `limitMs` is for one attempt, from the request to the last byte.
 * Both failures are thrown where the SDK's retry hears of them.
 */
export const wholeAnswers =
  (handle: Handle, limitMs: number): Handle =>
  async (request, options = {}) => {
    const attempt = new AbortController();
    const abort = () => attempt.abort();
    const outer = options.abortSignal as AbortSignal | undefined;
    let body: Body | undefined;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      abort();
    }, limitMs);
    if (outer?.aborted) abort();
    outer?.addEventListener('abort', abort, {once: true});
    try {
      const {response} = await handle(request, {...options, abortSignal: attempt.signal});
      body = response.body as Body;
      response.body = await bytesOf(body, limitKb(request));
      return {response};
    } catch (cause) {
      if (isLate) throw lateError(body !== undefined, limitMs);
      throw attempt.signal.aborted ? Object.assign(new Error('aborted'), {name: 'AbortError'}) : cause;
    } finally {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    }
  };
