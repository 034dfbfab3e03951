/** Profiles that the SDK’s own parser cannot read work through its interceptor. */
import {execFileSync} from 'node:child_process';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {externalDataInterceptor, parseKnownFiles} from '@smithy/core/config';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {sdkIni} from '../../../src/bedrock/profiles/sdk-ini.ts';
import {sectionsOf} from '../../../src/bedrock/profiles/shared-sections.ts';
import {awsHome} from '../aws-home.ts';
import {assumeRoleXml} from '../credential-peers.ts';
import {answerOf, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, sendJson, startStub} from '../stub-server.ts';

/** As written in the config file, and the real names. */
const NAMES: readonly (readonly [string, string])[] = [
  [`'My Corp'`, 'My Corp'],
  ['"a  b"', 'a  b'],
  [`'a #b'`, 'a #b'],
  [`'a ;b'`, 'a ;b'],
  ['"O\'Hara"', "O'Hara"],
  ['a=b[c],d', 'a=b[c],d'],
  ['élan', 'élan'],
  ['__proto__', '__proto__'],
  ['sso-session.corp', 'sso-session.corp'],
];

/** The access key that signed the request to Bedrock. */
const signerWith = async (home: ReturnType<typeof awsHome>, profile: string): Promise<string> => {
  const bedrock = await startStub(emptyList);
  const gateway = gatewayWith({environment: home.environment, profile, endpointUrl: bedrock.url});
  answerOf(await gateway.listJobs(LIST, NEVER));
  return /Credential=([^/]+)/.exec(bedrock.requests[0]?.headers.authorization ?? '')?.[1] ?? '';
};

const KEYS_OF = (key: string) => `aws_access_key_id=${key}\naws_secret_access_key=x\nregion=us-east-1\n`;

// Put before each profile: if a name were cut, its keys would end up in this profile.
const OTHER = `[profile other]\n${KEYS_OF('AKIDOTHER')}`;

describe.each(NAMES)('a profile named %s', (written, name) => {
  it('can have keys', async () => {
    const home = awsHome({config: `${OTHER}[profile ${written}]\n${KEYS_OF('AKIDOWN')}`});
    expect(await signerWith(home, name)).toBe('AKIDOWN');
  });

  it('can have a credential_process', async () => {
    const home = awsHome({
      config: `${OTHER}[profile ${written}]\nregion=us-east-1\ncredential_process=cat process.json\n`,
    });
    const path = join(home.path, 'keys.json');
    writeFileSync(path, JSON.stringify({Version: 1, AccessKeyId: 'AKIDPROCESS', SecretAccessKey: 'x'}));
    home.writeConfig(`${OTHER}[profile ${written}]\nregion=us-east-1\ncredential_process=cat ${path}\n`);
    expect(await signerWith(home, name)).toBe('AKIDPROCESS');
  });

  it('can be the source of a role', async () => {
    const sts = await startStub((response, {headers}) => {
      const key = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1];
      response.writeHead(200, {'content-type': 'text/xml'});
      response.end(assumeRoleXml({accessKeyId: `ROLEOF${key}`}));
    });
    const role = `[profile role]\nregion=us-east-1\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=${name}\n`;
    const home = awsHome({
      config: `${OTHER}[profile ${written}]\n${KEYS_OF('AKIDOWN')}${role}`,
      env: {AWS_ENDPOINT_URL_STS: sts.url},
    });
    expect(await signerWith(home, 'role')).toBe('ROLEOFAKIDOWN');
  });

  it.each(['Acme Prod Org', 'a #b', 'corp'])('can use the SSO session %s', async session => {
    const portal = await startStub((response, {headers}) => {
      const roleCredentials = {
        accessKeyId: `AKID${String(headers['x-amz-sso_bearer_token'])}`,
        secretAccessKey: 'x',
        sessionToken: 'y',
        expiration: Date.now() + 3_600_000,
      };
      sendJson(response, {roleCredentials});
    });
    const config = `${OTHER}[sso-session '${session}']\nsso_start_url=https://corp.awsapps.com/start\nsso_region=us-east-1\n[profile ${written}]\nregion=us-east-1\nsso_session=${session}\nsso_account_id=111122223333\nsso_role_name=dev\n`;
    const home = awsHome({config, env: {AWS_ENDPOINT_URL_SSO: portal.url}});
    home.writeSsoToken(session, {accessToken: 'TOKEN', expiresAt: '2120-01-01T00:00:00Z'});
    expect(await signerWith(home, name)).toBe('AKIDTOKEN');
  });
});

it('reads setting names in capitals and values after colons', async () => {
  const home = awsHome({
    config: '[profile a]\nAWS_ACCESS_KEY_ID: AKIDOWN\nAws_Secret_Access_Key=x\nREGION: us-east-1\n',
  });
  expect(await signerWith(home, 'a')).toBe('AKIDOWN');
});

it('runs a credential_process with several lines and comment signs as the AWS CLI does', async () => {
  const home = awsHome();
  const script = join(home.path, 'give keys');
  writeFileSync(
    script,
    `#!/bin/sh\nprintf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"x"}' "$(printf '%s|' "$@" | tr -c 'A-Za-z0-9|;#\\n' _)"\n`,
  );
  chmodSync(script, 0o755);
  home.writeConfig(`[profile a]\nregion=us-east-1\ncredential_process = "${script}" one\n  --two\n  "three #3" ;4\n`);
  expect(await signerWith(home, 'a')).toBe('one|__two|three_#3|;4|');
});

