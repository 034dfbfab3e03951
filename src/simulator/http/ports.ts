/** Ports that servers listen on: on the loopback interface only, because the simulator does not check signatures. */
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';

const HOST = '127.0.0.1';

export const urlOf = (port: number): string => `http://${HOST}:${port}`;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Stops listening, and closes all connections at once. */
const close = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export const closeAll = async (servers: readonly Server[]): Promise<void> => {
  await Promise.all(servers.map(close));
};

/**
 * Listens with every server, on `port` and the ports after it, or on free ones if it is 0. Resolves to the ports. If one is not
 * available, it rejects, and none of the servers listens.
 */
export const listenAll = async (servers: readonly Server[], port: number): Promise<readonly number[]> => {
  const ports: number[] = [];
  try {
    for (const [i, server] of servers.entries()) ports.push(await listen(server, port === 0 ? 0 : port + i));
  } catch (error) {
    await closeAll(servers.slice(0, ports.length));
    throw error;
  }
  return ports;
};
