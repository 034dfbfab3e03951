/** The profiles of the shared files, sections that were meant to be profiles, and files that could not be read. */
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {readSharedFiles} from '../../../src/bedrock/profiles/profiles.ts';
import {sharedPaths} from '../../../src/bedrock/profiles/shared-paths.ts';
import {awsHome} from '../aws-home.ts';
import {errorOf, gatewayWith, NEVER} from '../gateway-under-test.ts';

const filesOf = (config: string, credentials = '') => readSharedFiles(awsHome({config, credentials}).environment);

describe('names of profiles', () => {
  it.each([
    [`[profile 'My Corp']`, 'My Corp'],
    ['[profile "My Corp"]', 'My Corp'],
    ['[profile a[b]]', 'a[b]'],
    ['[profile a,b]', 'a,b'],
    ['[profile élan]', 'élan'],
    ['[profile a=b]', 'a=b'],
    ['[profile "a  b"]', 'a  b'],
    [`[profile "O'Hara"]`, "O'Hara"],
    [`[profile 'a #b']`, 'a #b'],
    ['[profile "a ;b"]', 'a ;b'],
    ['[profile __proto__]', '__proto__'],
    ['[profile constructor]', 'constructor'],
  ])('%s', async (header, name) => {
    const files = await filesOf(`${header}\nregion=eu-west-1\n`);
    expect(files.names).toEqual([name]);
    expect(files.profile(name)?.region).toBe('eu-west-1');
  });

  it('in the credentials file are the whole name of the section', async () => {
    const files = await filesOf('', '[My Corp]\naws_access_key_id=A\n[a=b]\n[x, y]\n');
    expect(files.names).toEqual(['My Corp', 'a=b', 'x, y']);
  });

  it('are listed once; the credentials file overrides the config file', async () => {
    const files = await filesOf('[profile dev]\nregion=a\noutput=json\n', '[dev]\nregion=b\naws_access_key_id=A\n');
    expect(files.names).toEqual(['dev']);
    expect(files.profile('dev')).toEqual({region: 'b', output: 'json', aws_access_key_id: 'A'});
    expect(files.originOf('dev', 'region')).toBe('[dev] of ~/.aws/credentials');
    expect(files.originOf('dev', 'output')).toBe('[profile dev] of ~/.aws/config');
  });

  it.each([
    ['[default]\nregion=a\n[profile default]\noutput=x\n', {output: 'x'}],
    ['[profile default]\noutput=x\n[default]\nregion=a\n', {region: 'a'}],
    [`[profile default]\nregion=a\n[profile 'default']\nregion=b\n`, {region: 'b'}],
  ])('in two spellings are settled by the later section: %j', async (config, expected) => {
    expect((await filesOf(config)).profile('default')).toEqual(expected);
  });

  it('do not include sessions and services', async () => {
    const files = await filesOf(
      `[sso-session 'Acme Prod Org']\nsso_region=x\n[services s]\nbedrock =\n  endpoint_url = http://x\n`,
    );
    expect(files.names).toEqual([]);
    expect(files.hasSession('Acme Prod Org')).toBe(true);
    expect(files.services('s')).toEqual({'bedrock.endpoint_url': 'http://x'});
  });

  it('in references lose a comment only if no profile has the whole name', async () => {
    const files = await filesOf(
      `[profile a]\nsource_profile=base # main\n[profile b]\nsource_profile=x #1\n[profile base]\n[profile 'x #1']\nregion = us-east-1 # home\n`,
    );
    expect(files.profile('a')?.source_profile).toBe('base');
    expect(files.profile('b')?.source_profile).toBe('x #1');
    expect(files.profile('x #1')?.region).toBe('us-east-1');
  });
});

describe('a missing profile', () => {
  it.each([
    [
      '[profile My Corp]',
      'My Corp',
      '[profile My Corp] on line 1 of ~/.aws/config is not a valid profile name (nor for the AWS CLI); write [profile "My Corp"]',
    ],
    [
      `[profile O'Hara]`,
      "O'Hara",
      `[profile O'Hara] on line 1 of ~/.aws/config is not a valid profile name (nor for the AWS CLI); write [profile "O'Hara"]`,
    ],
    [
      `[profile "dev]`,
      'dev',
      '[profile "dev] on line 1 of ~/.aws/config is not a valid profile name (nor for the AWS CLI); write [profile dev]',
    ],
    [
      '[dev]',
      'dev',
      '[dev] on line 1 of ~/.aws/config is not a valid profile name (nor for the AWS CLI); write [profile dev]',
    ],
  ])('is explained by %s', async (header, profile, why) => {
    const {environment} = awsHome({config: `${header}\nregion=us-east-1\n`});
    const error = errorOf(await gatewayWith({environment, profile}).connect(NEVER));
    expect(error.kind).toBe('credentials');
    expect(error.why).toContain(why);
  });

  it('is explained by the word “profile” in the credentials file', async () => {
    const {environment} = awsHome({credentials: '[profile dev]\naws_access_key_id=A\n'});
    const error = errorOf(await gatewayWith({environment, profile: 'dev'}).connect(NEVER));
    expect(error.why).toContain(
      '[profile dev] on line 1 of ~/.aws/credentials is not a valid profile name (nor for the AWS CLI); in this file, write [dev]',
    );
  });
});

