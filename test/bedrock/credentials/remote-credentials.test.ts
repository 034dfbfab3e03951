/** Credentials from STS and IAM Identity Center, on loopback. */
import {expect, it} from 'vitest';
import {awsHome} from '../aws-home.ts';
import {stsErrorXml} from '../credential-peers.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, sendJson, startStub} from '../stub-server.ts';

const ROLE =
  '[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n[profile base]\naws_access_key_id=AKIDBASE\naws_secret_access_key=x\n';
const SSO =
  '[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=us-east-1\n[profile sso]\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=dev\n';

it('says so if STS denies a role', async () => {
  const text = 'User: arn:aws:iam::111122223333:user/ada is not authorized to perform: sts:AssumeRole on resource: x';
  const sts = await startStub(response => {
    response.writeHead(403, {'content-type': 'text/xml'});
    response.end(stsErrorXml('AccessDenied', text));
  });
  const {environment} = awsHome({config: ROLE, env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_STS: sts.url}});
  const error = errorOf(await gatewayWith({environment, profile: 'role'}).connect(NEVER));
  expect(error).toMatchObject({
    kind: 'credentials',
    why: `AWS STS (127.0.0.1:${sts.port}) did not let profile role assume its role: ${text}`,
  });
});

it.each<[string, string, object]>([
  ['the chosen profile', 'endpoint_url=URL\n', {AWS_PROFILE: 'lab'}],
  ['the services section of the chosen profile', 'services=own\n', {AWS_PROFILE: 'lab'}],
  ['the chosen profile, if AWS_PROFILE names none', 'endpoint_url=URL\n', {AWS_PROFILE: 'gone'}],
  ['the chosen profile, without AWS_PROFILE', 'endpoint_url=URL\n', {}],
  ['the environment', '', {AWS_PROFILE: 'lab', AWS_ENDPOINT_URL_STS: 'URL'}],
])('asks STS at the endpoint of %s, not at another profile’s', async (_, settings, env) => {
  const answer = startStub((response, request) => {
    response.writeHead(request.url === '/' ? 403 : 500, {'content-type': 'text/xml'});
    response.end(stsErrorXml('AccessDenied', 'no'));
  });
  const [right, wrong] = [await answer, await startStub(() => {})];
  const config = `${ROLE.replace('[profile base]', `${settings}[profile base]`)}[profile lab]\nendpoint_url=${wrong.url}\n[default]\nendpoint_url=${wrong.url}\n[services own]\nsts =\n  endpoint_url = URL\n`;
  const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('URL', right.url)]));
  const home = awsHome({config: config.replaceAll('URL', right.url), env: {AWS_REGION: 'us-east-1', ...own}});
  const gateway = gatewayWith({environment: home.environment, profile: 'role', limits: {requestMs: 2_000}});
  expect(errorOf(await gateway.connect(NEVER)).why).toContain(`(127.0.0.1:${right.port}) did not let profile role`);
  expect(wrong.requests).toEqual([]);
});

it('advises to sign in with the source profile of a role, by its name in the file', async () => {
  const role = '[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=Acme #1\n';
  const config = `${SSO.replace('[profile sso]', "[profile 'Acme #1']")}${role}`;
  const {environment} = awsHome({config, env: {AWS_REGION: 'us-east-1'}});
  const error = errorOf(await gatewayWith({environment, profile: 'role'}).connect(NEVER));
  expect(error.next).toBe("Run `aws sso login --profile 'Acme #1'`, then retry.");
  expect(error.why).not.toContain('Acme_1');
});

it('names the profile whose SSO session does not exist, if that is the source of a role', async () => {
  const role = '[profile role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n';
  const config = `${role}[profile base]\nsso_session=gone\nsso_account_id=111122223333\nsso_role_name=dev\n`;
  const {environment} = awsHome({config, env: {AWS_REGION: 'us-east-1'}});
  const error = errorOf(await gatewayWith({environment, profile: 'role'}).connect(NEVER));
  expect(error.why).toBe('Profile base names the sso-session “gone”, which is not in the shared config file');
});

