/** Sockets that are opened before there is a request for them, so that the handshake runs while the program still loads. */
import type {Socket} from 'node:net';

/** An attempt to connect early. */
export interface EarlyConnection {
  /**
   * Resolves once the socket can go on by itself, without a turn of the event loop: the name has been looked up, or the handshake
   * has begun. Also resolves after a short while.
   */
  readonly underWay: Promise<void>;
  /** Closes the connection if no request has taken it. */
  drop(): void;
}

export const NO_EARLY_CONNECTION: EarlyConnection = {underWay: Promise.resolve(), drop: () => {}};

/** A socket, or undefined if none could be opened. */
type Opened = Socket | Promise<Socket | undefined>;

interface EarlySocket {
  readonly opened: Opened;
  /** The socket now belongs to a request. */
  hand(): void;
  drop(): void;
}

export interface EarlySockets {
  /**
   * Opens a socket for the first request to `name`. It does not keep the process alive, and its failure is not reported: the
   * request then opens a socket of its own, and reports what happens to that one. `signal` ends an opening that is a promise.
   */
  open(name: string, create: (signal: AbortSignal) => Socket | Promise<Socket>): EarlyConnection;
  /** The socket for `name`, for a request. Undefined if there is none. */
  take(name: string): Opened | undefined;
  has(name: string): boolean;
  dropAll(): void;
}

/** Servers close a connection that has had no request after a while, and a request could meet the close. */
const LIFETIME_MS = 10_000;

/** The longest wait for a name. A slow line is not worth more. */
const LOOKUP_MS = 10;

const underWay = (created: Socket | Promise<Socket>): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, LOOKUP_MS);
    const done = () => {
      clearTimeout(timer);
      // After the other listeners of the event have acted on it.
      setImmediate(resolve);
    };
    if (created instanceof Promise) done();
    else for (const event of ['lookup', 'connect', 'close']) created.once(event, done);
  });

const ignore = (): void => {};

/** Keeps `socket` quiet until `hand` is called. Calls `onEnd` if it closes before. */
const guard = (socket: Socket, onEnd: () => void): (() => void) => {
  socket.unref();
  socket.on('error', ignore);
  socket.once('close', onEnd);
  return () => {
    socket.ref();
    socket.off('error', ignore);
    socket.off('close', onEnd);
  };
};

const earlySocket = (socket: Socket, onEnd: () => void): EarlySocket => ({
  opened: socket,
  hand: guard(socket, onEnd),
  drop: () => void socket.destroy(),
});

/** As `earlySocket`, for one that a proxy has yet to connect. A request may take it before that. */
const earlyTunnel = (opening: Promise<Socket>, abort: () => void, onEnd: () => void): EarlySocket => {
  let open: EarlySocket | undefined;
  let isHanded = false;
  const opened = opening.then(
    socket => {
      if (!isHanded) open = earlySocket(socket, onEnd);
      return socket;
    },
    () => {
      onEnd();
      return undefined;
    },
  );
  return {
    opened,
    hand: () => {
      isHanded = true;
      open?.hand();
    },
    drop: () => (open ? open.drop() : abort()),
  };
};

export const createEarlySockets = (): EarlySockets => {
  const sockets = new Map<string, EarlySocket>();

  const open: EarlySockets['open'] = (name, create) => {
    const controller = new AbortController();
    const created = create(controller.signal);
    const forget = () => {
      clearTimeout(timer);
      if (sockets.get(name) === early) sockets.delete(name);
    };
    const early =
      created instanceof Promise
        ? earlyTunnel(created, () => controller.abort(), forget)
        : earlySocket(created, forget);
    const drop = () => {
      if (sockets.get(name) !== early) return;
      forget();
      early.drop();
    };
    const timer = setTimeout(drop, LIFETIME_MS).unref();
    sockets.set(name, early);
    return {drop, underWay: underWay(created)};
  };

  const end = (name: string, how: 'hand' | 'drop'): EarlySocket | undefined => {
    const early = sockets.get(name);
    sockets.delete(name);
    early?.[how]();
    return early;
  };

  return {
    open,
    take: name => end(name, 'hand')?.opened,
    has: name => sockets.has(name),
    dropAll: () => {
      for (const name of [...sockets.keys()]) end(name, 'drop');
    },
  };
};
