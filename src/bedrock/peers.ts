/**
 * Notes which service is asked for credentials, and what it answers. The SDK's providers turn most failures into one error without a
 * host, a status or a code, so these are taken from the requests themselves.
 */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {type Asked, isHtml, type Notes, type PeerId} from './asked.ts';
import {watchMetadata} from './metadata-requests.ts';
import {peerFailure} from './peer-failure.ts';
import type {Environment} from './settings.ts';
import {type Transport, withHandle} from './transport.ts';

/** AWS's own, told by the path: with AWS_ENDPOINT_URL all of them may be one host. */
const PATHS: readonly (readonly [RegExp, PeerId])[] = [
  [/\/federation\/credentials$/, 'sso'],
  [/\/v1\/token$/, 'signin'],
  [/\/token$/, 'sso-oidc'],
];

const peerAt = (path: string): PeerId => PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? 'sts';

type Request = Parameters<Transport['handle']>[0];

const urlOf = ({protocol, hostname, port}: Request): string => `${protocol}//${hostname}${port ? `:${port}` : ''}`;

/** `transport`, with every request written down in `notes`. */
const noted = (transport: Transport, notes: Notes): Transport => {
  const handle: Transport['handle'] = async (request, options) => {
    const asked: Asked = {id: peerAt(request.path), url: urlOf(request)};
    notes.last = asked;
    try {
      const answer = await transport.handle(request, options);
      const {statusCode, headers} = answer.response;
      asked.status = statusCode;
      asked.isHtml = isHtml(headers['content-type']);
      return answer;
    } catch (cause) {
      asked.error = cause;
      throw cause;
    }
  };
  // A provider closes its client, but others go on using the transport.
  return {...withHandle(transport, handle), destroy: () => {}};
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
  /** How long credentials are waited for. A peer that is still silent shortly before that is named. */
  readonly waitMs: number;
  /** A URL in words, with the proxy in front of it. */
  readonly describe: (url: string) => string;
}

const NEARLY = 0.9;
const silence = (): Error => Object.assign(new Error('it is silent'), {name: 'TimeoutError', code: 'ETIMEDOUT'});

type Credentials = BedrockClientConfig['credentials'];
type Provider = Extract<NonNullable<Credentials>, (...args: never[]) => unknown>;

/** What providers get from the client that asks them. */
interface ProviderOptions {
  readonly callerClientConfig?: object;
}

/** The transport for providers, and a wrapper that makes their failures name the service that failed. */
export const createPeers = ({environment, transport, holder, waitMs, describe}: PeerSources) => {
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
      const timer = setTimeout(() => {
        stop();
        if (!notes.last) return;
        notes.last.error ??= silence();
        giveUp();
      }, waitMs * NEARLY);
      // Some providers take no client configuration but the caller's.
      const callerClientConfig = {...given?.callerClientConfig, requestHandler: notedTransport};
      try {
        return await Promise.race([ask({...given, callerClientConfig}), broken]);
      } catch (cause) {
        throw withoutPause(holder, peerFailure(cause, notes.last, {environment, describe}), notes.last);
      } finally {
        stop();
        clearTimeout(timer);
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
