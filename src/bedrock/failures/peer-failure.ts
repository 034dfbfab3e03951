/** Finds out why credentials could not be fetched, from the provider's error and the last request that it sent. */
import type {Environment} from '../settings.ts';
import {isSuccess, type PeerId, type PeerRequest} from './peer-request.ts';
import {isProblem} from './problem.ts';

/** A service that was asked for credentials, as messages name it. */
export interface Peer {
  readonly id: PeerId;
  /** Its name and host: `AWS STS (sts.us-east-1.amazonaws.com)`. */
  readonly service: string;
  /** Its name and URL, and the proxy if there is one: `AWS STS at https://…`. */
  readonly address: string;
  /** Whose credentials it provides, if that does not depend on the profile. */
  readonly holder: string | undefined;
}

const NAMES: Readonly<Record<PeerId, string>> = {
  sts: 'AWS STS',
  sso: 'the IAM Identity Center portal',
  'sso-oidc': 'IAM Identity Center',
  signin: 'AWS Sign-In',
  container: 'the container credentials endpoint',
  instance: 'the instance metadata service',
};

const HOLDERS: Readonly<Partial<Record<PeerId, string>>> = {
  container: 'the container role',
  instance: 'the instance role',
};

/** The metadata services of instances and containers. They are never asked through a proxy. */
const isMetadata = ({id}: PeerRequest): boolean => id === 'container' || id === 'instance';

/** An error that names the service that caused it. Its `cause` is the real error. */
interface PeerFailure extends Error {
  readonly peer: Peer;
}

const isPeerFailure = (value: unknown): value is PeerFailure => value instanceof Error && value.name === 'PeerFailure';

/** The real error, and the peer that caused it if that is not Bedrock. */
export const unwrapPeerFailure = (thrown: unknown): {readonly cause: unknown; readonly peer: Peer | undefined} =>
  isPeerFailure(thrown) ? {cause: thrown.cause, peer: thrown.peer} : {cause: thrown, peer: undefined};

interface Thrown {
  readonly name: string;
  readonly message: string;
  /** The provider itself says that there are no credentials. */
  readonly isProviderError: boolean;
  readonly hasMetadata: boolean;
}

/** Names of errors that an unexpected answer causes. */
const CRASH = /^(Type|Range|Reference|Syntax)?Error$/;
const PROVIDER_ERROR = /^(Credentials|Token)?ProviderError$/;

/** A provider's error contains the error that it caught, as text: `Error: message`. */
const thrownOf = (cause: unknown): Thrown => {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const isProvider = PROVIDER_ERROR.test(error.name);
  const [, name = error.name, message = error.message] =
    (isProvider && /^(\w+): (.*)$/s.exec(error.message)) || ([] as string[]);
  return {name, message, isProviderError: isProvider && !CRASH.test(name), hasMetadata: '$metadata' in error};
};

const statusError = (name: string, message: string, {status}: PeerRequest): Error =>
  Object.assign(new Error(message), {name, $metadata: {httpStatusCode: status}});

/** Made to look like the SDK's error for an answer that it could not read. */
const unreadable = (name: string, message: string, request: PeerRequest): Error =>
  Object.assign(statusError(name, message, request), {$response: undefined});

/** A status that neither provides nor refuses credentials. */
const isInconclusive = (status: number): boolean =>
  (status >= 300 && status < 400) || status >= 500 || [407, 408, 429].includes(status);

/** The real cause of `thrown`, judged by what happened to `request`. */
const realCause = (thrown: unknown, request: PeerRequest): unknown => {
  if (request.error !== undefined) return request.error;
  const {name, message, isProviderError, hasMetadata} = thrownOf(thrown);
  if (hasMetadata) return thrown;
  const {status} = request;
  if (status === undefined) return Object.assign(new Error('it sent nothing'), {name: 'TimeoutError'});
  if (request.isHtml || name === 'SyntaxError') {
    return unreadable('SyntaxError', name === 'SyntaxError' ? message : 'it is an HTML page', request);
  }
  if (isInconclusive(status) || (isMetadata(request) && !isSuccess(status))) {
    return statusError(name.endsWith('Exception') ? name : 'Unknown', message, request);
  }
  if (isMetadata(request)) return unreadable('Error', 'it holds no credentials', request);
  return isProviderError ? thrown : unreadable(name, message, request);
};

/** Only AWS's own machines have a metadata service. Elsewhere its silence is a failure only if its address is configured. */
const isAbsent = (thrown: unknown, {id, status}: PeerRequest, environment: Environment): boolean => {
  const isConfigured = Boolean(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT);
  return (
    id === 'instance' && status === undefined && !isConfigured && /from any providers/.test(thrownOf(thrown).message)
  );
};

interface PeerContext {
  readonly environment: Environment;
  /** A URL, and the proxy in front of it. */
  readonly describe: (url: string) => string;
}

/** `thrown`, wrapped with the peer that caused it, if one was asked. */
export const peerFailure = (thrown: unknown, request: PeerRequest | undefined, context: PeerContext): unknown => {
  // A problem that this program found in the credentials is not the peer's failure.
  const isOwnFinding = isProblem(thrown) && thrown !== request?.error;
  if (!request || isOwnFinding || isAbsent(thrown, request, context.environment)) return thrown;
  const name = NAMES[request.id];
  const peer: Peer = {
    id: request.id,
    service: `${name} (${new URL(request.url).host})`,
    address: `${name} at ${isMetadata(request) ? request.url : context.describe(request.url)}`,
    holder: HOLDERS[request.id],
  };
  return Object.assign(new Error('', {cause: realCause(thrown, request)}), {name: 'PeerFailure', peer});
};
