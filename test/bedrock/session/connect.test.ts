/** Profile and credentials: what connect() finds, and what it reports as missing. */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {awsHome, KEYS} from '../aws-home.ts';
import {answerOf, errorOf, gatewayAt, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {type Answer, emptyList, sendError, startStub} from '../stub-server.ts';

const STATIC = 'aws_access_key_id=AKIDFILE\naws_secret_access_key=secret-of-file\n';

/** Accepts only the key AKIDNEW, and refuses all others with this error. */
const onlyNewKeys =
  (error: string): Answer =>
  (response, request, index) => {
    if (request.headers.authorization?.includes('AKIDNEW')) emptyList(response, request, index);
    else sendError(response, error, 'no longer valid', 403);
  };

describe('the profile', () => {
  it.each([
    ['keys from the environment', undefined, KEYS, 'env keys'],
    ['the default profile', undefined, {}, 'default'],
    ['a chosen profile overrides keys from the environment', 'other', KEYS, 'other'],
  ])('%s', async (_, profile, env, name) => {
    const {environment} = awsHome({
      credentials: `[default]\n${STATIC}[other]\n${STATIC}`,
      env: {...env, AWS_REGION: 'us-east-1'},
    });
    expect(answerOf(await gatewayWith({environment, profile}).connect(NEVER))).toEqual({
      region: 'us-east-1',
      profile: name,
    });
  });

  it('signs with the keys of the chosen profile', async () => {
    const stub = await startStub(emptyList);
    const {environment} = awsHome({credentials: `[other]\n${STATIC}`, env: {...KEYS, AWS_REGION: 'us-east-1'}});
    await gatewayWith({environment, profile: 'other', endpointUrl: stub.url}).listJobs(LIST, NEVER);
    expect(stub.requests[0]!.headers.authorization).toContain('Credential=AKIDFILE/');
  });
});

const SSO_SESSION = '[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=us-east-1\n';
const SSO_PROFILE = '[profile sso]\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=dev\n';

describe('the error for missing credentials says which, why, and what to run', () => {
  it.each([
    ['a profile that is in no file', '', 'gone', 'No profile “gone”', 'aws configure --profile gone'],
    ['a name from Object.prototype', '', 'constructor', 'No profile “constructor”', 'constructor'],
    ['no credentials at all', '', undefined, 'none in the environment or in the default profile', 'aws configure`'],
    ['a profile without any', '[profile bare]\noutput=json\n', 'bare', 'in profile bare', '--profile bare'],
    [
      'a credential_process that fails',
      '[profile proc]\ncredential_process=sh -c "echo no vault >&2; exit 3" --password hunter2\n',
      'proc',
      'no vault',
      'aws configure export-credentials --profile proc',
    ],
    [
      'a credential_process that does not exist',
      '[profile proc]\ncredential_process=/nonexistent/tool\n',
      'proc',
      'not found',
      '--profile proc',
    ],
    [
      'a credential_process that prints no JSON',
      '[profile proc]\ncredential_process=echo hello\n',
      'proc',
      'invalid JSON',
      '--profile proc',
    ],
    [
      'SSO without a login',
      SSO_SESSION + SSO_PROFILE,
      'sso',
      'was not found or is invalid',
      'aws sso login --profile sso',
    ],
    ['an sso-session that does not exist', SSO_PROFILE, 'sso', 'sso-session', 'aws configure sso'],
    [
      'SSO in the old form without a login',
      '[profile sso]\nsso_start_url=https://x.example/start\nsso_region=us-east-1\nsso_account_id=1\nsso_role_name=dev\n',
      'sso',
      'SSO session',
      'aws sso login --profile sso',
    ],
    [
      'SSO without a role',
      `${SSO_SESSION}[profile sso]\nsso_session=corp\n`,
      'sso',
      'SSO',
      'aws configure sso --profile sso',
    ],
    [
      'a role that needs MFA',
      `[profile mfa]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=base\nmfa_serial=arn:aws:iam::1:mfa/me\n[profile base]\n${STATIC}`,
      'mfa',
      'needs an MFA code',
      'export-credentials --profile mfa',
    ],
    [
      'a source profile that does not exist',
      '[profile role]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=gone\n',
      'role',
      '[gone]',
      'profile role',
    ],
    [
      'a role over SSO without a login',
      `${SSO_SESSION}${SSO_PROFILE}[profile role]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=sso\n`,
      'role',
      'SSO',
      'aws sso login --profile sso',
    ],
    [
      'a login session without a token',
      '[profile log]\nlogin_session=arn:aws:iam::1:user/me\n',
      'log',
      'token',
      'aws login --profile log',
    ],
  ])('%s', async (_, config, profile, why, next) => {
    const {environment} = awsHome({config, env: {AWS_REGION: 'us-east-1'}});
    const error = errorOf(await gatewayWith({environment, profile}).connect(NEVER));
    expect(error).toMatchObject({kind: 'credentials', isTransient: false, operation: undefined});
    expect(error.why).toContain(why);
    expect(error.next).toContain(next);
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  it('says so if an SSO session has expired', async () => {
    const home = awsHome({config: SSO_SESSION + SSO_PROFILE, env: {AWS_REGION: 'us-east-1'}});
    home.writeSsoToken('corp', {accessToken: 'sso-token-secret', expiresAt: '2020-01-01T00:00:00Z'});
    const error = errorOf(await gatewayWith({environment: home.environment, profile: 'sso'}).connect(NEVER));
    expect(error.kind).toBe('credentials');
    expect(error.next).toBe('Run `aws sso login --profile sso`, then retry.');
    expect(JSON.stringify(error)).not.toContain('sso-token-secret');
  });

  it('quotes a profile’s name for the shell', async () => {
    const {environment} = awsHome({env: {AWS_REGION: 'us-east-1'}});
    const error = errorOf(await gatewayWith({environment, profile: "my 'dev"}).connect(NEVER));
    expect(error.next).toContain("--profile 'my '\\''dev'");
  });
});

describe('a gateway that failed tries again', () => {
  it('finds a profile that was added meanwhile', async () => {
    const home = awsHome({env: {AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({environment: home.environment, profile: 'late'});
    expect(errorOf(await gateway.connect(NEVER)).kind).toBe('credentials');
    home.writeCredentials(`[late]\n${STATIC}`);
    expect(answerOf(await gateway.connect(NEVER)).profile).toBe('late');
  });

  it('signs with new keys after AWS has refused the old ones', async () => {
    const stub = await startStub(onlyNewKeys('ExpiredTokenException'));
    const home = awsHome({credentials: `[default]\n${STATIC}`, env: {AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({environment: home.environment, endpointUrl: stub.url});
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).kind).toBe('credentials');
    home.writeCredentials(`[default]\n${STATIC.replace('AKIDFILE', 'AKIDNEW')}`);
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
  });

  it('fetches credentials once for calls at the same time', async () => {
    const stub = await startStub(emptyList);
    const home = awsHome({env: {AWS_REGION: 'us-east-1'}});
    const keys = '{"Version":1,"AccessKeyId":"AKIDPROC","SecretAccessKey":"s"}';
    home.writeConfig(`[profile proc]\ncredential_process=sh -c 'echo run >> ${home.path}/runs; echo "$0"' '${keys}'\n`);
    const gateway = gatewayWith({environment: home.environment, profile: 'proc', endpointUrl: stub.url});
    const [connection, first, second] = await Promise.all([
      gateway.connect(NEVER),
      gateway.listJobs(LIST, NEVER),
      gateway.getJob('x', NEVER),
    ]);
    expect([connection.ok, first.ok, second.ok]).toEqual([true, true, false]);
    const {readFileSync} = await import('node:fs');
    expect(readFileSync(`${home.path}/runs`, 'utf8')).toBe('run\n');
  });
});

describe('a fix made outside the program', () => {
  const keysOf = (name: string) => STATIC.replace('AKIDFILE', name);

  it('is used after renew(), and not before', async () => {
    const stub = await startStub(onlyNewKeys('AccessDeniedException'));
    const home = awsHome({credentials: `[default]\n${keysOf('AKIDOLD')}`, env: {AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({environment: home.environment, endpointUrl: stub.url});
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).kind).toBe('access');
    home.writeCredentials(`[default]\n${keysOf('AKIDNEW')}`);
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).kind).toBe('access');
    gateway.renew();
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
  });

  it('may be to the endpoint', async () => {
    const [one, two] = [await startStub(emptyList), await startStub(emptyList)];
    const config = (url: string) => `[default]\nendpoint_url=${url}\n`;
    const home = awsHome({config: config(one.url), env: {...KEYS, AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({environment: home.environment});
    expect(answerOf(await gateway.connect(NEVER)).endpoint).toBe(one.url);
    home.writeConfig(config(two.url));
    gateway.renew();
    expect(answerOf(await gateway.connect(NEVER)).endpoint).toBe(two.url);
    answerOf(await gateway.listJobs(LIST, NEVER));
    expect([one.requests.length, two.requests.length]).toEqual([0, 1]);
  });
});

describe('a search for credentials in the middle of a session', () => {
  const process = (command: string) => `[default]\nregion=us-east-1\ncredential_process=${command}\n`;
  const GOOD = process(`echo '{"Version":1,"AccessKeyId":"AKIDNEW","SecretAccessKey":"secret"}'`);

  it('that hangs ends with an error, and the next one starts afresh', async () => {
    const stub = await startStub(onlyNewKeys('ExpiredTokenException'));
    const home = awsHome({config: `[default]\n${STATIC}`, env: {AWS_REGION: 'us-east-1'}});
    const limits = {credentialsMs: 200};
    const gateway = gatewayWith({environment: home.environment, endpointUrl: stub.url, limits});
    expect(errorOf(await gateway.listJobs(LIST, NEVER)).why).toBe(
      'The credentials from the default profile have expired: no longer valid',
    );
    home.writeConfig(process('sleep 30'));
    const slow = errorOf(await gateway.listJobs(LIST, NEVER));
    expect(slow).toMatchObject({kind: 'credentials', why: expect.stringContaining('is taking too long')});
    home.writeConfig(GOOD);
    gateway.renew();
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual([]);
  });

  it('that hangs is not started again by each call, and is used once it succeeds', async () => {
    const stub = await startStub(onlyNewKeys('ExpiredTokenException'));
    const home = awsHome({config: `[default]\n${STATIC}`, env: {AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({
      environment: home.environment,
      endpointUrl: stub.url,
      limits: {credentialsMs: 200},
    });
    errorOf(await gateway.listJobs(LIST, NEVER));
    const at = (name: string): string => join(home.path, name);
    const keys = '{"Version":1,"AccessKeyId":"AKIDNEW","SecretAccessKey":"secret"}';
    const script = `echo run >> ${at('runs')}\nwhile [ ! -e ${at('go')} ]; do sleep 0.02; done\necho '${keys}'\n`;
    writeFileSync(at('ask'), script);
    home.writeConfig(process(`sh ${at('ask')}`));
    for (let i = 0; i < 3; i++) errorOf(await gateway.listJobs(LIST, NEVER));
    writeFileSync(at('go'), '');
    await expect.poll(async () => (await gateway.listJobs(LIST, NEVER)).ok).toBe(true);
    expect(readFileSync(at('runs'), 'utf8')).toBe('run\n');
  });

  it('that cannot reach STS does not blame Bedrock, and can be retried', async () => {
    const stub = await startStub(emptyList);
    const role = `[profile role]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=base\n[profile base]\n${STATIC}`;
    const env = {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1'};
    const {environment} = awsHome({config: role, env});
    const gateway = gatewayWith({environment, profile: 'role', endpointUrl: stub.url});
    const error = errorOf(await gateway.connect(NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.what).toBe('The credentials for profile role could not be fetched');
    expect(JSON.stringify(error)).not.toContain(stub.url);
  });
});

it('sends nothing to Bedrock on connect()', async () => {
  const stub = await startStub(emptyList);
  expect(answerOf(await gatewayAt(stub.url).connect(NEVER)).endpoint).toBe(stub.url);
  expect(stub.requests).toHaveLength(0);
});