it('uses the later of two sections for one profile', async () => {
  const home = awsHome({config: `[profile default]\n${KEYS_OF('AKIDFIRST')}[default]\n${KEYS_OF('AKIDSECOND')}`});
  expect(await signerWith(home, 'default')).toBe('AKIDSECOND');
});

describe('the path can be spelled', () => {
  it('with a tilde', async () => {
    const home = awsHome({env: {AWS_CONFIG_FILE: '~/my config', AWS_SHARED_CREDENTIALS_FILE: '~/no such file'}});
    writeFileSync(join(home.path, 'my config'), `[profile 'My Corp']\n${KEYS_OF('AKIDOWN')}`);
    expect(await signerWith(home, 'My Corp')).toBe('AKIDOWN');
  });

  it('in the home directory', async () => {
    const home = awsHome({config: `[profile 'My Corp']\n${KEYS_OF('AKIDOWN')}`});
    delete process.env.AWS_CONFIG_FILE;
    delete process.env.AWS_SHARED_CREDENTIALS_FILE;
    const {AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, ...environment} = home.environment;
    expect(await signerWith({...home, environment}, 'My Corp')).toBe('AKIDOWN');
  });

  it('the same for both files', async () => {
    const home = awsHome({credentials: `[default]\n${KEYS_OF('AKIDOWN')}`});
    const path = join(home.path, '.aws', 'credentials');
    process.env.AWS_CONFIG_FILE = path;
    const environment = {...home.environment, AWS_CONFIG_FILE: path};
    expect(await signerWith({...home, environment}, 'default')).toBe('AKIDOWN');
  });
});

it('gives the SDK the changed files when credentials have expired', async () => {
  let isWritten = false;
  const sts = await startStub((response, {headers}) => {
    const key = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1];
    const expiration = new Date(Date.now() + (isWritten ? 3_600_000 : 60_000)).toISOString();
    response.writeHead(200, {'content-type': 'text/xml'});
    response.end(assumeRoleXml({accessKeyId: `ROLEOF${key}`, expiration}));
  });
  const bedrock = await startStub(emptyList);
  const config = '[profile role]\nregion=us-east-1\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n';
  const home = awsHome({config, credentials: `[base]\n${KEYS_OF('AKIDOLD')}`, env: {AWS_ENDPOINT_URL_STS: sts.url}});
  const gateway = gatewayWith({environment: home.environment, profile: 'role', endpointUrl: bedrock.url});
  answerOf(await gateway.connect(NEVER));
  home.writeCredentials(`[base]\n${KEYS_OF('AKIDNEW')}`);
  isWritten = true;
  answerOf(await gateway.listJobs(LIST, NEVER));
  expect(bedrock.requests.at(-1)!.headers.authorization).toContain('Credential=ROLEOFAKIDNEW/');
});

it('gives the SDK every profile under a unique name, whatever the names are', async () => {
  const text = fc.string({unit: fc.constantFrom(...`ab .;#'"[]=:\\-é`), minLength: 1, maxLength: 8});
  const names = fc.uniqueArray(text, {minLength: 1, maxLength: 4});
  await fc.assert(
    fc.asyncProperty(names, async given => {
      const values = (i: number): ReadonlyMap<string, string> => new Map([['region', `region-${i}`]]);
      const sections = given.map((name, i) => ({name, line: i + 1, values: values(i)}));
      const {text: ini, profileName} = sdkIni(sectionsOf({shown: '', sections: []}, {shown: '', sections}));
      externalDataInterceptor.interceptFile('/config of the test', ini);
      externalDataInterceptor.interceptFile('/credentials of the test', '');
      const found = await parseKnownFiles({
        configFilepath: '/config of the test',
        filepath: '/credentials of the test',
      });
      expect(given.map(name => found[profileName(name)]?.region)).toEqual(given.map((_, i) => `region-${i}`));
    }),
    {numRuns: 500},
  );
});

describe('the SDK’s interceptor', () => {
  it('is asked before a file is opened', async () => {
    const home = awsHome({config: `[profile a]\n${KEYS_OF('AKIDFILE')}`});
    const path = String(home.environment.AWS_CONFIG_FILE);
    externalDataInterceptor.interceptFile(
      path,
      '[profile.My Corp]\nregion=given\n[sso-session.Acme Prod Org]\nsso_region=x\n',
    );
    const found = await parseKnownFiles({configFilepath: path, ignoreCache: true});
    expect(found).toEqual({'My Corp': {region: 'given'}, 'sso-session.Acme Prod Org': {sso_region: 'x'}});
  });

  it('belongs to the pinned version', () => {
    const require = createRequire(import.meta.url);
    const {devDependencies} = JSON.parse(readFileSync('package.json', 'utf8'));
    const installed = JSON.parse(
      readFileSync(join(require.resolve('@smithy/core/config'), '../../../../package.json'), 'utf8'),
    );
    expect(devDependencies['@smithy/core']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(installed.version).toBe(devDependencies['@smithy/core']);
  });
});

describe.skipIf(process.platform === 'win32')('a named pipe in place of both files', () => {
  it.each(['demo', 'aws'] as const)('is opened by nobody (target: %s)', async kind => {
    const stub = await startStub(emptyList);
    const home = awsHome({
      env: {AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-east-1'},
    });
    for (const name of ['config', 'credentials']) execFileSync('mkfifo', [join(home.path, '.aws', name)]);
    const target = {kind, simulatorUrl: stub.url, endpointUrl: stub.url};
    answerOf(await gatewayWith({environment: home.environment, target}).listJobs(LIST, NEVER));
  });
});
