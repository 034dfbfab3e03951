/** Whoever gives the credentials, failing in each way: at the start, and when new ones are needed in the middle of a session. */
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expect, onTestFinished} from 'vitest';
import type {AppError} from '../../src/core/domain/app-error.ts';
import {listFailure, mainConnection} from '../../src/core/state/select.ts';
import {type CredentialPeer, homeWith, profileOf} from '../bedrock/credential-peers.ts';
import {gatewayWith} from '../bedrock/gateway-under-test.ts';
import {browse, createPlace, isBusy, type Place, squeezed, until} from './place.tsx';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface PeerTrouble {
  readonly name: string;
  /** `refuse` closes the port. */
  readonly answer: Answer | 'refuse';
}

const send =
  (status: number, body = '', type = 'text/html'): Answer =>
  response => {
    response.writeHead(status, {'content-type': type});
    response.end(body);
  };

export const PEER_TROUBLES: readonly PeerTrouble[] = [
  {name: 'A connection that is refused', answer: 'refuse'},
  {name: '503 without a reason', answer: send(503)},
  {name: '429 without a reason', answer: send(429)},
  {name: '407, a proxy that wants a login', answer: send(407)},
  {name: 'HTML with status 200', answer: send(200, '<html>Sign in</html>')},
  {name: 'No answer', answer: () => {}},
  {name: 'A connection that is reset', answer: (_, request) => void request.socket.resetAndDestroy()},
  {name: 'Something else with status 200', answer: send(200, '{"hello":1}', 'application/json')},
];

/** One failure, and after how many ms it is retried automatically. */
interface Seen {
  readonly error: AppError;
  readonly pause: number | undefined;
}

export interface PeerFailures {
  readonly atStart: Seen;
  readonly inSession: Seen;
}

interface PeerServer {
  readonly url: string;
  begin(trouble: PeerTrouble): Promise<void>;
  end(): Promise<void>;
}

const startPeer = async (peer: CredentialPeer): Promise<PeerServer> => {
  let current: Answer | undefined;
  const server = createServer((request, response) => {
    if (current) return current(response, request);
    const {type, body} = peer.answer(request.url ?? '');
    send(200, body, type)(response, request);
  });
  const listen = (port: number) => new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  onTestFinished(() => (server.listening ? close() : undefined));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    begin: async ({answer}) => {
      if (answer === 'refuse') await close();
      else current = answer;
    },
    end: async () => {
      current = undefined;
      if (!server.listening) await listen(port);
    },
  };
};

const startPlace = async (peer: CredentialPeer) => {
  const server = await startPeer(peer);
  const {environment} = homeWith(peer, server.url);
  const place = await createPlace({
    gateway: url =>
      gatewayWith({
        environment,
        profile: profileOf(peer),
        endpointUrl: url,
        limits: {requestMs: 30_000, credentialsMs: 400_000},
      }),
  });
  return {server, place};
};

const SECRETS = /secret-of-peer|token-of-peer|access-token-of-sso/;

const expectTold = ({screen}: Place, error: AppError, parts: readonly string[]): void => {
  const seen = squeezed(screen.frame());
  for (const text of parts) expect(seen).toContain(squeezed(text).replace(/[.!?]$/, ''));
  expect(seen + JSON.stringify(error)).not.toMatch(SECRETS);
};

const RETRIES = 4;

/** Waits for each retry, or presses the key if there is none, until everything is as it was. */
const recover = async (place: Place): Promise<void> => {
  const {screen, held} = place;
  for (let retry = 0; retry < RETRIES; retry++) {
    const {link} = mainConnection(screen.state());
    const failed = link.kind === 'unusable' ? link : listFailure(screen.state());
    if (!failed) break;
    if (failed.retryAt === undefined) await screen.say({kind: 'refresh-asked'});
    else await screen.clock.advance(failed.retryAt - screen.clock.now());
    await until(() => !isBusy(place) && mainConnection(screen.state()).link.kind !== 'connecting', screen.frame);
  }
  await until(() => held().jobs.length > 0 && !listFailure(screen.state()), screen.frame);
};

const atStart = async (peer: CredentialPeer, trouble: PeerTrouble): Promise<Seen> => {
  const {server, place} = await startPlace(peer);
  const {screen} = place;
  await server.begin(trouble);
  await screen.say({kind: 'started'});
  await until(() => mainConnection(screen.state()).link.kind === 'unusable', screen.frame);
  const {link} = mainConnection(screen.state());
  if (link.kind !== 'unusable') throw new Error(link.kind);
  const {error, retryAt} = link;
  expectTold(place, error, [error.what, error.why, error.next]);
  await server.end();
  await recover(place);
  return {error, pause: retryAt === undefined ? undefined : retryAt - link.at};
};

const inSession = async (peer: CredentialPeer, trouble: PeerTrouble): Promise<Seen> => {
  const {server, place} = await startPlace(peer);
  const {screen, simulator, held} = place;
  await browse(place);
  simulator.faults.add('expired');
  await screen.say({kind: 'moved', motion: {kind: 'last'}});
  await until(() => listFailure(screen.state()) !== undefined, screen.frame);
  const before = held();
  const first = listFailure(screen.state())?.error;
  await server.begin(trouble);
  await screen.say({kind: 'refresh-asked'});
  await until(() => ![undefined, first].includes(listFailure(screen.state())?.error), screen.frame);
  await until(() => !isBusy(place), screen.frame);
  const seen = listFailure(screen.state());
  if (!seen) throw new Error('nothing has failed');
  expectTold(place, seen.error, [seen.error.why]);
  expect(held()).toEqual(before);
  const failedAt = screen.state().errors[0]?.at ?? 0;
  await server.end();
  simulator.faults.clear();
  await recover(place);
  return {error: seen.error, pause: seen.retryAt === undefined ? undefined : seen.retryAt - failedAt};
};

export const runPeer = async (peer: CredentialPeer, trouble: PeerTrouble): Promise<PeerFailures> => ({
  atStart: await atStart(peer, trouble),
  inSession: await inSession(peer, trouble),
});
