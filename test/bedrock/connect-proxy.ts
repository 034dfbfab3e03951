/** A small CONNECT proxy on loopback. It sends every tunnel to one port, whatever host is requested. */
import {createServer, type IncomingMessage} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';

interface ConnectProxy {
  readonly port: number;
  /** The requested host and port of each tunnel. */
  readonly targets: string[];
  readonly logins: (string | undefined)[];
}

/** With a `status` other than 200, it refuses every tunnel; with 0 it never answers. */
export const startProxy = async (targetPort: number, status = 200): Promise<ConnectProxy> => {
  const targets: string[] = [];
  const logins: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', socket => sockets.add(socket));
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    targets.push(request.url ?? '');
    logins.push(request.headers['proxy-authorization']);
    client.on('error', () => {});
    if (status === 0) return;
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {port: (server.address() as AddressInfo).port, targets, logins};
};