it('limits the time of STS as well', async () => {
  const sts = await startStub(() => {});
  const {environment} = awsHome({config: ROLE, env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_STS: sts.url}});
  const gateway = gatewayWith({environment, profile: 'role', limits: {requestMs: 50}});
  expect(errorOf(await gateway.connect(NEVER))).toMatchObject({kind: 'network', isTransient: true});
});

it('limits the time of the SSO portal as well', async () => {
  const portal = await startStub(() => {});
  const home = awsHome({config: SSO, env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_SSO: portal.url}});
  home.writeSsoToken('corp', {accessToken: 'token', expiresAt: '2120-01-01T00:00:00Z'});
  const gateway = gatewayWith({environment: home.environment, profile: 'sso', limits: {requestMs: 50}});
  expect(errorOf(await gateway.connect(NEVER))).toMatchObject({kind: 'network', isTransient: true});
});

it('goes on after `aws sso login` in another terminal, and fetches new credentials before they expire', async () => {
  let issued = 0;
  const portal = await startStub(response => {
    issued += 1;
    const roleCredentials = {
      accessKeyId: `AKIDSSO${issued}`,
      secretAccessKey: 'x',
      sessionToken: 'y',
      // The first ones are about to expire, so the SDK has to ask for new ones by itself.
      expiration: Date.now() + (issued === 1 ? 60_000 : 3_600_000),
    };
    sendJson(response, {roleCredentials});
  });
  const bedrock = await startStub(emptyList);
  const home = awsHome({config: SSO, env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_SSO: portal.url}});
  const gateway = gatewayWith({environment: home.environment, profile: 'sso', endpointUrl: bedrock.url});
  expect(errorOf(await gateway.connect(NEVER)).next).toContain('aws sso login --profile sso');
  home.writeSsoToken('corp', {accessToken: 'token', expiresAt: '2120-01-01T00:00:00Z'});
  answerOf(await gateway.listJobs(LIST, NEVER));
  expect(bedrock.requests.at(-1)!.headers.authorization).toContain('Credential=AKIDSSO2/');
});

it.each([
  [401, 'UnauthorizedException', 'Session token not found or invalid', 'aws sso login --profile sso'],
  [403, 'ForbiddenException', 'No access', 'IAM Identity Center'],
])('explains the SSO portal’s %s', async (status, name, message, next) => {
  const portal = await startStub(response => {
    response.writeHead(status, {'content-type': 'application/json', 'x-amzn-errortype': name});
    response.end(JSON.stringify({message}));
  });
  const home = awsHome({config: SSO, env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_SSO: portal.url}});
  home.writeSsoToken('corp', {accessToken: 'token', expiresAt: '2120-01-01T00:00:00Z'});
  const error = errorOf(await gatewayWith({environment: home.environment, profile: 'sso'}).connect(NEVER));
  expect(error).toMatchObject({kind: 'credentials'});
  expect(error.next).toContain(next);
});

it('takes region and role from an instance, and says so', async () => {
  const credentials = {
    Code: 'Success',
    AccessKeyId: 'AKIDROLE',
    SecretAccessKey: 'x',
    Token: 'y',
    Expiration: '2120-01-01T00:00:00Z',
  };
  const answers: Readonly<Record<string, string>> = {
    '/latest/api/token': 'metadata-token',
    '/latest/meta-data/placement/region': 'us-west-2',
    '/latest/meta-data/iam/security-credentials/': 'importer',
    '/latest/meta-data/iam/security-credentials/importer': JSON.stringify(credentials),
  };
  const metadata = await startStub((response, {url = ''}) => response.end(answers[url]));
  const env = {AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url};
  const {environment} = awsHome({env});
  expect(answerOf(await gatewayWith({environment}).connect(NEVER))).toEqual({
    region: 'us-west-2',
    profile: 'instance role',
  });
});
