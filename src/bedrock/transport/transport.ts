/** The HTTP transport: time limits and proxies. The SDK takes neither from the environment. */
import type {NodeHttpHandler, NodeHttpHandlerOptions} from '@smithy/node-http-handler';
import {type Environment, SILENT_LOGGER, type TimeLimits} from '../settings.ts';
import {noteAttempt} from '../waiting/attempts.ts';
import type {Agents} from './agents.ts';
import {isProxySet, proxyFor} from './proxy.ts';
import {readingWholeAnswers} from './whole-answer.ts';

interface TransportSources {
  readonly environment: Environment;
  readonly agents: Agents;
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

export const createTransport = async ({environment, agents, limits}: TransportSources): Promise<Transport> => {
  const {NodeHttpHandler} = await import('../sdk.ts');
  const options: NodeHttpHandlerOptions = {
    connectionTimeout: limits.connectMs,
    logger: SILENT_LOGGER,
  };
  const direct = new NodeHttpHandler({...options, httpsAgent: agents.direct});
  const throughProxy = (proxy: URL): NodeHttpHandler => {
    const agent = agents.proxied(proxy);
    return new NodeHttpHandler({
      ...options,
      httpAgent: agent,
      httpsAgent: agent as NodeHttpHandlerOptions['httpsAgent'],
    });
  };
  const transport = isProxySet(environment) ? withProxies(direct, throughProxy, environment) : direct;
  return withTimeLimit(transport, limits);
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
