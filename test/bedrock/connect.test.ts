/** Profile and credentials: what connect() finds, and how it says what is missing. */
import {describe, expect, it} from 'vitest';
import {awsHome, KEYS} from './aws-home.ts';
import {answerOf, errorOf, gatewayAt, gatewayWith, LIST, NEVER} from './gateway-under-test.ts';
import {emptyList, sendError, startStub} from './stub-server.ts';

const STATIC = 'aws_access_key_id=AKIDFILE\naws_secret_access_key=secret-of-file\n';

describe('the profile in force', () => {
  it.each([
    ['keys from the environment', undefined, KEYS, 'environment'],
    ['the default profile', undefined, {}, 'default'],
    ['a chosen profile beats keys from the environment', 'other', KEYS, 'other'],
  ])('%s', async (_, profile, env, name) => {
    const {environment} = awsHome({
      credentials: `[default]\n${STATIC}[other]\n${STATIC}`,
      env: {...env, AWS_REGION: 'us-east-1'},
    });
    expect(answerOf(await gatewayWith({environment, profile}).connect(NEVER))).toEqual({
      region: 'us-east-1',
      profile: name,
      isDemo: false,
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

describe('credentials that are missing say which, why, and what to run', () => {
  it.each([
    ['a profile that no file has', '', 'gone', 'No profile “gone”', 'aws configure --profile gone'],
    ['a name from Object.prototype', '', 'constructor', 'No profile “constructor”', 'constructor'],
    ['no credentials at all', '', undefined, 'Neither the environment, nor profile default', 'aws configure`'],
    ['a profile without any', '[profile bare]\noutput=json\n', 'bare', 'nor profile bare', '--profile bare'],
    [
      'a credential_process that fails',
      '[profile proc]\ncredential_process=sh -c "echo no vault >&2; exit 3" --password hunter2\n',
      'proc',
      'no vault',
      'aws configure export-credentials --profile proc',
    ],
    [
      'a credential_process that is not there',
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
    ['an sso-session that is not there', SSO_PROFILE, 'sso', 'sso-session', 'aws configure sso'],
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
      'a role that wants MFA',
      `[profile mfa]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=base\nmfa_serial=arn:aws:iam::1:mfa/me\n[profile base]\n${STATIC}`,
      'mfa',
      'multi-factor',
      'export-credentials --profile mfa',
    ],
    [
      'a source profile that is not there',
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

  it('says so where an SSO session has ended', async () => {
    const home = awsHome({config: SSO_SESSION + SSO_PROFILE, env: {AWS_REGION: 'us-east-1'}});
    home.writeSsoToken('corp', {accessToken: 'sso-token-secret', expiresAt: '2020-01-01T00:00:00Z'});
    const error = errorOf(await gatewayWith({environment: home.environment, profile: 'sso'}).connect(NEVER));
    expect(error.kind).toBe('credentials');
    expect(error.next).toBe('Run `aws sso login --profile sso`, then try again.');
    expect(JSON.stringify(error)).not.toContain('sso-token-secret');
  });

  it('quotes a profile’s name for the shell', async () => {
    const {environment} = awsHome({env: {AWS_REGION: 'us-east-1'}});
    const error = errorOf(await gatewayWith({environment, profile: "my 'dev"}).connect(NEVER));
    expect(error.next).toContain("--profile 'my '\\''dev'");
  });
});

describe('a gateway that failed looks again', () => {
  it('finds a profile that was written meanwhile', async () => {
    const home = awsHome({env: {AWS_REGION: 'us-east-1'}});
    const gateway = gatewayWith({environment: home.environment, profile: 'late'});
    expect(errorOf(await gateway.connect(NEVER)).kind).toBe('credentials');
    home.writeCredentials(`[late]\n${STATIC}`);
    expect(answerOf(await gateway.connect(NEVER)).profile).toBe('late');
  });

  it('signs with new keys after AWS has refused the old ones', async () => {
    const stub = await startStub((response, request, index) => {
      if (request.headers.authorization?.includes('AKIDNEW')) emptyList(response, request, index);
      else sendError(response, 'ExpiredTokenException', 'The security token included in the request is expired', 403);
    });
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

it('sends nothing to Bedrock by connecting', async () => {
  const stub = await startStub(emptyList);
  expect(answerOf(await gatewayAt(stub.url).connect(NEVER)).endpoint).toBe(stub.url);
  expect(stub.requests).toHaveLength(0);
});
