/** The connection to Bedrock that is opened while the SDK is loaded and credentials are fetched. */
import {renameSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:https';
import {type AddressInfo, createServer as createSocketServer} from 'node:net';
import {join} from 'node:path';
import type {TLSSocket} from 'node:tls';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createClient} from '../../../src/bedrock/session/client.ts';
import {expectedUrl, regionUrl} from '../../../src/bedrock/session/location.ts';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {createAgents} from '../../../src/bedrock/transport/agents.ts';
import {createTransport} from '../../../src/bedrock/transport/transport.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {selfSigned} from '../certificates.ts';
import {startProxy} from '../connect-proxy.ts';
import {assumeRoleXml, homeWith, profileOf, SSO_PORTAL} from '../credential-peers.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {closedPort, sendJson, startStub} from '../stub-server.ts';

const TLS = selfSigned('bedrock.corp.example');

/** An HTTPS server with an empty list, which counts handshakes. */
interface TlsServer {
  readonly server: Server;
  readonly url: string;
  readonly port: number;
  readonly sockets: TLSSocket[];
  /** For each handshake, whether it resumed a session. */
  readonly isResumed: (boolean | null)[];
  /** Connections, with or without a handshake. */
  connections(): number;
  /** Resolves at the next handshake. */
  handshake(): Promise<TLSSocket>;
}

