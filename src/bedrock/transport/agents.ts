/** The HTTPS agents: one for direct connections, one for each proxy. They can connect before the SDK is loaded. */
import {EventEmitter} from 'node:events';
import {readFile} from 'node:fs/promises';
import {Agent, type AgentOptions} from 'node:https';
import {isIP, type Socket} from 'node:net';
import type {HttpsProxyAgent} from 'https-proxy-agent';
import {problem} from '../failures/problem.ts';
import type {Profile} from '../profiles/profiles.ts';
import type {Environment} from '../settings.ts';
import {createEarlySockets, type EarlyConnection, type EarlySockets, NO_EARLY_CONNECTION} from './early-sockets.ts';
import {isProxySet, proxyFor} from './proxy.ts';

type ProxyAgent = HttpsProxyAgent<string>;

export interface Agents {
  readonly direct: Agent;
  /** The agent for this proxy. The package is loaded if a proxy is set. */
  proxied(proxy: URL): ProxyAgent;
  /**
   * Opens the connection to an HTTPS server that the first request to it will use. Does nothing for plain HTTP, or if there is a
   * connection already. Never throws.
   */
  connectEarly(url: string): EarlyConnection;
  destroy(): void;
}

interface AgentSources {
  readonly environment: Environment;
  /** The certificates that are trusted instead of Node's own. */
  readonly ca: string | undefined;
}

/** As the SDK's own agents. */
const OPTIONS = {keepAlive: true, maxSockets: 50} satisfies AgentOptions;

/** The options with which Node asks an agent for a socket to the server at `url`. */
const socketOptions = ({hostname, port}: URL) => {
  const host = hostname.replace(/^\[|\]$/g, '');
  return {host, port: Number(port) || 443, servername: isIP(host) ? '' : host};
};

/** Whether the agent has a connection to the server with this name, in use or not. */
const isConnected = ({sockets, freeSockets}: Pick<Agent, 'sockets' | 'freeSockets'>, name: string): boolean =>
  Boolean(sockets[name]?.length || freeSockets[name]?.length);

const directAgent = ({ca}: AgentSources, early: EarlySockets) => {
  const agent = new Agent({...OPTIONS, ca});
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) =>
    (early.take(agent.getName(options)) as Socket | undefined) ?? create(options, callback);
  const connectEarly = (url: URL) => {
    const options = {...agent.options, ...socketOptions(url)};
    const name = agent.getName(options);
    if (early.has(name) || isConnected(agent, name)) return NO_EARLY_CONNECTION;
    // The key under which the agent keeps TLS sessions, as it sets it for the sockets of requests (test: resumes the session).
    return early.open(name, () => create({...options, ...{_agentKey: name}}) as Socket);
  };
  return {agent, connectEarly};
};

type ProxyPackage = typeof import('https-proxy-agent');

const proxiedAgent = (proxy: URL, {ca}: AgentSources, {HttpsProxyAgent}: ProxyPackage) => {
  const agentWith = (signal?: AbortSignal): ProxyAgent => {
    const agent = new HttpsProxyAgent(proxy, {...OPTIONS, ca, ...(signal && {signal})});
    // The constructor's `ca` is for the proxy only. Without this, the server behind it is checked against Node's own roots.
    Object.assign(agent.options, {ca});
    return agent;
  };
  const early = createEarlySockets();
  /** What stood in for the request when a tunnel was opened. The agent listens to it for the request's socket. */
  const standIns = new WeakMap<Socket, EventEmitter>();
  const openTunnel = async (signal: AbortSignal, options: object): Promise<Socket> => {
    const standIn = new EventEmitter();
    const given = [standIn, options] as unknown as Parameters<ProxyAgent['connect']>;
    const socket = await agentWith(signal).connect(...given);
    standIns.set(socket, standIn);
    return socket;
  };
  const agent = agentWith();
  const connect = agent.connect.bind(agent);
  agent.connect = async (request, options) => {
    const taken = options.secureEndpoint ? await early.take(agent.getName(options)) : undefined;
    if (!taken) return connect(request, options);
    // If the proxy has refused the tunnel, the request now gets its answer.
    request.once('socket', socket => standIns.get(taken)?.emit('socket', socket));
    return taken;
  };
  const connectEarly = (url: URL) => {
    const options = {...agent.options, ...socketOptions(url), secureEndpoint: true} as const;
    const name = agent.getName(options);
    if (early.has(name) || isConnected(agent, name)) return NO_EARLY_CONNECTION;
    return early.open(name, signal => openTunnel(signal, options));
  };
  return {agent, early, connectEarly};
};

export const createAgents = async (sources: AgentSources): Promise<Agents> => {
  const {environment} = sources;
  const early = createEarlySockets();
  const direct = directAgent(sources, early);
  const proxyPackage = isProxySet(environment) ? await import('https-proxy-agent') : undefined;
  const agents = new Map<string, ReturnType<typeof proxiedAgent>>();
  const proxied = (proxy: URL) => {
    if (!proxyPackage) throw new Error('no proxy is set');
    const agent = agents.get(proxy.href) ?? proxiedAgent(proxy, sources, proxyPackage);
    agents.set(proxy.href, agent);
    return agent;
  };
  const connectEarly = (text: string) => {
    const url = new URL(text);
    if (url.protocol !== 'https:') return NO_EARLY_CONNECTION;
    const proxy = proxyFor(url, environment);
    return (proxy ? proxied(proxy) : direct).connectEarly(url);
  };
  return {
    direct: direct.agent,
    proxied: proxy => proxied(proxy).agent,
    connectEarly: url => {
      try {
        return connectEarly(url);
      } catch {
        // A proxy that is no URL: the request says so.
        return NO_EARLY_CONNECTION;
      }
    },
    destroy: () => {
      early.dropAll();
      direct.agent.destroy();
      for (const {agent, early: ofProxy} of agents.values()) {
        ofProxy.dropAll();
        agent.destroy();
      }
    },
  };
};

/** The certificates in AWS_CA_BUNDLE, or in the profile's ca_bundle. They replace Node's own, as in the AWS CLI. */
export const certificateBundle = async (
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
