/** What really failed when credentials could not be fetched, told from the provider's error and the last request it made. */
import {type Asked, isGood, type PeerId} from './asked.ts';
import {isProblem} from './problem.ts';
import type {Environment} from './settings.ts';

/** The service that was asked for credentials, as a sentence names it. */
export interface Peer {
  readonly id: PeerId;
  /** With its host: `AWS STS (sts.us-east-1.amazonaws.com)`. */
  readonly service: string;
  /** With its URL, and the proxy before it. */
  readonly words: string;
  /** Whose credentials it gives, if that does not depend on the profile. */
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

/** Those of a machine or a container: they are asked past every proxy. */
const isMetadata = ({id}: Asked): boolean => id === 'container' || id === 'instance';

/** An error with the service that caused it. */
interface PeerFailure extends Error {
  readonly peer: Peer;
}

const isPeerFailure = (value: unknown): value is PeerFailure => value instanceof Error && value.name === 'PeerFailure';

/** The error itself, and the peer that it comes from if that is not Bedrock. */
export const unwrapped = (thrown: unknown): {readonly cause: unknown; readonly peer: Peer | undefined} =>
  isPeerFailure(thrown) ? {cause: thrown.cause, peer: thrown.peer} : {cause: thrown, peer: undefined};

interface Thrown {
  readonly name: string;
  readonly message: string;
  /** A provider's own error, which says that there are no credentials. */
  readonly isOfChain: boolean;
  readonly hasMetadata: boolean;
}

/** What comes of an answer that nobody expected. */
const CRASH = /^(Type|Range|Reference|Syntax)?Error$/;
const CHAIN = /^(Credentials|Token)?ProviderError$/;

/** A provider's error holds what it caught as text: `Error: what was said`. */
const thrownOf = (cause: unknown): Thrown => {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const isProvider = CHAIN.test(error.name);
  const [, name = error.name, message = error.message] =
    (isProvider && /^(\w+): (.*)$/s.exec(error.message)) || ([] as string[]);
  return {name, message, isOfChain: isProvider && !CRASH.test(name), hasMetadata: '$metadata' in error};
};

const answered = (name: string, message: string, {status}: Asked): Error =>
  Object.assign(new Error(message), {name, $metadata: {httpStatusCode: status}});

/** The SDK marks an answer that it could not read by its response. */
const unreadable = (name: string, message: string, asked: Asked): Error =>
  Object.assign(answered(name, message, asked), {$response: undefined});

/** No credentials can be in such an answer, and none are refused by it. */
const isBroken = (status: number): boolean =>
  (status >= 300 && status < 400) || status >= 500 || [407, 408, 429].includes(status);

/** `thrown`, or what stands behind it; undefined if the peer did nothing wrong. */
const behind = (thrown: unknown, asked: Asked): unknown => {
  if (asked.error !== undefined) return asked.error;
  const {name, message, isOfChain, hasMetadata} = thrownOf(thrown);
  if (hasMetadata) return thrown;
  const {status} = asked;
  if (status === undefined) return Object.assign(new Error('it sent nothing'), {name: 'TimeoutError'});
  if (asked.isHtml || name === 'SyntaxError') {
    return unreadable('SyntaxError', name === 'SyntaxError' ? message : 'it is an HTML page', asked);
  }
  if (isBroken(status) || (isMetadata(asked) && !isGood(status))) {
    return answered(name.endsWith('Exception') ? name : 'Unknown', message, asked);
  }
  if (isMetadata(asked)) return unreadable('Error', 'it holds no credentials', asked);
  return isOfChain ? thrown : unreadable(name, message, asked);
};

/** Only a machine of AWS's has a metadata service: if nobody set it up, its silence on any other one is no failure. */
const isAbsent = (thrown: unknown, {id, status}: Asked, environment: Environment): boolean => {
  const isChosen = Boolean(environment.AWS_EC2_METADATA_SERVICE_ENDPOINT);
  return id === 'instance' && status === undefined && !isChosen && /from any providers/.test(thrownOf(thrown).message);
};

interface Words {
  readonly environment: Environment;
  readonly describe: (url: string) => string;
}

/** `thrown`, with the name of the peer that caused it if one was asked. */
export const peerFailure = (thrown: unknown, asked: Asked | undefined, {environment, describe}: Words): unknown => {
  // What is wrong with credentials that came is told as such.
  const isOwnFinding = isProblem(thrown) && thrown !== asked?.error;
  if (!asked || isOwnFinding || isAbsent(thrown, asked, environment)) return thrown;
  const name = NAMES[asked.id];
  const peer: Peer = {
    id: asked.id,
    service: `${name} (${new URL(asked.url).host})`,
    words: `${name} at ${isMetadata(asked) ? asked.url : describe(asked.url)}`,
    holder: HOLDERS[asked.id],
  };
  return Object.assign(new Error('', {cause: behind(thrown, asked)}), {name: 'PeerFailure', peer});
};
