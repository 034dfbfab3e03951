/** What is logged of each call, through the real SDK, and what is never logged. */
import {describe, expect, it} from 'vitest';
import {cleanEntry, logSecretsOf} from '../../src/bedrock/call-log.ts';
import type {Environment, GatewaySettings, LogEntry} from '../../src/bedrock/settings.ts';
import {simulate} from '../simulator/simulated.ts';
import {awsHome} from './aws-home.ts';
import {answerOf, gatewayWith, LIST, NEVER} from './gateway-under-test.ts';
import {sendError, startStub} from './stub-server.ts';

const SECRETS = {
  AWS_ACCESS_KEY_ID: 'AKIDOFTHELOGTEST',
  AWS_SECRET_ACCESS_KEY: 'the-secret/of+the-environment',
  AWS_SESSION_TOKEN: 'the-session+token/of-the-environment==',
};
const API_KEY = {AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-of-the-environment'};
const AT = Date.UTC(2026, 10, 23, 12);

/** A log whose clock advances by 7 ms each time it is read. */
const createLog = () => {
  const entries: LogEntry[] = [];
  let reads = 0;
  return {entries, log: {now: () => AT + 7 * reads++, write: (entry: LogEntry) => void entries.push(entry)}};
};

const start = (endpointUrl: string, env: Environment = {}, settings: Partial<GatewaySettings> = {}) => {
  const {entries, log} = createLog();
  const {environment} = awsHome({env: {...SECRETS, AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1', ...env}});
  const gateway = gatewayWith({environment, endpointUrl, log, ...settings});
  return {gateway, entries, text: () => JSON.stringify(entries)};
};

const expectNoSecret = (text: string, ...more: readonly string[]) => {
  const forms = [...Object.values({...SECRETS, ...API_KEY}), ...more].flatMap(it => [it, encodeURIComponent(it)]);
  for (const secret of forms) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/authorization|AWS4-HMAC|Signature=|security-token/i);
};

it('logs the connection, two pages, a filtered page, and a job', async () => {
  const simulator = await simulate({jobs: 5, seed: 7});
  const {gateway, entries, text} = start(simulator.url);
  await gateway.connect(NEVER);
  const request = {...LIST, pageSize: 4, status: 'Completed', createdAfter: 0};
  const {nextToken} = answerOf(await gateway.listJobs({...LIST, pageSize: 4}, NEVER));
  await gateway.listJobs({...LIST, pageSize: 4, token: nextToken}, NEVER);
  await gateway.listJobs(request, NEVER);
  await gateway.getJob(simulator.world.jobs[0]!.arn, NEVER);

  const [connect, first, second, filtered, job] = entries;
  expect(connect).toMatchObject({
    at: '2026-11-23T12:00:00.000Z',
    event: 'connect',
    ms: 7,
    answer: {region: 'us-east-1', profile: 'env keys', endpoint: simulator.url},
  });
  expect(first).toMatchObject({
    event: 'ListModelImportJobs',
    asked: {sortBy: 'CreationTime', order: 'Descending', pageSize: 4},
    ms: 7,
    status: 200,
    requestId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
    attempts: 1,
    retryDelayMs: 0,
    answer: {jobs: 4, hasNext: true},
  });
  expect(first?.error).toBeUndefined();
  expect(nextToken).toMatch(/^[\w-]{20,}$/);
  expect(second).toMatchObject({asked: {tokenLength: nextToken?.length}, answer: {jobs: 1, hasNext: false}});
  expect(filtered).toMatchObject({asked: {status: 'Completed', createdAfter: '1970-01-01T00:00:00.000Z'}});
  expect(job).toMatchObject({
    event: 'GetModelImportJob',
    asked: {identifier: simulator.world.jobs[0]!.arn},
    status: 200,
    answer: {status: simulator.world.jobs[0]!.status},
  });
  expectNoSecret(text(), nextToken ?? '');
});

describe('a failure', () => {
  it.each([
    ['throttle', 'throttled', 429, /^Throttled by AWS: Too many requests/],
    ['deny', 'access', 403, /^Access denied: .* is not authorized to perform/],
    ['error=503', 'service', 503, /^AWS is temporarily unavailable: /],
    ['html=200', 'answer', 200, /could not be parsed .*HTML page/],
    ['reset', 'network', undefined, /closed the connection/],
  ])('%s is logged with its kind and reason', async (fault, kind, status, why) => {
    const simulator = await simulate({jobs: 5, faults: [fault]});
    const {gateway, entries, text} = start(simulator.url);
    await gateway.listJobs(LIST, NEVER);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      event: 'ListModelImportJobs',
      attempts: 1,
      error: {kind, what: 'The list of jobs could not be read', why: expect.stringMatching(why)},
    });
    expect(entries[0]?.status).toBe(status);
    expect(entries[0]?.answer).toBeUndefined();
    expectNoSecret(text());
  });

  it('of the connection is logged as well', async () => {
    const {gateway, entries} = start('http://127.0.0.1:9', {AWS_PROFILE: 'nowhere'});
    await gateway.connect(NEVER);
    expect(entries).toMatchObject([{event: 'connect', error: {kind: 'credentials'}}]);
  });

  it('counts the attempts of the SDK', async () => {
    const simulator = await simulate({jobs: 5, faults: ['throttle:times=1']});
    const {gateway, entries} = start(simulator.url, {AWS_MAX_ATTEMPTS: '3'});
    await gateway.listJobs(LIST, NEVER);
    expect(entries).toMatchObject([{status: 200, attempts: 2, answer: {jobs: 5}}]);
  });

  it('of an aborted call is logged as cancelled', async () => {
    const simulator = await simulate({jobs: 5, faults: ['hang']});
    const {gateway, entries} = start(simulator.url);
    const controller = new AbortController();
    const asked = gateway.listJobs(LIST, controller.signal);
    controller.abort();
    await asked;
    expect(entries).toMatchObject([{error: {kind: 'cancelled'}}]);
  });
});

describe('an answer that quotes the request', () => {
  const echo = () =>
    startStub((response, {headers, url}) =>
      sendError(response, 'AccessDeniedException', `\u001b[31m${url} ${JSON.stringify(headers)}`, 403),
    );
  const token = 'the+page/token=of the last page';

  it('leaves no key, session token or page token in the log', async () => {
    const {gateway, entries, text} = start((await echo()).url);
    await gateway.listJobs({...LIST, token}, NEVER);
    expect(text()).toContain('/model-import-jobs?');
    expect(text()).not.toContain('u001b');
    for (const secret of [...Object.values(SECRETS), token, encodeURIComponent(token)])
      expect(text()).not.toContain(secret);
    expect(entries).toMatchObject([{status: 403, requestId: 'request-1', asked: {tokenLength: token.length}}]);
  });

  it('leaves no key from a credential_process', async () => {
    const given = {
      Version: 1,
      AccessKeyId: 'AKIDOFPROCESS',
      SecretAccessKey: 'process-key',
      SessionToken: 'process-token',
    };
    const {entries, log} = createLog();
    const config = `[profile p]\nregion = us-east-1\ncredential_process = echo '${JSON.stringify(given)}'\n`;
    const {environment} = awsHome({config, env: {AWS_PROFILE: 'p', AWS_MAX_ATTEMPTS: '1'}});
    const stub = await startStub((response, {url, headers}) =>
      sendError(response, `Odd-${headers['x-amz-security-token']}`, `${url} ${JSON.stringify(headers)}`, 403),
    );
    const gateway = gatewayWith({environment, endpointUrl: stub.url, log});
    await gateway.listJobs(LIST, NEVER);
    expect(entries).toMatchObject([{status: 403, error: {name: 'Odd-…'}}]);
    expect(JSON.stringify(entries)).toContain('/model-import-jobs?');
    expect(JSON.stringify(entries)).not.toMatch(/process-key|process-token/);
  });

  it('leaves no API key', async () => {
    const {gateway, text} = start((await echo()).url, API_KEY);
    await gateway.listJobs(LIST, NEVER);
    expect(text()).toContain('/model-import-jobs?');
    expect(text()).not.toContain(API_KEY.AWS_BEARER_TOKEN_BEDROCK);
  });

  it('leaves no password of the proxy', async () => {
    const proxy = 'http://someone:pass%2Fword-of-the-proxy@127.0.0.1:9';
    const {gateway, entries, text} = start('http://bedrock.invalid', {HTTP_PROXY: proxy});
    await gateway.listJobs(LIST, NEVER);
    expect(entries).toMatchObject([{error: {kind: 'network'}}]);
    expectNoSecret(text(), 'pass%2Fword-of-the-proxy', 'pass/word-of-the-proxy', 'someone');
  });
});

describe('an entry', () => {
  const clean = (text: string, env: Environment = {}) => cleanEntry({a: {b: text}}, logSecretsOf(env));

  it('is made plain, and cut to 2,000 characters', () => {
    expect(clean('\u001b]0;x\u0007a\nb')).toEqual({a: {b: 'a b'}});
    expect(JSON.stringify(clean('x'.repeat(10_000))).length).toBeLessThan(2100);
  });

  it('loses a secret with an invisible character in it, and one that contains another', () => {
    const env = {AWS_SECRET_ACCESS_KEY: 'long-secret', AWS_SESSION_TOKEN: 'long-secret-and-more'};
    expect(clean('<long-secret-and-more>', env)).toEqual({a: {b: '<…>'}});
    expect(clean('<long-\u200bsecret>', env)).toEqual({a: {b: '<…>'}});
  });

  it('loses the login of a proxy in every form', () => {
    const env = {https_proxy: 'http://me:p@ss@proxy:8080', ALL_PROXY: 'you:pass%21@other:1'};
    const header = `Basic ${Buffer.from('you:pass!').toString('base64')}`;
    expect(clean(`http://me:p@ss@proxy:8080 you:pass%21@other:1 pass! p@ss ${header}`, env)).toEqual({
      a: {b: 'http://…proxy:8080 …other:1 … … Basic …'},
    });
  });
});

it('writes nothing and reads no clock without a log', async () => {
  const simulator = await simulate({jobs: 5});
  const {gateway, entries} = start(simulator.url, {}, {log: undefined});
  expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toHaveLength(5);
  expect(entries).toEqual([]);
});

it('accepts a secret that cannot be in a URL', () => {
  expect(cleanEntry({text: 'a\ud800bcdefgh x'}, ['a\ud800bcdefgh', 'other'])).toEqual({
    text: expect.stringMatching(/ x$/),
  });
});

it('logs a request whose token cannot be in a URL', async () => {
  const {gateway, entries} = start('http://127.0.0.1:1');
  await gateway.listJobs({...LIST, token: 'half\ud800'}, NEVER);
  expect(entries.at(-1)).toMatchObject({event: 'ListModelImportJobs', asked: {tokenLength: 5}});
});
