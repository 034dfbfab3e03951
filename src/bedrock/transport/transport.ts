/** The HTTP transport: time limits, certificate bundle and proxies. The SDK takes none of these from the environment. */
import {readFile} from 'node:fs/promises';
import type {NodeHttpHandler, NodeHttpHandlerOptions} from '@smithy/node-http-handler';
import {problem} from '../failures/problem.ts';
import type {Profile} from '../profiles/profiles.ts';
import {type Environment, SILENT_LOGGER, type TimeLimits} from '../settings.ts';
import {noteAttempt} from '../waiting/attempts.ts';
import {isProxySet, proxyFor} from './proxy.ts';
import {readingWholeAnswers} from './whole-answer.ts';

interface TransportSources {
  readonly environment: Environment;
  readonly profile: Profile | undefined;
  readonly limits: TimeLimits;
}

/** The part of an HTTP handler that the SDK uses. Bedrock, STS and SSO share one. */
export type Transport = Pick<
  NodeHttpHandler,
  'handle' | 'destroy' | 'metadata' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

/** `transport` with another `handle`. Its configuration cannot be changed, because it is shared. */
export const withHandle = (transport: Transport, handle: Transport['handle']): Transport => ({
  metadata: transport.metadata,
  handle,
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => transport.httpHandlerConfigs(),
  destroy: () => transport.destroy(),
});

/** Throws if the certificate bundle cannot be used. */
export const createTransport = async (sources: TransportSources): Promise<Transport> => {
  const {environment, limits} = sources;
  const {NodeHttpHandler} = await import('../sdk.ts');
  const ca = await certificateBundle(environment, sources.profile);
  const options: NodeHttpHandlerOptions = {
    connectionTimeout: limits.connectMs,
    logger: SILENT_LOGGER,
  };
  const direct = new NodeHttpHandler({...options, httpsAgent: {ca}});
  if (!isProxySet(environment)) return withTimeLimit(direct, limits);
  const {HttpsProxyAgent} = await import('https-proxy-agent');
  const throughProxy = (proxy: URL): NodeHttpHandler => {
    const agent = new HttpsProxyAgent(proxy, {keepAlive: true, maxSockets: 50, ca});
    // The constructor's `ca` is for the proxy only. Without this, the server behind it is checked against Node's own roots.
    Object.assign(agent.options, {ca});
    return new NodeHttpHandler({
      ...options,
      httpAgent: agent,
      httpsAgent: agent as NodeHttpHandlerOptions['httpsAgent'],
    });
  };
  return withTimeLimit(withProxies(direct, throughProxy, environment), limits);
};

/** The SDK's own time limits end with the head of an answer, or start again with each byte. */
const withTimeLimit = (transport: Transport, {requestMs}: TimeLimits): Transport => {
  const read = readingWholeAnswers((request, options) => transport.handle(request, options), requestMs);
  return withHandle(transport, (request, options) => {
    noteAttempt(request, options?.abortSignal);
    return read(request, options);
  });
};

/** Chooses the proxy for each request by its host: NO_PROXY often names the Bedrock endpoint, but not STS. */
const withProxies = (
  direct: NodeHttpHandler,
  throughProxy: (proxy: URL) => NodeHttpHandler,
  environment: Environment,
): Transport => {
  const proxied = new Map<string, NodeHttpHandler>();
  const handlerFor = (url: URL): NodeHttpHandler => {
    const proxy = proxyFor(url, environment);
    if (!proxy) return direct;
    const handler = proxied.get(proxy.href) ?? throughProxy(proxy);
    proxied.set(proxy.href, handler);
    return handler;
  };
  const handle: Transport['handle'] = async (request, options) => {
    const port = request.port ? `:${request.port}` : '';
    return handlerFor(new URL(`${request.protocol}//${request.hostname}${port}`)).handle(request, options);
  };
  return {
    ...withHandle(direct, handle),
    destroy: () => {
      for (const handler of [direct, ...proxied.values()]) handler.destroy();
    },
  };
};

/** The certificates in AWS_CA_BUNDLE, or in the profile's ca_bundle. They replace Node's own, as in the AWS CLI. */
const certificateBundle = async (
  environment: Environment,
  profile: Profile | undefined,
): Promise<string | undefined> => {
  const path = environment.AWS_CA_BUNDLE || profile?.ca_bundle;
  if (!path) return undefined;
  const source = environment.AWS_CA_BUNDLE ? 'AWS_CA_BUNDLE' : 'the profile’s ca_bundle';
  const refuse = (reason: string) => problem('CaBundleUnreadable', `${source}: ${path} ${reason}`);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw refuse('cannot be read');
  if (!text.includes('-----BEGIN ')) throw refuse('contains no PEM certificate');
  return text;
};
