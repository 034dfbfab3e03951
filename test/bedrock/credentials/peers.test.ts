/** The failures of services that provide credentials: each names its service, and is classified by what happened. */
import {get} from 'node:http';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {watchMetadata} from '../../../src/bedrock/credentials/metadata-requests.ts';
import {toAppError} from '../../../src/bedrock/failures/errors.ts';
import {peerFailure} from '../../../src/bedrock/failures/peer-failure.ts';
import type {PeerRequests} from '../../../src/bedrock/failures/peer-request.ts';
import {
  CONTAINER,
  CREDENTIAL_PEERS,
  type CredentialPeer,
  homeWith,
  INSTANCE,
  profileOf,
  SSO_PORTAL,
  STS,
  stsErrorXml,
} from '../credential-peers.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {hurriedTimers} from '../hurried-timers.ts';
import {type Answer, closedPort, emptyList, sendJson, startStub} from '../stub-server.ts';

const send =
  (status: number, body: string, type = 'text/html'): Answer =>
  response => {
    response.writeHead(status, {'content-type': type});
    response.end(body);
  };

/** Each peer's own way to say that there is no such role. */
const refusal = ({id}: CredentialPeer): Answer =>
  id === 'sts'
    ? send(404, stsErrorXml('NoSuchEntity', 'no such role'), 'text/xml')
    : send(404, '{"message":"no such role"}', 'application/json');

const HTML = '<html><body>Please sign in</body></html>';

const connected = async (peer: CredentialPeer, url: string) => {
  const {environment} = homeWith(peer, url);
  return gatewayWith({environment, profile: profileOf(peer), limits: {requestMs: 3000}}).connect(NEVER);
};

/** The error of a search for credentials if the server answers like this. */
const failing = async (peer: CredentialPeer, answer: Answer) => {
  const stub = await startStub(answer);
  return {error: errorOf(await connected(peer, stub.url)), host: `127.0.0.1:${stub.port}`};
};

/** Fetches with node:http, as the SDK does. Resolves at the end of the answer. */
const fetchWithNode = (url: string): Promise<void> =>
  new Promise(resolve => {
    get(url, response => response.resume().on('end', resolve));
  });

hurriedTimers();
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('does not take a request to Bedrock for one to a container on the same host', async () => {
  const stub = await startStub(emptyList);
  const requests: PeerRequests = {last: undefined};
  const stop = watchMetadata({AWS_CONTAINER_CREDENTIALS_FULL_URI: `${stub.url}/`}, requests, () => {});
  await fetchWithNode(`${stub.url}/model-import-jobs?maxResults=1`);
  expect(requests.last).toBeUndefined();
  await fetchWithNode(`${stub.url}/`);
  expect(requests.last).toMatchObject({id: 'container', url: stub.url, status: 200});
  stop();
});

describe.each(CREDENTIAL_PEERS)('$id', peer => {
  it('provides credentials', async () => {
    const stub = await startStub((response, {url = ''}) => {
      const {type, body} = peer.answer(url);
      send(200, body, type)(response, stub.requests[0]!, 0);
    });
    answerOf(await connected(peer, stub.url));
  });

  it.each<[string, string, boolean, Answer]>([
    ['503', 'service', true, send(503, '')],
    ['503 as HTML', 'service', true, send(503, HTML)],
    ['500 as JSON', 'service', true, send(500, '{"message":"boom"}', 'application/json')],
    ['429', 'throttled', true, send(429, '')],
    ['407', 'network', false, send(407, '')],
    ['302', 'network', false, send(302, '')],
    ['408', 'network', true, send(408, '')],
    ['HTML with 200', 'answer', false, send(200, HTML)],
    ['HTML with 200 and another content-type', 'answer', false, send(200, HTML, 'application/json')],
    ['unrelated JSON', 'answer', false, send(200, '{"x":1}', 'application/json')],
    ['null', 'answer', false, send(200, 'null', 'application/json')],
    ['nothing', 'answer', false, send(200, '', 'application/json')],
    ['silence', 'network', true, () => {}],
    ['a connection that is reset', 'network', true, (_, request) => request.socket.resetAndDestroy()],
    [
      'a body that is cut off',
      'network',
      true,
      (response, request) => {
        response.writeHead(200, {'content-length': '1000'});
        response.write('{"a', () => request.socket.destroy());
      },
    ],
  ])('is named after %s', async (_, kind, isTransient, answer) => {
    const {error, host} = await failing(peer, answer);
    expect(error).toMatchObject({kind, isTransient});
    expect(error.why).toContain(`${peer.name.replace(/^The /, '')}`);
    expect(error.why).toContain(host);
    expect(`${error.why} ${error.next}`).not.toMatch(/Bedrock|\b\w+Error\b/);
  });

  it('is named after a refused connection', async () => {
    const port = await closedPort();
    const error = errorOf(await connected(peer, `http://127.0.0.1:${port}`));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain(`${peer.name} at http://127.0.0.1:${port} refused the connection`);
  });

  it('is named after a refusal', async () => {
    const {error, host} = await failing(peer, refusal(peer));
    expect(error).toMatchObject({kind: 'credentials', isTransient: false});
    if (peer !== SSO_PORTAL) expect(error.why).toContain(host);
  });

  it('is also named if it is asked again in the middle of a session', async () => {
    let isHealthy = true;
    const stub = await startStub((response, request) => {
      const {type, body} = peer.answer(request.url ?? '');
      // These are about to expire, so the next request needs new ones.
      const soon = body.replaceAll(/2120-01-01T00:00:00Z/g, new Date(Date.now() + 60_000).toISOString());
      if (isHealthy)
        send(200, soon.replace(/"expiration":\d+/, `"expiration":${Date.now() + 60_000}`), type)(response, request, 0);
      else send(503, '')(response, request, 0);
    });
    const bedrock = await startStub(emptyList);
    const {environment} = homeWith(peer, stub.url);
    const gateway = gatewayWith({environment, profile: profileOf(peer), endpointUrl: bedrock.url});
    answerOf(await gateway.connect(NEVER));
    isHealthy = false;
    // STS and IAM Identity Center are asked again for each session. Credentials of containers and instances stay in use.
    gateway.renew();
    const error = errorOf(await gateway.listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'service', isTransient: true});
    expect(error.why).toContain(peer.name);
  });
});

