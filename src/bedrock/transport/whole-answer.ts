/** Reads each answer completely before the SDK sees it, and limits its time and size. The SDK limits neither for a body. */
import type {NodeHttpHandler} from '@smithy/node-http-handler';
import {problem} from '../failures/problem.ts';

type Handle = NodeHttpHandler['handle'];
type HttpRequest = Parameters<Handle>[0];

/** The stream that the handler returns. No other code may read from it. */
interface Body {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (cause: Error) => void): unknown;
  destroy(): unknown;
}

const KB = 1024;
const BASE_KB = 64;
/** By the API's limits a row takes at most 2.4 KB on the wire. */
const ROW_KB = 4;

/** How many bytes of a file are asked for. */
const rangeLength = ({headers}: HttpRequest): number => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers?.range ?? '') ?? [];
  return first === undefined ? 0 : Number(last) - Number(first) + 1;
};

/** The maximum size of an answer. The answer to a request without a number of rows is a single object, or a part of a file. */
const limitKb = (request: HttpRequest): number => {
  const rows = Number(request.query?.maxResults ?? request.query?.['max-keys']) || 1;
  return BASE_KB + ROW_KB * rows + Math.ceil(rangeLength(request) / KB);
};

/** The bytes of `body`. Rejects and closes the connection as soon as there are more than `maxKb`. */
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
    // After the end or an error, this has no effect.
    body.on('close', () => reject(Object.assign(new Error('aborted'), {code: 'ECONNRESET'})));
  });

/** Operations whose answers the SDK does not read: it takes any body with status 200 for success. */
const isUnread = ({method, path}: HttpRequest): boolean =>
  method === 'DELETE' || /\/(?:un)?tagResource$/.test(path ?? '');

/** Throws if a proxy or a portal has answered in AWS's place, which would look like success. */
const checkUnread = (request: HttpRequest, status: number, bytes: Uint8Array): void => {
  if (!isUnread(request) || status >= 300) return;
  const text = Buffer.from(bytes.subarray(0, KB)).toString().trimStart();
  if (text !== '' && !text.startsWith('{')) throw problem('AnswerNotEmpty', 'it has a body that is not JSON');
};

/** The error of an attempt that took too long. The SDK retries errors of this name; the failure tables know the messages. */
const timeoutError = (hasHead: boolean, limitMs: number): Error =>
  Object.assign(new Error(`no ${hasHead ? 'complete ' : ''}answer within ${limitMs / 1_000} s`), {
    name: 'TimeoutError',
  });

/**
 * `handle`, with the whole answer in its response, as bytes. `limitMs` is for one attempt, from the request to the last byte.
 * Throws if the answer is too late or too large; the SDK's retry sees both errors.
 */
export const readingWholeAnswers =
  (handle: Handle, limitMs: number): Handle =>
  async (request, options = {}) => {
    const timeout = new AbortController();
    const outer = options.abortSignal as AbortSignal | undefined;
    const abortSignal = outer ? AbortSignal.any([outer, timeout.signal]) : timeout.signal;
    let body: Body | undefined;
    const timer = setTimeout(() => timeout.abort(), limitMs);
    try {
      const {response} = await handle(request, {...options, abortSignal});
      body = response.body as Body;
      const bytes = await bytesOf(body, limitKb(request));
      checkUnread(request, response.statusCode, bytes);
      response.body = bytes;
      return {response};
    } catch (cause) {
      if (timeout.signal.aborted) throw timeoutError(body !== undefined, limitMs);
      throw abortSignal.aborted ? Object.assign(new Error('aborted'), {name: 'AbortError'}) : cause;
    } finally {
      clearTimeout(timer);
    }
  };
