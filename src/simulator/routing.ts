/** Which world a request is for, and the refusals of requests that are for none. */
import type {IncomingMessage} from 'node:http';
import {refusal} from './api/reply.ts';
import {cutText} from './cut-text.ts';
import type {RawAnswer} from './http/interception.ts';
import {urlOf} from './http/ports.ts';
import {isSignedForS3, signedRegion} from './http/signature.ts';
import {rawOf, type Service} from './service.ts';

const MAX_SHOWN = 100;

/**
 * The service for a request to the port that all share: that of the first world in the region that the request is signed for. A
 * request without a region, such as one with an API key, is for the first world; so is every request if there is only one. S3
 * knows the buckets of all regions, so a request to it always has a world, which may answer with a redirection.
 */
export const serviceFor = (services: readonly Service[], request: IncomingMessage): Service | undefined => {
  const region = signedRegion(request.headers.authorization);
  if (services.length === 1 || region === undefined) return services[0];
  const found = services.find(({world}) => world.region === region);
  return found ?? (isSignedForS3(request.headers.authorization) ? services[0] : undefined);
};

/** The answer to a request that is signed for a region without a world. AWS begins its message with the same sentence. */
export const outOfScope = (services: readonly Service[], request: IncomingMessage): RawAnswer => {
  const region = cutText(signedRegion(request.headers.authorization) ?? '', MAX_SHOWN);
  const regions = [...new Set(services.map(({world}) => world.region))].join(', ');
  return rawOf(
    refusal(
      'InvalidSignatureException',
      `Credential should be scoped to a valid region. This one is scoped to ${region}, and the simulator has ${regions}.`,
    ),
  );
};

/** The answer to a request for another host's name. */
export const misdirected = ({headers, socket}: IncomingMessage): RawAnswer => {
  const host = headers.host === undefined ? 'no host' : `the host ${cutText(headers.host, MAX_SHOWN)}`;
  return rawOf(
    refusal(
      'MisdirectedRequestException',
      `The simulator answers requests for localhost, *.localhost, 127.x.x.x and [::1] only; this one names ${host}. Use ${urlOf(socket.localPort ?? 0)}.`,
    ),
  );
};
