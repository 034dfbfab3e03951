/** Secrets with characters that a header cannot carry: the error names the secret, and does not quote it. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, sendJson, startStub} from '../stub-server.ts';

const REGION = {AWS_REGION: 'us-east-1'};
const VALUE = 'Zq7Zq7Zq7';

const CASES = [
  ['\n', 'a line break'],
  ['\r\n', 'a line break'],
  ['\r', 'a carriage return'],
  ['\t', 'a tab'],
  ['\x1b', 'a control character'],
  ['\u201d', 'a typographic quote, which is not ASCII'],
  ['\u00e9', 'a character that is not ASCII'],
] as const;

const refusal = async (home: ReturnType<typeof awsHome>, profile?: string) => {
  const gateway = gatewayWith({environment: home.environment, profile, endpointUrl: 'http://127.0.0.1:9'});
  const error = errorOf(await gateway.listJobs(LIST, NEVER));
  expect(JSON.stringify(error)).not.toMatch(/Zq7/);
  expect(error).toMatchObject({kind: 'credentials', what: 'The credentials cannot be used', isTransient: false});
  return error.why;
};

describe('a variable', () => {
  it.each(CASES)('with %j inside is named', async (character, kind) => {
    for (const name of [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_BEARER_TOKEN_BEDROCK',
    ]) {
      const home = awsHome({env: {...KEYS, ...REGION, [name]: `${VALUE}${character}${VALUE}`}});
      expect(await refusal(home)).toBe(`${name} contains ${kind}`);
    }
  });

  it('is named if a role uses it', async () => {
    const config = '[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\ncredential_source=Environment\n';
    const home = awsHome({config, env: {...KEYS, ...REGION, AWS_SECRET_ACCESS_KEY: `${VALUE}\r${VALUE}`}});
    expect(await refusal(home, 'role')).toBe('AWS_SECRET_ACCESS_KEY contains a carriage return');
  });

  it.each<[string, Environment, string]>([
    [
      'keys',
      {AWS_ACCESS_KEY_ID: ' AKIDEXAMPLE\n', AWS_SECRET_ACCESS_KEY: 'x\r\n', AWS_SESSION_TOKEN: '\ttoken\n'},
      'Credential=AKIDEXAMPLE/',
    ],
    ['an API key', {AWS_BEARER_TOKEN_BEDROCK: ' bedrock-api-key-abc\r\n'}, 'Bearer bedrock-api-key-abc'],
  ])('is trimmed: %s', async (_, env, sent) => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({env: {AWS_REGION: ' us-east-1\n', ...env}});
    answerOf(await gatewayWith({environment, endpointUrl: stub.url}).listJobs(LIST, NEVER));
    expect(stub.requests[0]!.headers.authorization).toContain(sent);
    if (env.AWS_SESSION_TOKEN) expect(stub.requests[0]!.headers['x-amz-security-token']).toBe('token');
  });
});

it('names a container’s token, and does not send it', async () => {
  const peer = await startStub(() => {});
  const env = {AWS_CONTAINER_CREDENTIALS_FULL_URI: peer.url, AWS_CONTAINER_AUTHORIZATION_TOKEN: `“${VALUE}”`};
  expect(await refusal(awsHome({env: {...REGION, ...env}}))).toBe(
    'AWS_CONTAINER_AUTHORIZATION_TOKEN contains a typographic quote, which is not ASCII',
  );
  expect(peer.requests).toEqual([]);
});

describe('a setting in a file', () => {
  it.each(CASES.slice(4))('with %j inside is named with its section', async (character, kind) => {
    for (const name of ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']) {
      const keys = {aws_access_key_id: 'AKID', aws_secret_access_key: 'x', [name]: `${VALUE}${character}${VALUE}`};
      const text = Object.entries(keys).map(([key, value]) => `${key} = ${value}\n`);
      const home = awsHome({credentials: `[my corp]\n${text.join('')}`, env: REGION});
      expect(await refusal(home, 'my corp')).toBe(`${name} in [my corp] of ~/.aws/credentials contains ${kind}`);
    }
  });

  it('that continues on the next line is named', async () => {
    const credentials = `[default]\naws_access_key_id = AKID\naws_secret_access_key = ${VALUE}\n  ${VALUE}\n`;
    const home = awsHome({credentials, env: REGION});
    expect(await refusal(home)).toBe('aws_secret_access_key in [default] of ~/.aws/credentials contains a line break');
  });

  it('is named if a role uses it', async () => {
    const config = `[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n[profile base]\naws_access_key_id=“${VALUE}”\naws_secret_access_key=x\n`;
    const home = awsHome({config, env: {...REGION, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9'}});
    expect(await refusal(home, 'role')).toBe(
      'aws_access_key_id in [profile base] of ~/.aws/config contains a typographic quote, which is not ASCII',
    );
  });
});

describe('a secret from another source', () => {
  it('is named: credential_process', async () => {
    const home = awsHome({env: REGION});
    const path = join(home.path, 'keys.json');
    writeFileSync(path, JSON.stringify({Version: 1, AccessKeyId: 'AKID', SecretAccessKey: `${VALUE}\n${VALUE}`}));
    home.writeConfig(`[profile p]\ncredential_process=cat ${path}\n`);
    expect(await refusal(home, 'p')).toBe(
      'The secret access key from the credential_process of profile p contains a line break',
    );
  });

  it('is named: the SSO portal', async () => {
    const roleCredentials = {
      accessKeyId: 'AKID',
      secretAccessKey: 'x',
      sessionToken: `${VALUE}\u2019${VALUE}`,
      expiration: Date.now() + 3_600_000,
    };
    const portal = await startStub(response => sendJson(response, {roleCredentials}));
    const config =
      '[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=us-east-1\n[profile sso]\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=dev\n';
    const home = awsHome({config, env: {...REGION, AWS_ENDPOINT_URL_SSO: portal.url}});
    home.writeSsoToken('corp', {accessToken: 'token', expiresAt: '2120-01-01T00:00:00Z'});
    expect(await refusal(home, 'sso')).toBe(
      'The session token that AWS gave for profile sso contains a typographic quote, which is not ASCII',
    );
    home.writeSsoToken('corp', {accessToken: `${VALUE}\n${VALUE}`, expiresAt: '2120-01-01T00:00:00Z'});
    expect(await refusal(home, 'sso')).toContain('A token contains a character that no header can carry');
  });

  it('is named: a container', async () => {
    const stub = await startStub(response =>
      sendJson(response, {
        AccessKeyId: 'AKID',
        SecretAccessKey: 'x',
        Token: `${VALUE}\n${VALUE}`,
        Expiration: '2120-01-01T00:00:00Z',
      }),
    );
    const home = awsHome({env: {...REGION, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${stub.url}/keys`}});
    expect(await refusal(home)).toBe('The session token from the container contains a line break');
  });

  it.each(['\n', '\u201d'])('is refused: a container’s token with %j inside', async character => {
    const stub = await startStub(emptyList);
    const env = {
      ...REGION,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${stub.url}/keys`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: `${VALUE}${character}${VALUE}`,
    };
    const home = awsHome({env});
    const error = errorOf(await gatewayWith({environment: home.environment}).connect(NEVER));
    expect(error.kind).toBe('credentials');
    expect(JSON.stringify(error)).not.toMatch(/Zq7/);
  });
});