it('explains a missing SSO session, too', async () => {
  const config =
    '[sso-session Acme Prod Org]\nsso_start_url=https://x\nsso_region=us-east-1\n[profile a]\nregion=us-east-1\nsso_session=Acme Prod Org\nsso_account_id=1\nsso_role_name=x\n';
  const {environment} = awsHome({config});
  const error = errorOf(await gatewayWith({environment, profile: 'a'}).connect(NEVER));
  expect(error.why).toBe(
    'Profile a names the sso-session “Acme Prod Org”, which is not in the shared config file. [sso-session Acme Prod Org] on line 1 of ~/.aws/config is not a valid sso-session name (nor for the AWS CLI); write [sso-session "Acme Prod Org"]',
  );
});

describe('a file that cannot be read is named', () => {
  const whyOf = async (home: ReturnType<typeof awsHome>, profile?: string) => {
    const error = errorOf(await gatewayWith({environment: home.environment, profile}).connect(NEVER));
    expect(['credentials', 'region']).toContain(error.kind);
    return error.why;
  };
  const configPath = (home: ReturnType<typeof awsHome>) => join(home.path, '.aws', 'config');

  it('in a separate sentence', async () => {
    const home = awsHome({credentials: '[a]\ncredential_process = echo "Not today." >&2; exit 1\n'});
    mkdirSync(configPath(home));
    const why = await whyOf({...home, environment: {...home.environment, AWS_REGION: 'us-east-1'}}, 'a');
    expect(why).toContain('Not today. ~/.aws/config was not read');
  });

  it('if it is a directory', async () => {
    const home = awsHome();
    mkdirSync(configPath(home));
    expect(await whyOf(home)).toContain('~/.aws/config was not read: it is a directory');
  });

  it.skipIf(process.platform === 'win32')('if it is a named pipe, which is not opened', async () => {
    const home = awsHome();
    execFileSync('mkfifo', [configPath(home)]);
    expect(await whyOf(home)).toContain('~/.aws/config was not read: it is a named pipe');
  });

  it.skipIf(process.platform === 'win32')('if it is a socket', async () => {
    const home = awsHome();
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>(resolve => server.listen(configPath(home), resolve));
    expect(await whyOf(home)).toContain('~/.aws/config was not read: it is a socket');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('if permission is denied', async () => {
    const home = awsHome({config: ''});
    chmodSync(configPath(home), 0);
    expect(await whyOf(home)).toContain('~/.aws/config was not read: permission is denied');
  });

  it('but not /dev/null, and not a missing file', async () => {
    const home = awsHome({env: {AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/x'}});
    expect(await whyOf(home)).not.toMatch(/dev|nonexistent|was not read/);
  });

  it('but not if nothing is missing without it', async () => {
    const home = awsHome({env: {AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'us-east-1'}});
    mkdirSync(configPath(home));
    expect(await gatewayWith({environment: home.environment}).connect(NEVER)).toMatchObject({ok: true});
  });

  it('if it is UTF-16', async () => {
    const home = awsHome();
    writeFileSync(configPath(home), Buffer.from('\ufeff[default]\nregion=us-east-1\n', 'utf16le'));
    expect(await whyOf(home)).toBe('~/.aws/config is not UTF-8 text; it looks like UTF-16');
  });

  it('with the line that is not UTF-8', async () => {
    const home = awsHome();
    writeFileSync(configPath(home), Buffer.from('# caf\xe9\n[default]\nregion=\xe9\n', 'latin1'));
    expect(await whyOf(home)).toBe('line 3 of ~/.aws/config is not UTF-8 text');
  });

  it('but not for a comment that is not UTF-8', async () => {
    const home = awsHome();
    writeFileSync(configPath(home), Buffer.from('# caf\xe9\n[profile a]\nregion=us-east-1\n', 'latin1'));
    expect((await readSharedFiles(home.environment)).problem).toBeUndefined();
  });

  it('with the line that the AWS CLI refuses, instead of being half read', async () => {
    const home = awsHome({config: '[profile a]\nregion=us-east-1\n\nrole_session_name me\n'});
    expect(await whyOf(home, 'a')).toBe('line 4 of ~/.aws/config, in [profile a]: expected NAME = VALUE');
    rmSync(configPath(home));
    home.writeCredentials('[a]\naws_access_key_id=A\n[a]\naws_access_key_id=B\n');
    expect(await whyOf(home, 'a')).toBe('line 3 of ~/.aws/credentials, in [a]: duplicate section (first on line 1)');
  });
});

describe('the path of the config file', () => {
  const NOBODY = (): string => {
    throw new Error('ENOENT: no such user');
  };

  it.each<[string, Record<string, string>, string | undefined, string, readonly string[]]>([
    ['HOME', {HOME: '/h'}, '/h/.aws/config', '~/.aws/config', ['/h/.aws/config']],
    ['the variable', {HOME: '/h', AWS_CONFIG_FILE: '/x/c'}, '/x/c', '/x/c', ['/x/c']],
    ['a tilde', {HOME: '/h', AWS_CONFIG_FILE: '~/c'}, '/h/c', '~/c', ['~/c', '/h/c']],
    ['a variable inside', {HOME: '/h', D: '/d', AWS_CONFIG_FILE: '$D/c$E'}, '/d/c$E', '/d/c$E', ['$D/c$E']],
    ['no home', {}, undefined, '~/.aws/config', ['.aws/config']],
    ['a relative home counts as none', {HOME: 'x'}, undefined, '~/.aws/config', ['x/.aws/config']],
  ])('%s', (_, environment, path, shown, spellings) => {
    expect(sharedPaths(environment, NOBODY).config).toEqual({path, shown, spellings});
  });
});
