/** A client for the bucket of a model, with the credentials, the proxy and the certificates of the session with Bedrock. */
import {Readable} from 'node:stream';
import type {S3Client, S3ClientConfig} from '@aws-sdk/client-s3';
import type {S3Place} from '../../core/checks/s3-place.ts';
import type {ApiOperation} from '../../core/domain/ports.ts';
import {type FailureContext, toAppError} from '../failures/errors.ts';
import {excerpt} from '../failures/excerpt.ts';
import {explained} from '../failures/explained.ts';
import {problem} from '../failures/problem.ts';
import type {Session} from '../session/session.ts';
import {SILENT_LOGGER} from '../settings.ts';
import {describeUrl} from '../transport/proxy.ts';
import {type Transport, withHandle} from '../transport/transport.ts';

export interface S3Access {
  readonly client: S3Client;
  readonly place: S3Place;
  /** Where the bucket is, as far as known. */
  readonly region: string;
  /** What to throw for a failure of a request: it names S3 instead of Bedrock. */
  explain(operation: ApiOperation, cause: unknown): object;
}

/** The transport has read each answer as a whole, and the client expects a stream. */
const asStreams = (transport: Transport): Transport =>
  withHandle(transport, async (request, options) => {
    const {response} = await transport.handle(request, options);
    if (response.body instanceof Uint8Array) response.body = Readable.from([Buffer.from(response.body)]);
    return {response};
  });

const createClient = async (session: Session, region: string, endpoint: string | undefined): Promise<S3Client> => {
  const {S3Client} = await import('../s3-sdk.ts');
  const {settings, identity, transport, defaults} = session.parts;
  return new S3Client({
    ...(defaults as S3ClientConfig),
    ...(settings.attempts === undefined ? {} : {maxAttempts: settings.attempts}),
    authSchemePreference: ['sigv4'],
    credentials: identity.credentials as S3ClientConfig['credentials'],
    region,
    ...(endpoint === undefined ? {ignoreConfiguredEndpointUrls: true} : {endpoint, forcePathStyle: true}),
    requestHandler: asStreams(transport),
    logger: SILENT_LOGGER,
    userAgentAppId: session.client.config.userAgentAppId,
    customUserAgent: session.client.config.customUserAgent,
    // What is read are parts of files, which have no checksums; the rest would be looked for in the shared files.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    disableS3ExpressSessionAuth: true,
    useArnRegion: false,
  });
};

/** The URL that requests for the bucket go to. */
const urlOf = async ({config}: S3Client, {bucket}: S3Place, endpoint: string | undefined): Promise<string> => {
  if (endpoint !== undefined) return endpoint;
  const {useFipsEndpoint: isFips, useDualstackEndpoint: isDualStack, endpointProvider} = config;
  const [Region, UseFIPS, UseDualStack] = [await config.region(), await isFips(), await isDualStack()];
  const {url} = endpointProvider({Bucket: bucket, Region, UseFIPS, UseDualStack});
  return url.href.replace(/\/$/, '');
};

/** Throws if there are no credentials for S3, or its endpoint is unusable. */
export const openS3 = async (session: Session, place: S3Place, region = session.parts.region): Promise<S3Access> => {
  const {context, parts} = session;
  if (context.hasApiKey) throw problem('ApiKeyForS3', 'S3 needs other credentials');
  const endpoint = parts.s3Endpoint();
  const client = await createClient(session, region, endpoint);
  const url = await urlOf(client, place, endpoint);
  const peer = describeUrl(url, parts.settings.environment);
  // The secrets are read when they are needed: credentials may have been renewed.
  const contextNow = (): FailureContext => ({
    ...context,
    secrets: context.secrets,
    region,
    regionHost: undefined,
    peer,
  });
  return {
    client,
    place,
    region,
    explain: (operation, cause) => explained(cause, toAppError(operation, cause, contextNow())),
  };
};

interface Refusal {
  readonly message?: unknown;
  readonly $response?: {readonly headers?: Readonly<Record<string, string | undefined>>};
}

/** The region that S3 names, in a header or in words, in its answer to a request for a bucket that is elsewhere. */
export const otherRegionIn = (cause: unknown, {region}: S3Access): string | undefined => {
  const {$response: response, message} = (typeof cause === 'object' && cause !== null ? cause : {}) as Refusal;
  const named =
    response?.headers?.['x-amz-bucket-region'] ?? /\bexpecting '([^']*)'/.exec(excerpt(String(message ?? '')))?.[1];
  return named !== undefined && named !== region && /^[a-z0-9-]{1,63}$/.test(named) ? named : undefined;
};
