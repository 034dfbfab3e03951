/** Proxies and certificate bundles, by the rules of the AWS CLI. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {selfSigned} from '../certificates.ts';
import {startProxy} from '../connect-proxy.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, startStub} from '../stub-server.ts';

/** A gateway whose endpoint can be reached only through the proxy. */
const gatewayBehind = (env: Environment, endpointUrl = 'http://bedrock.corp.example', limits = {}) => {
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1', ...env}});
  return gatewayWith({environment, endpointUrl, limits});
};

describe('a proxy', () => {
  it.each(['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'])('is used if %s names it', async name => {
    const stub = await startStub(emptyList);
    const proxy = await startProxy(stub.port);
    const gateway = gatewayBehind({[name]: `http://127.0.0.1:${proxy.port}`});
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect(proxy.targets).toEqual(['bedrock.corp.example:80']);
  });

  it('gets its user name and password, which appear in no text', async () => {
    const stub = await startStub(emptyList);
    const proxy = await startProxy(stub.port, 407);
    const gateway = gatewayBehind({HTTP_PROXY: `http://ada:hunter2@127.0.0.1:${proxy.port}`});
    const error = errorOf(await gateway.listJobs(LIST, NEVER));
    expect(proxy.logins[0]).toBe(`Basic ${Buffer.from('ada:hunter2').toString('base64')}`);
    expect(error).toMatchObject({kind: 'network', isTransient: false});
    expect(error.why).toContain(`through the proxy http://127.0.0.1:${proxy.port}) requires a user name and password`);
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  it.each(['NO_PROXY', 'no_proxy'])('is not used for a host in %s', async name => {
    const stub = await startStub(emptyList);
    const proxy = await startProxy(stub.port);
    const gateway = gatewayBehind(
      {HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, [name]: 'x.example, 127.0.0.1'},
      stub.url,
    );
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect(proxy.targets).toEqual([]);
  });

  it('is never used by the demo', async () => {
    const stub = await startStub(emptyList);
    const proxy = await startProxy(stub.port);
    const {environment} = awsHome({env: {ALL_PROXY: `http://127.0.0.1:${proxy.port}`}});
    const gateway = gatewayWith({environment, target: {kind: 'demo', simulatorUrl: stub.url}});
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect(proxy.targets).toEqual([]);
  });

  it('is named if it cannot be reached', async () => {
    const error = errorOf(await gatewayBehind({HTTP_PROXY: 'http://127.0.0.1:1'}).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('http://bedrock.corp.example (through the proxy http://127.0.0.1:1) refused');
  });

  it('has to answer within the time limit for connections', async () => {
    const proxy = await startProxy(0, 0);
    const gateway = gatewayBehind({HTTP_PROXY: `http://127.0.0.1:${proxy.port}`}, undefined, {connectMs: 100});
    const error = errorOf(await gateway.listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('could not be reached in time');
  });

  it('must be a URL', async () => {
    const error = errorOf(await gatewayBehind({HTTP_PROXY: 'socks5://u:hunter2@localhost'}).connect(NEVER));
    expect(error).toMatchObject({kind: 'network', what: 'Invalid proxy'});
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });
});

describe('AWS_CA_BUNDLE', () => {
  const bundle = (text: string, env: Environment = {}) => {
    const home = awsHome({env: {...KEYS, ...env, AWS_REGION: 'us-east-1'}});
    const path = join(home.path, 'bundle.pem');
    writeFileSync(path, text);
    return {...home.environment, AWS_CA_BUNDLE: path};
  };

  it('makes a company’s certificate trusted', async () => {
    const tls = selfSigned();
    const stub = await startStub(emptyList, tls);
    const gateway = gatewayWith({environment: bundle(tls.cert), endpointUrl: stub.url});
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
  });

  it('makes it trusted behind a proxy, too', async () => {
    const tls = selfSigned('bedrock.corp.example');
    const stub = await startStub(emptyList, tls);
    const proxy = await startProxy(stub.port);
    const environment = bundle(tls.cert, {https_proxy: `127.0.0.1:${proxy.port}`});
    const gateway = gatewayWith({environment, endpointUrl: 'https://bedrock.corp.example'});
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
    expect(proxy.targets).toEqual(['bedrock.corp.example:443']);
  });

  it('is the advice if a certificate is not trusted', async () => {
    const stub = await startStub(emptyList, selfSigned());
    const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1'}});
    const error = errorOf(await gatewayWith({environment, endpointUrl: stub.url}).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: false});
    expect(error.why).toContain(`The certificate of ${stub.url} is not trusted`);
    expect(error.next).toContain('AWS_CA_BUNDLE');
    expect(stub.requests).toHaveLength(0);
  });

  it('replaces Node’s own roots', async () => {
    const stub = await startStub(emptyList, selfSigned());
    const gateway = gatewayWith({environment: bundle(selfSigned().cert), endpointUrl: stub.url});
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).kind).toBe('network');
  });

  it('may come from the profile', async () => {
    const tls = selfSigned();
    const stub = await startStub(emptyList, tls);
    const home = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1'}});
    const path = join(home.path, 'bundle.pem');
    writeFileSync(path, tls.cert);
    home.writeConfig(`[default]\nca_bundle=${path}\n`);
    const gateway = gatewayWith({environment: home.environment, endpointUrl: stub.url});
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
  });

  it('is refused if the file is missing or not PEM', async () => {
    const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1', AWS_CA_BUNDLE: '/nonexistent.pem'}});
    expect(errorOf(await gatewayWith({environment}).connect(NEVER))).toMatchObject({
      kind: 'network',
      why: 'AWS_CA_BUNDLE: /nonexistent.pem cannot be read',
    });
    const error = errorOf(await gatewayWith({environment: bundle('hello')}).connect(NEVER));
    expect(error.why).toContain('contains no PEM certificate');
  });
});
