/** Notes the requests for credentials that the SDK sends to containers and instances past every transport of ours. */
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest, IncomingMessage} from 'node:http';
import {type Asked, isGood, isHtml, type Notes} from './asked.ts';
import type {Environment} from './settings.ts';

const CONTAINER_HOST = 'http://169.254.170.2';

const containerUrl = (environment: Environment): URL | undefined => {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const text = relative ? `${CONTAINER_HOST}${relative}` : environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  return text && URL.canParse(text) ? new URL(text) : undefined;
};

/**
 * After a second the SDK only warns on the console that a container has not answered, so the request is ended before. On an
 * instance it ends by itself if nothing comes, but not if a byte comes now and then.
 */
const LIMITS_MS = {container: 900, instance: 3_000};

const timedOut = (ms: number): Error =>
  Object.assign(new Error(`no answer within ${ms} ms`), {name: 'TimeoutError', code: 'ETIMEDOUT'});

const cutOff = (): Error => Object.assign(new Error('the answer ends too soon'), {code: 'ECONNRESET'});

/** Notes how a request to a metadata service ends, and calls `broken` if its answer never does. */
const noteRequest = (request: ClientRequest, asked: Asked & {id: keyof typeof LIMITS_MS}, broken: () => void): void => {
  const ms = LIMITS_MS[asked.id];
  const timer = setTimeout(() => {
    asked.error = timedOut(ms);
    request.destroy(timedOut(ms));
    broken();
  }, ms);
  request.once('close', () => clearTimeout(timer));
  request.once('error', error => {
    asked.error ??= error;
  });
  request.once('response', (response: IncomingMessage) => {
    asked.status = response.statusCode;
    asked.isHtml = isHtml(response.headers['content-type']);
    response.once('close', () => {
      if (response.complete || !isGood(response.statusCode)) return;
      asked.error ??= cutOff();
      broken();
    });
  });
};

/**
 * Writes down what goes to the metadata services of containers and instances until the returned function is called. The SDK
 * asks them past every transport, so Node itself has to tell.
 */
export const watchMetadata = (environment: Environment, notes: Notes, broken: () => void): (() => void) => {
  const container = containerUrl(environment);
  const idOf = (url: string, path: string): keyof typeof LIMITS_MS | undefined => {
    if (container && url === container.origin && path.split('?')[0] === container.pathname) return 'container';
    return path.startsWith('/latest/') ? 'instance' : undefined;
  };
  const started = (message: unknown) => {
    const {request} = message as {request: ClientRequest};
    const url = `${request.protocol}//${request.getHeader('host')}`;
    const id = idOf(url, request.path);
    if (!id) return;
    const asked = {id, url};
    notes.last = asked;
    // The SDK asks a container again by itself; of an instance it would wait for the rest of the answer for ever.
    noteRequest(request, asked, () => id === 'instance' && broken());
  };
  subscribe('http.client.request.start', started);
  return () => void unsubscribe('http.client.request.start', started);
};
