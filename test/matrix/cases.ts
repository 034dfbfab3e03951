/** What a request can meet: every fault of the simulator, answers that only other machines give, and sockets that fail. */
import type {RawAnswer} from '../../src/simulator/http/interception.ts';
import {ask} from '../simulator/simulated.ts';
import type {Place} from './place.tsx';
import {troubled, type Verb} from './trouble.ts';

export interface Case {
  readonly name: string;
  /** The simulator's name for it, if it is one of its faults. */
  readonly fault?: string | undefined;
  /** How long a request may take; the usual time if the case is not about that. */
  readonly requestMs?: number;
  /** Begins; the function that it returns ends it. */
  readonly strike: (place: Place, verb: Verb) => Promise<() => void>;
}

const fault = (name: string, spec: string, more: Pick<Case, 'requestMs'> = {}): Case => ({
  name,
  ...more,
  fault: /^[a-z-]+/.exec(spec)?.[0],
  strike: async ({simulator}, verb) => {
    simulator.faults.add(`${spec}:op=${verb}`);
    return simulator.faults.clear;
  },
});

/** The limit counts from its first request on; that one is made here. */
const rateLimit: Case = {
  name: '429, more than one request in a second',
  fault: 'rate',
  strike: async ({simulator}, verb) => {
    simulator.faults.add(`rate=1:op=${verb}`);
    await ask(simulator, verb === 'List' ? '/model-import-jobs' : '/model-import-jobs/nobody');
    return simulator.faults.clear;
  },
};

const answer = (name: string, raw: RawAnswer): Case => ({
  name,
  strike: async (place, verb) => {
    place.intercept = {verb, raw};
    return () => {
      place.intercept = undefined;
    };
  },
});

const refused = (status: number, type: string, message: string, name = `${status}, ${type}`): Case =>
  answer(name, {status, headers: {'x-amzn-errortype': type}, body: JSON.stringify({message})});

const socket = (name: string, members: object, message: string): Case => ({
  name,
  strike: async (_, verb) => troubled(verb, () => Object.assign(new Error(message), members)),
});

const DNS = 'getaddrinfo ENOTFOUND bedrock.us-east-1.amazonaws.com';

export const FAULT_CASES: readonly Case[] = [
  fault('429, ThrottlingException', 'throttle'),
  fault('429 with Retry-After', 'throttle:retry-after=1'),
  rateLimit,
  fault('500, InternalServerException', 'error=500'),
  fault('503, ServiceUnavailableException', 'error=503'),
  fault('403, AccessDeniedException', 'deny'),
  fault('403, ExpiredTokenException', 'expired'),
  fault('403, UnrecognizedClientException', 'unrecognized'),
  fault('400, a page token that has expired', 'token-expired'),
  fault('400, ValidationException of any request', 'exception=ValidationException'),
  fault('400 for a job that is not known', 'unknown-id'),
  fault('No answer', 'hang', {requestMs: 600}),
  fault('An answer that stops in the middle', 'stall', {requestMs: 600}),
  fault('A connection that is reset', 'reset'),
  fault('JSON that is cut off', 'truncate'),
  fault('HTML with status 200', 'html=200'),
  fault('HTML with status 503', 'html=503'),
  fault('An empty body', 'empty'),
  fault('A page token that comes again', 'repeat-token'),
  fault('An empty page with a token', 'empty-page:pages=1000'),
  fault('A job on two pages', 'duplicate'),
  fault('A status that is not known', 'unknown-status'),
  fault('Optional members missing', 'sparse'),
  fault('Times with microseconds and offsets', 'micros'),
  fault('Hostile text', 'hostile'),
  fault('A clock that differs by an hour', 'skew=3600'),
  fault('Latency', 'latency=20'),
];

