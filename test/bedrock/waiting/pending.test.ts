/** Unfinished reads of files and name lookups are counted. */
import dns from 'node:dns';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {externalDataInterceptor} from '@smithy/core/config';
import {beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {readTokenFiles, tokenFilesOf} from '../../../src/bedrock/credentials/token-files.ts';
import {createGateway} from '../../../src/bedrock/gateway.ts';
import {readSharedFiles} from '../../../src/bedrock/profiles/profiles.ts';
import {countLookups} from '../../../src/bedrock/waiting/name-lookup.ts';
import {isAnythingPending, pending, startPending} from '../../../src/bedrock/waiting/pending.ts';
import {createBlockingFile, hasBlockingFiles} from '../../support/blocking-file.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {answerOf, errorOf, gatewayWith, NEVER} from '../gateway-under-test.ts';

type Callback = (error: Error | null, addresses: readonly {address: string; family: number}[]) => void;

/** Lookups without an answer, by name. */
const unanswered = new Map<string, Callback>();

beforeAll(() => {
  const {lookup} = dns;
  // Must come before the first gateway, which wraps this function.
  Object.assign(dns, {
    lookup: (name: string, _options: unknown, callback: Callback) => {
      if (typeof callback !== 'function') throw new TypeError('no callback');
      unanswered.set(name, callback);
    },
  });
  countLookups();
  return () => Object.assign(dns, {lookup});
});

const answer = (name: string): void => unanswered.get(name)?.(new Error('ENOTFOUND'), []);

describe('pending', () => {
  it('counts a promise until it is resolved or rejected', async () => {
    let [resolve, reject] = [() => {}, (_: Error) => {}];
    const both = [
      pending(
        new Promise<void>(settle => {
          resolve = settle;
        }),
      ),
      pending(
        new Promise<void>((_, settle) => {
          reject = settle;
        }),
      ),
    ];
    resolve();
    await both[0];
    expect(isAnythingPending()).toBe(true);
    reject(new Error('gone'));
    await expect(both[1]).rejects.toThrow('gone');
    expect(isAnythingPending()).toBe(false);
  });

  it('counts each answer once', () => {
    const [first, second] = [startPending(), startPending()];
    first();
    first();
    expect(isAnythingPending()).toBe(true);
    second();
    expect(isAnythingPending()).toBe(false);
  });
});

describe('a name lookup', () => {
  it('counts a lookup that the SDK makes by itself, even after its request is aborted', async () => {
    const given = request('http://metadata.example/').on('error', () => {});
    await expect.poll(() => unanswered.has('metadata.example')).toBe(true);
    given.destroy();
    expect(isAnythingPending()).toBe(true);
    answer('metadata.example');
    expect(isAnythingPending()).toBe(false);
  });

  it('is counted for a gateway’s own request, even after the call is aborted', async () => {
    const controller = new AbortController();
    const environment = {AWS_BEARER_TOKEN_BEDROCK: 'key', AWS_REGION: 'us-east-1'};
    const target = {kind: 'aws', endpointUrl: 'https://bedrock.example'} as const;
    const gateway = createGateway({environment, target, appVersion: '0', attempts: 1});
    onTestFinished(() => gateway.close());
    const outcome = gateway.getJob('job', controller.signal);
    await expect.poll(() => unanswered.has('bedrock.example')).toBe(true);
    controller.abort();
    expect(await outcome).toMatchObject({ok: false, error: {kind: 'cancelled'}});
    expect(isAnythingPending()).toBe(true);
    answer('bedrock.example');
    await expect.poll(isAnythingPending).toBe(false);
  });

  it('that throws is not counted', () => {
    const ask = (...given: readonly unknown[]) => Reflect.apply(dns.lookup, dns, given);
    expect(() => ask('name')).toThrow(TypeError);
    expect(() => ask('name', () => {})).toThrow(TypeError);
    expect(isAnythingPending()).toBe(false);
  });
});

describe.skipIf(!hasBlockingFiles)('a file', () => {
  const settings = (environment: Readonly<Record<string, string>>) => ({
    environment: {AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true', ...environment},
    target: {kind: 'aws'} as const,
    appVersion: '0',
  });

  it.each([['a certificate bundle', (path: string) => ({AWS_CA_BUNDLE: path})]])(
    'that is %s is counted, and does not block an aborted call',
    async (_, environment) => {
      const file = createBlockingFile();
      const controller = new AbortController();
      const gateway = createGateway(settings(environment(file.path)));
      const outcome = gateway.connect(controller.signal);
      await file.isRead;
      expect(isAnythingPending()).toBe(true);
      controller.abort();
      expect(await outcome).toMatchObject({ok: false, error: {kind: 'cancelled'}});
      expect(isAnythingPending()).toBe(true);
      await file.dispose();
      await expect.poll(isAnythingPending).toBe(false);
    },
  );
});

describe('token files', () => {
  const ROLE = 'role_arn = arn:aws:iam::111122223333:role/x\n';
  const config =
    `[profile base]\n${ROLE}web_identity_token_file = /base\n[profile role]\n${ROLE}source_profile = base\n` +
    '[profile static]\naws_access_key_id = AKID\naws_secret_access_key = x\n' +
    `[profile both]\n${ROLE}web_identity_token_file = /both\naws_access_key_id = AKID\naws_secret_access_key = x\n` +
    '[profile plain]\noutput = json\n';

  it.each([
    ['the one of a role’s source profile', 'role', {}, ['/base']],
    ['the profile’s own, not the one in the environment', 'base', {AWS_WEB_IDENTITY_TOKEN_FILE: '/env'}, ['/base']],
    ['none for a profile with keys', 'static', {}, []],
    ['none if the same profile has keys', 'both', {}, []],
    ['the one in the environment if the profile has no credential settings', 'plain', {}, ['/env']],
    ['the one in the environment if there is no profile', undefined, {}, ['/env']],
    ['none if the environment has keys', undefined, KEYS, []],
    ['none without a role', undefined, {AWS_ROLE_ARN: undefined}, []],
  ])('are the ones that the SDK would read: %s', async (_, chosen, env, expected) => {
    const variables = {AWS_WEB_IDENTITY_TOKEN_FILE: '/env', AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/y'};
    const {environment} = awsHome({config, env: {...variables, ...env}});
    const files = await readSharedFiles(environment);
    expect(tokenFilesOf({environment, chosen, files}).map(({path}) => path)).toEqual(expected);
  });

  it.skipIf(!hasBlockingFiles)('that are pipes are named in the error, and not opened', async () => {
    const file = createBlockingFile();
    onTestFinished(() => file.dispose());
    const env = {AWS_WEB_IDENTITY_TOKEN_FILE: file.path, AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/y'};
    const {environment} = awsHome({
      config,
      env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:9', ...env},
    });
    expect(errorOf(await gatewayWith({environment}).connect(NEVER))).toMatchObject({
      kind: 'credentials',
      why: `The web identity token could not be read: AWS_WEB_IDENTITY_TOKEN_FILE names ${file.path}, which is a named pipe`,
    });
    answerOf(await gatewayWith({environment, profile: 'static'}).connect(NEVER));
    expect(isAnythingPending()).toBe(false);
  });

  it('are given to the SDK as they are now, or left to it if they cannot be read', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'imports-tui-token-'));
    onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
    const path = join(directory, 'token');
    const read = async () => {
      await readTokenFiles([{path, source: 'X'}], 60_000);
      return externalDataInterceptor.getTokenRecord()[path];
    };
    expect(await read()).toBeUndefined();
    writeFileSync(path, 'first');
    expect(await read()).toBe('first');
    writeFileSync(path, 'second');
    expect(await read()).toBe('second');
    rmSync(path);
    expect(await read()).toBeUndefined();
  });
});
