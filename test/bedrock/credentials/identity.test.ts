/** API keys, the demo's keys, and the silence of the SDK. */
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Environment} from '../../../src/bedrock/settings.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, type Stub, sendError, startStub} from '../stub-server.ts';

const REGION = {AWS_REGION: 'us-east-1'};
const authorization = (stub: Stub): string => stub.requests[0]?.headers.authorization ?? '';

describe('a Bedrock API key', () => {
  it('needs no other credentials, and is sent as it is', async () => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({env: {...REGION, AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-abc'}});
    const gateway = gatewayWith({environment, endpointUrl: stub.url});
    expect(answerOf(await gateway.connect(NEVER)).profile).toBe('API key');
    answerOf(await gateway.listJobs(LIST, NEVER));
    expect(authorization(stub)).toBe('Bearer bedrock-api-key-abc');
  });

  it.each(['', '  '])('that is %j counts as unset', async token => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({env: {...KEYS, ...REGION, AWS_BEARER_TOKEN_BEDROCK: token}});
    const gateway = gatewayWith({environment, endpointUrl: stub.url});
    expect(answerOf(await gateway.connect(NEVER)).profile).toBe('env keys');
    answerOf(await gateway.listJobs(LIST, NEVER));
    expect(authorization(stub)).toContain('Credential=AKIDEXAMPLE/');
  });

  it('is not sent unencrypted, except on this machine', async () => {
    const {environment} = awsHome({env: {...REGION, AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-abc'}});
    const error = errorOf(await gatewayWith({environment, endpointUrl: 'http://bedrock.corp.example'}).connect(NEVER));
    expect(error).toMatchObject({kind: 'credentials', what: 'The API key was not sent'});
  });

  it('that AWS refuses is not confused with the keys of a profile', async () => {
    const stub = await startStub(response =>
      sendError(response, 'UnrecognizedClientException', 'No key bedrock-api-key-abc', 403),
    );
    const {environment} = awsHome({env: {...REGION, AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-abc'}});
    const error = errorOf(await gatewayWith({environment, endpointUrl: stub.url}).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'credentials', why: 'AWS refused the API key: No key …'});
    expect(error.next).toContain('unset AWS_BEARER_TOKEN_BEDROCK');
    expect(JSON.stringify(error)).not.toContain('bedrock-api-key-abc');
  });

  it('needs an IAM action of its own if access is denied', async () => {
    const stub = await startStub(response => sendError(response, 'AccessDeniedException', 'not authorized', 403));
    const {environment} = awsHome({env: {...REGION, AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-abc'}});
    const error = errorOf(await gatewayWith({environment, endpointUrl: stub.url}).listJobs(LIST, NEVER));
    expect(error.kind).toBe('access');
    expect(error.next).toContain('bedrock:ListModelImportJobs and bedrock:CallWithBearerToken');
  });
});

describe('the demo', () => {
  const real: Environment = {
    ...KEYS,
    AWS_SESSION_TOKEN: 'session-token',
    AWS_PROFILE: 'gone',
    AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-abc',
    AWS_CA_BUNDLE: '/nonexistent.pem',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_ENDPOINT_URL: 'http://198.51.100.1',
    AWS_RETRY_MODE: 'nonsense',
    AWS_REGION: 'eu-west-3',
  };

  it('sends its own keys, whatever the environment has', async () => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({env: real});
    const gateway = gatewayWith({environment, target: {kind: 'demo', simulatorUrl: stub.url}});
    expect(answerOf(await gateway.connect(NEVER))).toEqual({
      region: 'us-east-1',
      profile: 'demo',
      endpoint: stub.url,
    });
    answerOf(await gateway.listJobs(LIST, NEVER));
    expect(authorization(stub)).toContain('Credential=DEMO/');
    expect(stub.requests[0]!.headers).not.toHaveProperty('x-amz-security-token');
    expect(JSON.stringify(stub.requests[0]!.rawHeaders)).not.toMatch(/AKID|session-token|api-key/);
  });

  it.each(['', 'https://bedrock.us-east-1.amazonaws.com', 'http://127.0.0.1.evil.example'])(
    'does not leave the machine for “%s”',
    async simulatorUrl => {
      const {environment} = awsHome();
      const gateway = gatewayWith({environment, target: {kind: 'demo', simulatorUrl}});
      const error = errorOf(await gateway.listJobs(LIST, NEVER));
      expect(error).toMatchObject({kind: 'fault', why: 'Internal error: the demo has no simulator on loopback'});
    },
  );
});

describe('the console', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('stays silent, because warnings would appear across the screen', async () => {
    const said: unknown[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
      vi.spyOn(console, method).mockImplementation((...args) => void said.push(args));
    }
    vi.spyOn(process, 'emitWarning').mockImplementation((...args: unknown[]) => void said.push(args));
    const write = (chunk: unknown) => said.push(chunk) > 0;
    vi.spyOn(process.stderr, 'write').mockImplementation(write);
    vi.spyOn(process.stdout, 'write').mockImplementation(write);
    const credentials = '[both]\naws_access_key_id=AKIDFILE\naws_secret_access_key=x\n';
    // A profile and keys in the environment, an unread body, and a time-out: the SDK warns about each of them.
    const stub = await startStub((response, _, index) => {
      if (index === 0) response.end('<html>');
    });
    const {environment} = awsHome({credentials, env: {...KEYS, ...REGION, AWS_PROFILE: 'both'}});
    const gateway = gatewayWith({environment, endpointUrl: stub.url, limits: {requestMs: 50}});
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).kind).toBe('answer');
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).kind).toBe('network');
    const bare = awsHome({config: '[profile bare]\noutput=json\n', env: {...KEYS, ...REGION, AWS_PROFILE: 'bare'}});
    expect(errorOf(await gatewayWith({environment: bare.environment}).connect(NEVER)).kind).toBe('credentials');
    expect(said).toEqual([]);
  });
});
