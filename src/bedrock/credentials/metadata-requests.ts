/** Notes the requests for credentials that the SDK sends to containers and instances without using our transport. */
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest, IncomingMessage} from 'node:http';
import {isHtml, isSuccess, type PeerRequest, type PeerRequests} from '../failures/peer-request.ts';
import type {Environment} from '../settings.ts';

const CONTAINER_HOST = 'http://169.254.170.2';

const containerUrl = (environment: Environment): URL | undefined => {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const text = relative ? `${CONTAINER_HOST}${relative}` : environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  return text && URL.canParse(text) ? new URL(text) : undefined;
};

/**
 * After one second without an answer from a container, the SDK warns on the console, so the request is ended before that. The
 * SDK ends a silent request to an instance by itself, but not one whose answer trickles in.
 */
const LIMITS_MS = {container: 900, instance: 3_000};

const timedOut = (ms: number): Error =>
  Object.assign(new Error(`no answer within ${ms} ms`), {name: 'TimeoutError', code: 'ETIMEDOUT'});

const truncated = (): Error => Object.assign(new Error('the answer ends too soon'), {code: 'ECONNRESET'});

type MetadataRequest = PeerRequest & {readonly id: keyof typeof LIMITS_MS};

/** Notes how a request to a metadata service ends. Calls `giveUp` if the answer is cut off or does not end in time. */
const noteRequest = (request: ClientRequest, noted: MetadataRequest, giveUp: () => void): void => {
  const ms = LIMITS_MS[noted.id];
  const timer = setTimeout(() => {
    noted.error = timedOut(ms);
    request.destroy(timedOut(ms));
    giveUp();
  }, ms);
  request.once('close', () => clearTimeout(timer));
  request.once('error', error => {
    noted.error ??= error;
  });
  request.once('response', (response: IncomingMessage) => {
    noted.status = response.statusCode;
    noted.isHtml = isHtml(response.headers['content-type']);
    response.once('close', () => {
      if (response.complete || !isSuccess(response.statusCode)) return;
      noted.error ??= truncated();
      giveUp();
    });
  });
};

/**
 * Notes in `requests` what is sent to the metadata services of containers and instances, until the returned function is
 * called. The SDK does not use our transport for them, so Node's diagnostics channel is used. Calls `giveUp` if the answer of
 * an instance never ends.
 */
export const watchMetadata = (environment: Environment, requests: PeerRequests, giveUp: () => void): (() => void) => {
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
    const noted = {id, url};
    requests.last = noted;
    // The SDK asks a container again by itself, but would wait for ever for the rest of an instance's answer.
    noteRequest(request, noted, () => id === 'instance' && giveUp());
  };
  subscribe('http.client.request.start', started);
  return () => void unsubscribe('http.client.request.start', started);
};
