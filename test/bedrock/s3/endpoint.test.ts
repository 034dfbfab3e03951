/** Where requests for S3 go: AWS's own hosts or an endpoint, by way of the proxy that the environment names. */
import {describe, expect, it} from 'vitest';
import {awsHome, KEYS} from '../aws-home.ts';
import {startProxy} from '../connect-proxy.ts';
import {errorOf, gatewayWith, NEVER, type TestSettings} from '../gateway-under-test.ts';

const CONFIG = `
[default]
[profile own]
endpoint_url = http://own.example
[profile served]
services = mine
endpoint_url = http://own.example
[services mine]
bedrock =
  endpoint_url = http://bedrock-served.example
s3 =
  endpoint_url = http://s3-served.example
`;
const CREDENTIALS = ['default', 'own', 'served']
  .map(name => `[${name}]\naws_access_key_id=AKIDFILE\naws_secret_access_key=x\n`)
  .join('');
const BOTH = {AWS_ENDPOINT_URL: 'http://all.example', AWS_ENDPOINT_URL_S3: 'http://s3.example'};

const check = async (settings: TestSettings, env: Readonly<Record<string, string>>, s3Uri = 's3://models/x/') => {
  const {environment} = awsHome({
    config: CONFIG,
    credentials: CREDENTIALS,
    env: {...KEYS, AWS_REGION: 'us-east-1', ...env},
  });
  return errorOf(await gatewayWith({environment, attempts: 1, ...settings}).checkFiles({s3Uri}, NEVER));
};

/** The hosts that the proxy was asked for. It refuses every tunnel, so nothing leaves the machine. */
const hostsOf = async (settings: TestSettings, env: Readonly<Record<string, string>>, s3Uri?: string) => {
  const proxy = await startProxy(0, 502);
  await check(settings, {ALL_PROXY: `http://127.0.0.1:${proxy.port}`, ...env}, s3Uri);
  return proxy.targets;
};

describe('of the check command, whose flag is for S3', () => {
  it.each<readonly [string, TestSettings, Readonly<Record<string, string>>, string]>([
    ['the flag overrides everything', {endpointUrl: 'http://flag.example'}, BOTH, 'flag.example:80'],
    ['AWS_ENDPOINT_URL_S3 overrides AWS_ENDPOINT_URL', {profile: 'own'}, BOTH, 's3.example:80'],
    [
      'AWS_ENDPOINT_URL overrides the profile',
      {profile: 'own'},
      {AWS_ENDPOINT_URL: 'http://a.example'},
      'a.example:80',
    ],
    ['the profile’s services override its endpoint_url', {profile: 'served'}, {}, 's3-served.example:80'],
    ['the profile’s own', {profile: 'own'}, {}, 'own.example:80'],
    ['AWS’s own', {}, {AWS_ENDPOINT_URL_BEDROCK: 'http://b.example'}, 'models.s3.us-east-1.amazonaws.com:443'],
    ['FIPS', {}, {AWS_USE_FIPS_ENDPOINT: 'true'}, 'models.s3-fips.us-east-1.amazonaws.com:443'],
    [
      'none if the environment ignores them',
      {},
      {...BOTH, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'},
      'models.s3.us-east-1.amazonaws.com:443',
    ],
  ])('%s', async (_, settings, env, host) => {
    // Nothing is asked of Bedrock, so no connection to it is opened either.
    expect(await hostsOf({service: 's3', ...settings}, env)).toEqual([host]);
  });

  it('a bucket with dots, for whose host no certificate of AWS is valid, is named in the path', async () => {
    expect(await hostsOf({service: 's3'}, {}, 's3://my.models/x/')).toEqual(['s3.us-east-1.amazonaws.com:443']);
  });
});

describe('of the others, whose flag is for Bedrock', () => {
  const lastHost = async (settings: TestSettings, env: Readonly<Record<string, string>>) =>
    (await hostsOf(settings, env)).at(-1);

  it.each<readonly [string, string, Readonly<Record<string, string>>, string]>([
    ['an endpoint of Bedrock is not S3’s', 'http://vpce.example', {}, 'models.s3.us-east-1.amazonaws.com:443'],
    ['one on this machine stands for all of AWS', 'http://127.0.0.1:9', {}, '127.0.0.1:9'],
    ['also before AWS_ENDPOINT_URL', 'http://127.0.0.1:9', {AWS_ENDPOINT_URL: 'http://all.example'}, '127.0.0.1:9'],
    ['but AWS_ENDPOINT_URL_S3 is meant for S3', 'http://127.0.0.1:9', BOTH, 's3.example:80'],
  ])('%s', async (_, endpointUrl, env, host) => {
    expect(await lastHost({endpointUrl}, env)).toBe(host);
  });
});

it('an unusable endpoint of S3 fails the check, and nothing else', async () => {
  const error = await check({}, {AWS_ENDPOINT_URL_S3: 'localhost:4566'});
  expect(error).toMatchObject({kind: 'network', what: 'Invalid endpoint'});
  expect(error.why).toContain('“localhost:4566”, from AWS_ENDPOINT_URL_S3,');
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_S3: 'localhost:4566'}});
  expect((await gatewayWith({environment, endpointUrl: 'http://127.0.0.1:9'}).connect(NEVER)).ok).toBe(true);
});
