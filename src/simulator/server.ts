/** The simulator's HTTP server: Bedrock's import operations for one world or several, on loopback only. */
import {randomUUID} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {refusal} from './api/reply.ts';
import type {Faults} from './faults/faults.ts';
import {NO_FAULTS} from './faults/no-faults.ts';
import {isControlPath} from './http/control-path.ts';
import {type Intercept, sendRaw} from './http/interception.ts';
import {isLocalHost} from './http/local-host.ts';
import {closeAll, listenAll, urlOf} from './http/ports.ts';
import {KEPT_REQUESTS, NO_WORLD, type OpenEntry, openEntry, type RequestEntry} from './http/request-log.ts';
import {misdirected, outOfScope, serviceFor} from './routing.ts';
import {answerOf, BODY_LIMIT, createServices, rawOf, type Service, type WorldChoice} from './service.ts';
import type {World} from './world/world.ts';
import {type WorldName, worldNameOf} from './world/world-name.ts';

export interface SimulatorOptions extends WorldChoice {
  /** By default 0, which takes a free port. Each of several worlds also has a port of its own: the ones after this, or free ones. */
  readonly port?: number | undefined;
  /** Whether several worlds have ports of their own: by default, except in the demo. */
  readonly hasOwnPorts?: boolean | undefined;
  /** The worlds, by default one. An option that one leaves out is that of all worlds. No two may have the same name. */
  readonly worlds?: readonly WorldChoice[] | undefined;
  /** The clock (ms since the epoch), by default Date.now. A world advances to it before each of its answers. */
  readonly now?: (() => number) | undefined;
  /** Keeps the latest requests in `requests`. By default none are kept, because a server may run for weeks. */
  readonly keepsRequests?: boolean | undefined;
  /** Called for each request as it arrives. */
  readonly onArrival?: ((entry: RequestEntry) => void) | undefined;
  /** Called for each request once it has been handled. */
  readonly onRequest?: ((entry: RequestEntry) => void) | undefined;
  /** Called for each request when its answer has been sent or its connection is closed: for one that hangs, only then. */
  readonly onEnd?: ((entry: RequestEntry) => void) | undefined;
  readonly intercept?: Intercept | undefined;
}

export interface SimulatedWorld {
  /** REGION/ACCOUNT */
  readonly name: string;
  /** The address of its own port, which answers whatever region a request is signed for. Without one, the simulator's. */
  readonly url: string;
  readonly port: number;
  readonly world: World;
  readonly faults: Faults;
  /** As in the simulator, but only those of this world. */
  readonly requests: readonly RequestEntry[];
}

export interface Simulator {
  /** http://127.0.0.1:port, without a slash at the end. Serves all worlds: the region of the signature chooses one. */
  readonly url: string;
  readonly port: number;
  /** The first one. Another one after a reset. */
  readonly world: World;
  readonly worlds: readonly SimulatedWorld[];
  /** With `keepsRequests`, the latest requests from their arrival on, oldest first. */
  readonly requests: readonly RequestEntry[];
  /** The faults of all worlds. */
  readonly faults: Faults;
  /**
   * The world of this region and account; by default those of the first world. If there is none, it is created, without a port of
   * its own.
   */
  openWorld(name: Partial<WorldName>): SimulatedWorld;
  /** Stops listening, and closes all connections at once. */
  close(): Promise<void>;
}

/** Longer than any client keeps an idle socket, so that no socket is closed just when a request is sent on it. */
const KEEP_ALIVE_MS = 600_000;

/** The whole body, or undefined if it is longer than the limit. The rest of it is read and dropped. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks).toString();
};

/** What all ports share. */
interface Hub {
  readonly services: readonly Service[];
  readonly requests: RequestEntry[];
  readonly now: () => number;
  readonly options: SimulatorOptions;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: OpenEntry;
  /** The world's; undefined if the request is for none. */
  readonly service: Service | undefined;
  /** Whether it came to the address of all worlds. */
  readonly isShared: boolean;
}

const verdictOn = async ({services, options}: Hub, {request, entry, service, isShared}: Exchange) => {
  const text = await readBody(request);
  if (!isLocalHost(request.headers.host)) return misdirected(request);
  if (isControlPath(entry.path)) {
    const {answerControl} = await import('./control/control.ts');
    return answerControl(request, text, isShared || !service ? services : [service]);
  }
  const verdict = (await options.intercept?.(entry)) ?? 'pass';
  if (verdict !== 'pass') return verdict;
  return service ? answerOf(service, {request, entry, text}) : outOfScope(services, request);
};