export const ANSWERS: readonly Case[] = [
  answer('403 without a reason', {status: 403, body: ''}),
  answer('302, a redirect', {status: 302, headers: {location: 'http://login.example/'}, body: ''}),
  answer('407, a proxy that wants a login', {status: 407, body: ''}),
  answer('404 as HTML', {status: 404, headers: {'content-type': 'text/html'}, body: '<html>Not here</html>'}),
  answer('503 without a reason', {status: 503, body: ''}),
  answer('200 without a list or a job', {status: 200, body: '{}'}),
  answer('200 with five megabytes', {status: 200, body: ' '.repeat(5_000_000)}),
  answer('200 with a time as a number', {
    status: 200,
    body: '{"modelImportJobSummaries":[{"creationTime":1}],"jobArn":"arn:x","creationTime":1}',
  }),
  refused(400, 'ValidationException', "1 validation error detected: Value 'x' at 'nameContains' failed"),
  refused(404, 'ResourceNotFoundException', 'The provided model import job was not found.'),
  refused(
    400,
    'ValidationException',
    'The model import job was not found.',
    '400, ValidationException for an unknown job',
  ),
  refused(404, 'UnknownOperationException', 'The requested operation is not recognized by the service.'),
  refused(403, 'OptInRequired', 'The AWS Access Key Id needs a subscription for the service'),
  refused(403, 'InvalidSignatureException', 'Signature expired: 20261123T110000Z is now earlier than 20261123T115500Z'),
  refused(
    403,
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided.',
    '403, InvalidSignatureException for a wrong key',
  ),
  refused(418, 'BrandNewException', 'Something new.', 'An error that is not known'),
];

const SOCKETS: readonly Case[] = [
  socket('A name that cannot be looked up', {code: 'ENOTFOUND'}, DNS),
  socket('A name server that does not answer', {code: 'EAI_AGAIN'}, DNS.replace('ENOTFOUND', 'EAI_AGAIN')),
  socket('A connection that is refused', {code: 'ECONNREFUSED'}, 'connect ECONNREFUSED 192.0.2.1:443'),
  socket('A host out of reach', {code: 'EHOSTUNREACH'}, 'connect EHOSTUNREACH 192.0.2.1:443'),
  socket('A connection that hangs up', {name: 'TimeoutError', code: 'ECONNRESET'}, 'socket hang up'),
  socket('A pipe that is broken', {name: 'TimeoutError', code: 'EPIPE'}, 'write EPIPE'),
  socket(
    'A connection that is not made in time',
    {name: 'TimeoutError'},
    '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 5000 ms.',
  ),
  socket('A request that takes too long', {name: 'TimeoutError', code: 'ETIMEDOUT'}, 'no answer within 20 s'),
  socket('An answer that does not end', {name: 'TimeoutError'}, 'no complete answer within 20 s'),
  socket(
    'A certificate of a company’s proxy',
    {code: 'SELF_SIGNED_CERT_IN_CHAIN'},
    'self-signed certificate in certificate chain',
  ),
  socket('A certificate of nobody known', {code: 'DEPTH_ZERO_SELF_SIGNED_CERT'}, 'self-signed certificate'),
  socket(
    'A certificate without its chain',
    {code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'},
    'unable to verify the first certificate',
  ),
  socket(
    'A certificate for another name',
    {code: 'ERR_TLS_CERT_ALTNAME_INVALID'},
    "Hostname/IP does not match certificate's altnames",
  ),
  socket('A port that does not speak HTTP', {code: 'HPE_INVALID_CONSTANT'}, 'Parse Error: Expected HTTP/'),
  socket('A proxy that hangs up', {}, 'Proxy connection ended before receiving CONNECT response'),
  socket('Too many open files', {code: 'EMFILE'}, 'connect EMFILE 192.0.2.1:443 - Local (undefined:undefined)'),
  socket('An alert of TLS', {code: 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR'}, 'tlsv1 alert internal error'),
  socket('HTTPS asked of a port for HTTP', {code: 'EPROTO'}, 'write EPROTO: SSL routines: wrong version number'),
];

export const OTHER_CASES: readonly Case[] = [...ANSWERS, ...SOCKETS];

/** In the order of the document. Each part has a test file of its own. */
export const CASES: readonly Case[] = [...FAULT_CASES, ...OTHER_CASES];
