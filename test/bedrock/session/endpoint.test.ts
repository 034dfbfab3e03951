/** Which endpoint is used, and which are refused. */
import {describe, expect, it} from 'vitest';
import {isLoopback} from '../../../src/bedrock/session/endpoint.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {startProxy} from '../connect-proxy.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';

const CONFIG = `
[default]
endpoint_url = http://default.example
[profile own]
endpoint_url = http://own.example
[profile served]
services = mine
endpoint_url = http://own.example
[profile lost]
services = nowhere
[profile ignoring]
endpoint_url = http://own.example
ignore_configured_endpoint_urls = true
[profile plain]
output = json
[profile fips]
use_fips_endpoint = true
[services mine]
bedrock =
  endpoint_url = http://served.example/
`;
const IGNORE = {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'};
const BOTH = {AWS_ENDPOINT_URL: 'http://all.example', AWS_ENDPOINT_URL_BEDROCK: 'http://bedrock.example'};
const CREDENTIALS = ['default', 'own', 'served', 'lost', 'ignoring', 'plain', 'fips']
  .map(name => `[${name}]\naws_access_key_id=AKIDFILE\naws_secret_access_key=x\n`)
  .join('');

const gatewayIn = (settings: object, env: Readonly<Record<string, string>>) => {
  const {environment} = awsHome({
    config: CONFIG,
    credentials: CREDENTIALS,
    env: {...KEYS, AWS_REGION: 'us-east-1', ...env},
  });
  return gatewayWith({environment, ...settings});
};

it.each([
  [
    'the flag overrides everything',
    {endpointUrl: 'http://127.0.0.1:8080/'},
    {...BOTH, ...IGNORE},
    'http://127.0.0.1:8080',
  ],
  ['AWS_ENDPOINT_URL_BEDROCK overrides AWS_ENDPOINT_URL', {profile: 'own'}, BOTH, 'http://bedrock.example'],
  [
    'AWS_ENDPOINT_URL overrides the profile',
    {profile: 'own'},
    {AWS_ENDPOINT_URL: 'http://all.example'},
    'http://all.example',
  ],
  ['the profile’s services override its endpoint_url', {profile: 'served'}, {}, 'http://served.example'],
  ['the profile’s own', {profile: 'own'}, {}, 'http://own.example'],
  ['the default profile’s own', {}, {}, 'http://default.example'],
  ['not that of AWS_PROFILE, if the flag names another profile', {profile: 'plain'}, {AWS_PROFILE: 'own'}, undefined],
  ['none if the environment ignores them', {profile: 'own'}, {...BOTH, ...IGNORE}, undefined],
  ['none if the profile ignores them', {profile: 'ignoring'}, BOTH, undefined],
])('%s', async (_, settings, env, endpoint) => {
  const connection = answerOf(await gatewayIn(settings, env).connect(NEVER));
  expect(connection.endpoint).toBe(endpoint);
});

it.each(['localhost:4566', 'ftp://x.example', 'http://', 'bedrock', '/x', 'https:x', 'http://x.example/?a=b'])(
  'refuses %s, and says where it comes from',
  async endpointUrl => {
    const error = errorOf(await gatewayIn({endpointUrl}, {}).connect(NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: false, what: 'Invalid endpoint'});
    expect(error.why).toContain(`“${endpointUrl}”, from --endpoint-url,`);
  },
);

it('does not repeat a password in a URL', async () => {
  const error = errorOf(await gatewayIn({}, {AWS_ENDPOINT_URL: 'http://u:hunter2@x.example'}).connect(NEVER));
  expect(error.why).toContain('AWS_ENDPOINT_URL');
  expect(JSON.stringify(error)).not.toContain('hunter2');
});

it('says which services section does not exist', async () => {
  expect(errorOf(await gatewayIn({profile: 'lost'}, {}).connect(NEVER)).why).toContain('“nowhere”');
});

it('is AWS’s own, not that of AWS_PROFILE, if the chosen profile has none', async () => {
  // The proxy refuses the tunnel, so nothing leaves the machine.
  const proxy = await startProxy(0, 502);
  const env = {AWS_PROFILE: 'own', ALL_PROXY: `http://127.0.0.1:${proxy.port}`, AWS_MAX_ATTEMPTS: '1'};
  errorOf(await gatewayIn({profile: 'plain'}, env).listJobs(LIST, NEVER));
  expect(proxy.targets).toEqual(['bedrock.us-east-1.amazonaws.com:443']);
});

it('cannot be combined with FIPS, which a profile may ask for', async () => {
  const gateway = gatewayIn({profile: 'fips', endpointUrl: 'http://127.0.0.1:1'}, {});
  const error = errorOf(await gateway.listJobs(LIST, NEVER));
  expect(error).toMatchObject({kind: 'network', isTransient: false, what: 'Invalid endpoint'});
  expect(error.why).toContain('FIPS');
});

describe('isLoopback', () => {
  it.each([
    ['http://127.0.0.1:1', true],
    ['http://localhost', true],
    ['http://[::1]:1', true],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['https://bedrock.us-east-1.amazonaws.com', false],
  ])('%s: %s', (url, expected) => expect(isLoopback(url)).toBe(expected));
});
