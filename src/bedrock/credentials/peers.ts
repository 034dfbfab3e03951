/**
 * Notes which service is asked for credentials, and what it answers. The SDK's providers turn most failures into an error
 * without host, status or code, so these are taken from the requests themselves.
 */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {peerFailure} from '../failures/peer-failure.ts';
import {isHtml, type PeerId, type PeerRequest, type PeerRequests} from '../failures/peer-request.ts';
import type {Environment} from '../settings.ts';
import {type Transport, withHandle} from '../transport/transport.ts';
import {watchMetadata} from './metadata-requests.ts';

/** AWS's services, by the path of the request: with AWS_ENDPOINT_URL they may all share one host. */
const PATHS: readonly (readonly [RegExp, PeerId])[] = [
  [/\/federation\/credentials$/, 'sso'],
  [/\/v1\/token$/, 'signin'],
  [/\/token$/, 'sso-oidc'],
];

const peerAt = (path: string): PeerId => PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? 'sts';

type Request = Parameters<Transport['handle']>[0];

const urlOf = ({protocol, hostname, port}: Request): string => `${protocol}//${hostname}${port ? `:${port}` : ''}`;

/** `transport`, with every request noted in `requests`. */
const recording = (transport: Transport, requests: PeerRequests): Transport => {
  const handle: Transport['handle'] = async (request, options) => {
    const noted: PeerRequest = {id: peerAt(request.path), url: urlOf(request)};
    requests.last = noted;
    try {
      const answer = await transport.handle(request, options);
      const {statusCode, headers} = answer.response;
      noted.status = statusCode;
      noted.isHtml = isHtml(headers['content-type']);
      return answer;
    } catch (cause) {
      noted.error = cause;
      throw cause;
    }
  };
  // A provider destroys its client, but the transport is shared.
  return {...withHandle(transport, handle), destroy: () => {}};
};

/** After a failed renewal of an SSO session, the SDK does not ask again for this long, and says that the session has expired. */
const RENEWAL_PAUSE_MS = 30_000;
const renewals = new Map<string, {readonly at: number; readonly failure: unknown}>();

/** The failure of the last renewal if the SDK did not ask again because of its pause; otherwise `failure`. */
const renewalFailure = (holder: string, failure: unknown, request: PeerRequest | undefined): unknown => {
  if (request?.id === 'sso-oidc') renewals.set(holder, {at: Date.now(), failure});
  const renewal = renewals.get(holder);
  const isPause = !request && /^Token is expired\b/.test((failure as {message?: string} | undefined)?.message ?? '');
  return isPause && renewal && Date.now() - renewal.at < RENEWAL_PAUSE_MS ? renewal.failure : failure;
};

interface PeerSources {
  readonly environment: Environment;
  readonly transport: Transport;
  /** The profile for which credentials are fetched. */
  readonly holder: string;
  /** How long to wait for credentials, in ms. A peer that is still silent shortly before the end is blamed. */
  readonly waitMs: number;
  /** A URL, and the proxy in front of it. */
  readonly describe: (url: string) => string;
}

/** The share of the wait after which a silent peer is blamed. */
const BLAME_AFTER = 0.9;
const silence = (): Error => Object.assign(new Error('it is silent'), {name: 'TimeoutError', code: 'ETIMEDOUT'});

type Credentials = BedrockClientConfig['credentials'];
type Provider = Extract<NonNullable<Credentials>, (...args: never[]) => unknown>;

/** What a client passes to its credential provider. */
interface ProviderOptions {
  readonly callerClientConfig?: object;
}

/** The transport for credential providers, and a wrapper that makes their failures name the service that failed. */
export const createPeers = ({environment, transport, holder, waitMs, describe}: PeerSources) => {
  const requests: PeerRequests = {last: undefined};
  const recordingTransport = recording(transport, requests);

  const attributing = (provider: Provider): Provider => {
    const ask = provider as (options: ProviderOptions) => ReturnType<Provider>;
    return async (given?: ProviderOptions) => {
      requests.last = undefined;
      let giveUp = () => {};
      const broken = new Promise<never>((_, reject) => {
        giveUp = () => reject(new Error('the answer never ended'));
      });
      const stop = watchMetadata(environment, requests, giveUp);
      const timer = setTimeout(() => {
        stop();
        if (!requests.last) return;
        requests.last.error ??= silence();
        giveUp();
      }, waitMs * BLAME_AFTER);
      // Some providers use only the caller's client configuration.
      const callerClientConfig = {...given?.callerClientConfig, requestHandler: recordingTransport};
      try {
        return await Promise.race([ask({...given, callerClientConfig}), broken]);
      } catch (cause) {
        throw renewalFailure(holder, peerFailure(cause, requests.last, {environment, describe}), requests.last);
      } finally {
        stop();
        clearTimeout(timer);
      }
    };
  };

  return {
    transport: recordingTransport,
    /** Wraps `credentials` if they are a provider. */
    attributed: (credentials: Credentials): Credentials =>
      typeof credentials === 'function' ? attributing(credentials as Provider) : credentials,
  };
};