/** Answers one request, and sets the status in `entry`. */
const handle = async (hub: Hub, exchange: Exchange): Promise<void> => {
  const {request, response, entry} = exchange;
  const answer = await verdictOn(hub, exchange);
  if (response.destroyed || answer === 'hang') return;
  if (answer === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  entry.status = answer.status;
  sendRaw(response, answer, randomUUID());
};

const keep = (list: RequestEntry[], entry: RequestEntry): void => {
  list.push(entry);
  if (list.length > KEPT_REQUESTS) list.shift();
};

const noteArrival = ({requests, options}: Hub, {entry, service, response}: Exchange): void => {
  const {keepsRequests = false, onArrival, onEnd} = options;
  if (keepsRequests) for (const list of [requests, service?.requests ?? []]) keep(list, entry);
  if (onEnd) response.once('close', () => onEnd(entry));
  onArrival?.(entry);
};

/** A server whose requests are for the service that `choose` finds. */
const serverOf = (hub: Hub, isShared: boolean, choose: (request: IncomingMessage) => Service | undefined): Server =>
  createServer({keepAliveTimeout: KEEP_ALIVE_MS}, async (request, response) => {
    const service = choose(request);
    const world = hub.services.length > 1 ? (service?.name ?? NO_WORLD) : undefined;
    const entry = openEntry(request, hub.now(), world);
    const exchange: Exchange = {request, response, entry, service, isShared};
    noteArrival(hub, exchange);
    try {
      await handle(hub, exchange);
    } catch (error) {
      // A client that went away is not an error. Anything else is a bug, and must not stop the server.
      if (!request.complete || response.headersSent) response.destroy();
      else {
        entry.status = 500;
        const failed = refusal('InternalServerException', `The simulator failed: ${String(error)}`);
        sendRaw(response, rawOf(failed), randomUUID());
      }
    }
    hub.options.onRequest?.(entry);
  });

/** The server of all worlds, and one for each of several if they have their own. */
const serversOf = (hub: Hub, hasOwnPorts: boolean): readonly Server[] => {
  const {services} = hub;
  const shared = serverOf(hub, true, request => serviceFor(services, request));
  const own = hasOwnPorts && services.length > 1 ? services.map(service => serverOf(hub, false, () => service)) : [];
  return [shared, ...own];
};

const namesOf = (services: readonly Service[]): readonly WorldName[] => services.map(({world}) => world);

/** The code of faults, which a demo without faults does not load. */
const loadFaults = async ({script, faults = [], worlds = []}: SimulatorOptions) => {
  const hasFaults = [faults, ...worlds.map(world => world.faults ?? [])].some(({length}) => length > 0);
  return script === 'demo' && !hasFaults ? undefined : import('./faults/faults.ts');
};

/** Starts a server with new worlds. Rejects if a port is taken or a fault is invalid. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const {port = 0, now = Date.now, script, faults = [], hasOwnPorts = script !== 'demo'} = options;
  const library = await loadFaults(options);
  const startFaults = library?.createFaults ?? (() => NO_FAULTS);
  const {services, add} = createServices(options, options.worlds ?? [{}], {now, startFaults});
  const [first] = services;
  if (!first) throw new Error('a simulator needs a world');
  // Worlds of the demo may be opened later.
  const problem = script === 'demo' ? undefined : library?.problemOf(faults, namesOf(services));
  if (problem !== undefined) throw new Error(problem);
  const hub: Hub = {services, requests: [], now, options};
  const servers = serversOf(hub, hasOwnPorts);
  const [sharedPort = port, ...ownPorts] = await listenAll(servers, port);
  const simulated = (service: Service, at = sharedPort): SimulatedWorld => {
    const {name, faults, requests} = service;
    return {
      ...{name, url: urlOf(at), port: at, faults, requests},
      get world() {
        return service.world;
      },
    };
  };
  const worlds = services.map((service, i) => simulated(service, ownPorts[i]));
  return {
    url: urlOf(sharedPort),
    port: sharedPort,
    get world() {
      return first.world;
    },
    worlds,
    requests: hub.requests,
    faults: library?.jointFaults(services) ?? NO_FAULTS,
    openWorld: ({region = first.world.region, account = first.world.account}) => {
      const found = worlds.find(({name}) => name === worldNameOf({region, account}));
      if (found) return found;
      const opened = simulated(add({region, account}));
      worlds.push(opened);
      return opened;
    },
    close: () => closeAll(servers),
  };
};
