/**
 * Notes who is asked for credentials, and what comes of it. The SDK's providers turn most failures into one error without a
 * host, a status or a code, so these are taken from the requests themselves.
 */
import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest, IncomingMessage} from 'node:http';
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {peerFailure} from './peer-failure.ts';
import type {Environment} from './settings.ts';
import type {Transport} from './transport.ts';

/** Whoever can be asked for credentials over HTTP. */
export type PeerId = 'sts' | 'sso' | 'sso-oidc' | 'signin' | 'container' | 'instance';

/** One request for credentials. It has a status, an error, or neither as long as nothing has come. */
export interface Asked {
  readonly id: PeerId;
  /** Scheme, host and port. */
  readonly url: string;
  status?: number | undefined;
  isHtml?: boolean | undefined;
  error?: unknown;
}

/** The last request of a search for credentials is the one that decides how it ends. */
interface Notes {
  last: Asked | undefined;
}

/** AWS's own, told by the path: with AWS_ENDPOINT_URL all of them may be one host. */
const PATHS: readonly (readonly [RegExp, PeerId])[] = [
  [/\/federation\/credentials$/, 'sso'],
  [/\/v1\/token$/, 'signin'],
  [/\/token$/, 'sso-oidc'],
];

const peerAt = (path: string): PeerId => PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? 'sts';

const isGood = (status = 0): boolean => status >= 200 && status < 300;

const isHtml = (type: unknown): boolean => /\bhtml\b/i.test(String(type ?? ''));

type Request = Parameters<Transport['handle']>[0];

const urlOf = ({protocol, hostname, port}: Request): string => `${protocol}//${hostname}${port ? `:${port}` : ''}`;

/** `transport`, with every request written down in `notes`. */
const noted = (transport: Transport, notes: Notes): Transport => ({
  metadata: transport.metadata,
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => transport.httpHandlerConfigs(),
  // A provider closes its client, but others go on using the transport.
  destroy: () => {},
  handle: async (request, options) => {
    const asked: Asked = {id: peerAt(request.path), url: urlOf(request)};
    notes.last = asked;
    const failed = (error: unknown) => {
      asked.error = error;
    };
    try {
      const answer = await transport.handle(request, options);
      const {statusCode, headers, body} = answer.response;
      asked.status = statusCode;
      asked.isHtml = isHtml(headers['content-type']);
      if (typeof body?.once === 'function') body.once('error', failed);
      return answer;
    } catch (cause) {
      failed(cause);
      throw cause;
    }
  },
});

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

/** Notes what becomes of a request to a metadata service, and calls `broken` if its answer never comes to an end. */
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
const watchMetadata = (environment: Environment, notes: Notes, broken: () => void): (() => void) => {
  const container = containerUrl(environment);
  const idOf = (url: string, path: string): keyof typeof LIMITS_MS | undefined => {
    if (container && url === container.origin && path.startsWith(container.pathname)) return 'container';
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

/** For so long after an SSO session could not be renewed, the SDK does not ask again, and says that it has expired. */
const RENEWAL_PAUSE_MS = 30_000;
const renewals = new Map<string, {readonly at: number; readonly failure: unknown}>();

/** `failure`, or the one behind it if nobody was asked because of the SDK's own pause. */
const withoutPause = (holder: string, failure: unknown, asked: Asked | undefined): unknown => {
  if (asked?.id === 'sso-oidc') renewals.set(holder, {at: Date.now(), failure});
  const renewal = renewals.get(holder);
  const isPause = !asked && /^Token is expired\b/.test((failure as {message?: string} | undefined)?.message ?? '');
  return isPause && renewal && Date.now() - renewal.at < RENEWAL_PAUSE_MS ? renewal.failure : failure;
};

interface PeerSources {
  readonly environment: Environment;
  readonly transport: Transport;
  /** The profile for which credentials are fetched. */
  readonly holder: string;
  /** Who stands behind a URL, with the proxy before it. */
  readonly describe: (url: string) => string;
}

type Credentials = BedrockClientConfig['credentials'];
type Provider = Extract<NonNullable<Credentials>, (...args: never[]) => unknown>;

/** What providers get from the client that asks them. */
interface ProviderOptions {
  readonly callerClientConfig?: object;
}

/** The transport for providers, and what makes their failures name whoever failed. */
export const createPeers = ({environment, transport, holder, describe}: PeerSources) => {
  const notes: Notes = {last: undefined};
  const notedTransport = noted(transport, notes);

  const blaming = (provider: Provider): Provider => {
    const ask = provider as (options: ProviderOptions) => ReturnType<Provider>;
    return async (given?: ProviderOptions) => {
      notes.last = undefined;
      let giveUp = () => {};
      const broken = new Promise<never>((_, reject) => {
        giveUp = () => reject(new Error('the answer never ended'));
      });
      const stop = watchMetadata(environment, notes, giveUp);
      // Some providers take no client configuration but the caller's.
      const callerClientConfig = {...given?.callerClientConfig, requestHandler: notedTransport};
      try {
        return await Promise.race([ask({...given, callerClientConfig}), broken]);
      } catch (cause) {
        throw withoutPause(holder, peerFailure(cause, notes.last, {environment, describe}), notes.last);
      } finally {
        stop();
      }
    };
  };

  return {
    transport: notedTransport,
    /** `credentials`, if they have to be fetched. */
    blamed: (credentials: Credentials): Credentials =>
      typeof credentials === 'function' ? blaming(credentials as Provider) : credentials,
  };
};