const startTls = async (): Promise<TlsServer> => {
  const sockets: TLSSocket[] = [];
  const isResumed: (boolean | null)[] = [];
  let connections = 0;
  const server = createServer({...TLS, keepAliveTimeout: 60_000}, (_, response) =>
    sendJson(response, {modelImportJobSummaries: []}),
  );
  server.on('connection', () => {
    connections += 1;
  });
  server.on('secureConnection', socket => {
    sockets.push(socket);
    isResumed.push(socket.isSessionReused());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const {port} = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `https://127.0.0.1:${port}`,
    sockets,
    isResumed,
    connections: () => connections,
    handshake: () => new Promise(resolve => server.once('secureConnection', resolve)),
  };
};

const home = (env: Environment, config?: string) => {
  const made = awsHome({env: {AWS_REGION: 'us-east-1', ...env}, ...(config && {config})});
  const bundle = join(made.path, 'bundle.pem');
  writeFileSync(bundle, TLS.cert);
  return {...made, environment: {...made.environment, AWS_CA_BUNDLE: bundle}};
};

const gatewayTo = (url: string, env: Environment = {}) =>
  gatewayWith({environment: home({...KEYS, ...env}).environment, endpointUrl: url});

const KEYS_OF_PROCESS = '{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"secret"}';

/** A gateway whose credential_process waits, and what makes the process end with this output. */
const gatewayWithProcess = (url: string) => {
  const {environment, path, writeConfig} = home({});
  const go = join(path, 'go');
  writeFileSync(join(path, 'ask'), `while [ ! -e ${go} ]; do sleep 0.02; done\ncat ${go}\n`);
  writeConfig(`[profile p]\ncredential_process=sh ${join(path, 'ask')}\n`);
  const finish = (output: string) => {
    writeFileSync(`${go}.new`, output);
    renameSync(`${go}.new`, go);
  };
  return {gateway: gatewayWith({environment, profile: 'p', endpointUrl: url}), finish};
};

describe('the handshake', () => {
  it('has been made before a credential_process ends, and is the only one', async () => {
    const tls = await startTls();
    const {gateway, finish} = gatewayWithProcess(tls.url);
    const page = gateway.listJobs(LIST, NEVER);
    await tls.handshake();
    finish(KEYS_OF_PROCESS);
    expect(answerOf(await page).jobs).toEqual([]);
    expect([tls.connections(), tls.sockets.length]).toEqual([1, 1]);
  });

  it('has been made before STS answers for a role', async () => {
    const tls = await startTls();
    let handshakes = 0;
    const shaken = tls.handshake();
    const sts = await startStub(async response => {
      await shaken;
      handshakes = tls.sockets.length;
      response.end(assumeRoleXml({accessKeyId: 'AKIDROLE'}));
    });
    const config = `[profile role]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=base\n[profile base]\naws_access_key_id=AKID\naws_secret_access_key=secret\n`;
    const {environment} = home({AWS_ENDPOINT_URL_STS: sts.url}, config);
    const gateway = gatewayWith({environment, profile: 'role', endpointUrl: tls.url});
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect([handshakes, tls.sockets.length, tls.connections()]).toEqual([1, 1, 1]);
  });

  it('has been made before the SSO portal answers', async () => {
    const tls = await startTls();
    const shaken = tls.handshake();
    const sso = await startStub(async (response, {url = ''}) => {
      await shaken;
      const {type, body} = SSO_PORTAL.answer(url);
      response.writeHead(200, {'content-type': type});
      response.end(body);
    });
    const {environment, path} = homeWith(SSO_PORTAL, sso.url);
    const bundle = join(path, 'bundle.pem');
    writeFileSync(bundle, TLS.cert);
    const gateway = gatewayWith({
      environment: {...environment, AWS_CA_BUNDLE: bundle},
      profile: profileOf(SSO_PORTAL),
      endpointUrl: tls.url,
    });
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect([sso.requests.length, tls.connections(), tls.sockets.length]).toEqual([1, 1, 1]);
  });

  it('goes through the proxy, in the one tunnel', async () => {
    const tls = await startTls();
    const proxy = await startProxy(tls.port);
    const gateway = gatewayTo('https://bedrock.corp.example', {HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`});
    answerOf(await gateway.connect(NEVER));
    await expect.poll(() => tls.sockets.length).toBe(1);
    expect(proxy.targets).toEqual(['bedrock.corp.example:443']);
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect([proxy.targets.length, tls.sockets.length]).toEqual([1, 1]);
  });

  it('does not go through the proxy if NO_PROXY names the host', async () => {
    const tls = await startTls();
    const proxy = await startProxy(tls.port);
    const env = {HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '127.0.0.1'};
    expect(answerOf(await gatewayTo(tls.url, env).listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect([proxy.targets.length, tls.sockets.length]).toEqual([0, 1]);
  });

  it('leaves a TLS session with which the next connection resumes', async () => {
    const tls = await startTls();
    const gateway = gatewayTo(tls.url);
    answerOf(await gateway.listJobs(LIST, NEVER));
    const closed = new Promise(resolve => tls.sockets[0]!.once('close', resolve));
    tls.sockets[0]!.destroy();
    await closed;
    answerOf(await gateway.listJobs(LIST, NEVER));
    expect(tls.isResumed).toEqual([false, true]);
  });
});

describe('an early connection that no request uses', () => {
  it('is closed with the gateway', async () => {
    const tls = await startTls();
    const gateway = gatewayTo(tls.url);
    const shaken = tls.handshake();
    answerOf(await gateway.connect(NEVER));
    const socket = await shaken;
    const closed = new Promise(resolve => socket.once('close', resolve));
    gateway.close();
    await closed;
  });

  it('is closed with a gateway that still waits for credentials', async () => {
    const tls = await startTls();
    const {gateway, finish} = gatewayWithProcess(tls.url);
    const shaken = tls.handshake();
    void gateway.connect(NEVER);
    const socket = await shaken;
    const closed = new Promise(resolve => socket.once('close', resolve));
    gateway.close();
    await closed;
    finish('');
  });

  it('is closed if there are no credentials', async () => {
    const tls = await startTls();
    const {gateway, finish} = gatewayWithProcess(tls.url);
    const shaken = tls.handshake();
    const outcome = gateway.connect(NEVER);
    const socket = await shaken;
    const closed = new Promise(resolve => socket.once('close', resolve));
    finish('nothing');
    expect(errorOf(await outcome).kind).toBe('credentials');
    await closed;
  });

  it('may be closed by the server: the request opens another', async () => {
    const tls = await startTls();
    const gateway = gatewayTo(tls.url);
    const shaken = tls.handshake();
    answerOf(await gateway.connect(NEVER));
    const socket = await shaken;
    const closed = new Promise(resolve => socket.once('close', resolve));
    socket.end();
    await closed;
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect(tls.sockets).toHaveLength(2);
  });
});

describe('an early connection that fails leaves the error as it was', () => {
  it('if the server refuses connections', async () => {
    const url = `https://127.0.0.1:${await closedPort()}`;
    expect(errorOf(await gatewayTo(url).listJobs(LIST, NEVER)).why).toContain(`${url} refused the connection`);
  });

  it('if its certificate is not trusted', async () => {
    const stub = await startStub(() => {}, selfSigned());
    const error = errorOf(await gatewayTo(stub.url).listJobs(LIST, NEVER));
    expect(error.why).toContain(`The certificate of ${stub.url} is not trusted`);
  });

  it.each([407, 502])('if the proxy answers with %s', async status => {
    const proxy = await startProxy(0, status);
    const env = {HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`};
    const error = errorOf(await gatewayTo('https://bedrock.corp.example', env).listJobs(LIST, NEVER));
    expect(error.why).toContain(`through the proxy http://127.0.0.1:${proxy.port}) `);
    // A login that the proxy refuses is not tried twice.
    if (status === 407) expect(proxy.targets).toHaveLength(1);
  });

  it('if the proxy is no URL', async () => {
    const error = errorOf(await gatewayTo('https://bedrock.corp.example', {HTTPS_PROXY: 'socks5://p'}).connect(NEVER));
    expect(error.what).toBe('Invalid proxy');
  });

  it('if there is no such profile, and then nothing is opened', async () => {
    const tls = await startTls();
    const {environment} = home({});
    const error = errorOf(await gatewayWith({environment, profile: 'none', endpointUrl: tls.url}).connect(NEVER));
    expect(error.why).toContain('No profile “none”');
    expect(tls.connections()).toBe(0);
  });
});

it.each(['http', 'demo'])('opens nothing early for %s', async kind => {
  let connections = 0;
  const server = createSocketServer(() => {
    connections += 1;
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const {environment} = home(KEYS);
  const gateway =
    kind === 'demo'
      ? gatewayWith({environment, target: {kind: 'demo', simulatorUrl: url}})
      : gatewayWith({environment, endpointUrl: url});
  answerOf(await gateway.connect(NEVER));
  await new Promise(resolve => setImmediate(resolve));
  expect(connections).toBe(0);
});

describe('the URL that is expected before the SDK is loaded', () => {
  const VARIANTS = [false, true].flatMap(useFipsEndpoint =>
    [false, true].map(useDualstackEndpoint => ({useFipsEndpoint, useDualstackEndpoint})),
  );
  const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1', 'cn-north-1', 'mx-central-1'];

  it.each(REGIONS.flatMap(region => VARIANTS.map(variants => [region, variants] as const)))(
    'is the SDK’s for %s, %j',
    async (region, variants) => {
      const agents = await createAgents({environment: {}, ca: undefined});
      const limits = {connectMs: 1, requestMs: 1, credentialsMs: 1, filesMs: 1};
      const transport = await createTransport({environment: {}, agents, limits});
      const settings = {target: {kind: 'aws'}, environment: {}, appVersion: '1'} as const;
      const identity = {credentials: {accessKeyId: 'x', secretAccessKey: 'y'}};
      const client = await createClient(settings, {region, endpoint: undefined, identity, transport}, variants);
      expect(expectedUrl(region, variants)).toBe(await regionUrl(client));
      agents.destroy();
    },
  );

  it.each(['us-iso-east-1', 'us-isob-east-1', 'local', 'eusc-de-east-1'])('is unknown for %s', region => {
    expect(expectedUrl(region, {useFipsEndpoint: false, useDualstackEndpoint: false})).toBeUndefined();
  });
});