describe('an SSO session that has to be renewed', () => {
  const OIDC: CredentialPeer = {
    ...SSO_PORTAL,
    env: url => ({AWS_ENDPOINT_URL_SSO_OIDC: url}),
    ssoToken: {
      accessToken: 'access-token-of-sso',
      expiresAt: '2020-01-01T00:00:00Z',
      clientId: 'client',
      clientSecret: 'secret-of-client',
      refreshToken: 'refresh-token',
      registrationExpiresAt: '2120-01-01T00:00:00Z',
    },
  };

  it('names IAM Identity Center, even while the SDK does not ask again', async () => {
    vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 3_600_000});
    const stub = await startStub(send(503, ''));
    for (let time = 0; time < 2; time++) {
      const error = errorOf(await connected(OIDC, stub.url));
      expect(error).toMatchObject({kind: 'service', isTransient: true});
      expect(error.why).toContain(`IAM Identity Center at ${stub.url}`);
    }
    expect(stub.requests).toHaveLength(1);
  });

  it('advises to log in if IAM Identity Center refuses', async () => {
    vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 7_200_000});
    const stub = await startStub(send(400, '{"error":"invalid_grant"}', 'application/json'));
    const error = errorOf(await connected(OIDC, stub.url));
    expect(error).toMatchObject({kind: 'credentials', isTransient: false});
    expect(error.next).toContain('aws sso login --profile work');
  });
});

describe('the instance metadata service', () => {
  const environment = {};
  const describeUrl = (url: string) => url;
  const CONTEXT = {profile: 'default', region: 'us-east-1', hasApiKey: false, secrets: []};
  const none = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  });

  it('is no failure on a machine that has none', () => {
    const asked = {
      id: 'instance',
      url: 'http://169.254.169.254',
      error: Object.assign(new Error('x'), {code: 'EHOSTUNREACH'}),
    } as const;
    const error = toAppError(undefined, peerFailure(none, asked, {environment, describe: describeUrl}), CONTEXT);
    expect(error).toMatchObject({kind: 'credentials', what: 'No AWS credentials found'});
    expect(error.why).not.toContain('169.254');
  });

  it('says that an instance has no role', async () => {
    const {error} = await failing(INSTANCE, send(404, ''));
    expect(error.why).toContain('says that this instance has no IAM role');
  });
});

it('says nothing on the console if a container does not answer', async () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
  await failing(CONTAINER, () => {});
  expect(said).not.toHaveBeenCalled();
});

it('quotes the error of STS', async () => {
  const {error, host} = await failing(STS, send(500, stsErrorXml('InternalFailure', 'boom'), 'text/xml'));
  expect(error.why).toBe(`AWS STS (${host}) had an internal error: boom`);
});

it('asks STS once for each session', async () => {
  const sts = await startStub((response, request) => {
    const {type, body} = STS.answer(request.url ?? '');
    send(200, body, type)(response, request, 0);
  });
  const bedrock = await startStub((response, _, index) =>
    index === 0 ? sendJson(response, {message: 'x'}, 500) : emptyList(response, bedrock.requests[0]!, index),
  );
  const {environment} = homeWith(STS, sts.url);
  const gateway = gatewayWith({environment, profile: 'work', endpointUrl: bedrock.url});
  // Bedrock's own failure is not attributed to STS.
  const error = errorOf(await gateway.listJobs(LIST, NEVER));
  expect(error.kind).toBe('service');
  expect(error.why).not.toContain('STS');
  answerOf(await gateway.listJobs(LIST, NEVER));
  expect(sts.requests).toHaveLength(1);
});

it.each([STS, SSO_PORTAL])('names $id if it does not answer within the time limit for credentials', async peer => {
  const stub = await startStub(() => {});
  const {environment} = homeWith(peer, stub.url);
  const limits = {requestMs: 60_000, credentialsMs: 4_000};
  const error = errorOf(await gatewayWith({environment, profile: profileOf(peer), limits}).connect(NEVER));
  expect(error).toMatchObject({kind: 'network', isTransient: true});
  expect(error.why).toContain(`${peer.name} at ${stub.url} did not answer in time`);
});
