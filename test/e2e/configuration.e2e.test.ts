/** The built program among other people's configuration: no home directory, named pipes for files, two profiles, bad keys. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {runCli, startCli} from '../support/run-cli.ts';

const directory = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'configuration-'));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return path;
};

describe('a user whom the system does not know, without HOME', () => {
  /** Makes Node answer as it does for a user id without an entry in the password file. */
  const strange = (): readonly string[] => {
    const path = join(directory(), 'no-home.cjs');
    const unknown =
      "() => { throw new Error('A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)'); }";
    writeFileSync(
      path,
      `const os = require('node:os'); os.homedir = os.userInfo = ${unknown}; require('node:module').syncBuiltinESMExports();`,
    );
    return ['--require', path];
  };
  const NOBODY = {HOME: undefined, USERPROFILE: undefined, XDG_CACHE_HOME: undefined};

  it('has the demo', async () => {
    const {code, stdout, stderr} = await startCli(['list', '--demo', '--limit', '1'], NOBODY, strange()).result;
    expect({code, stderr}).toEqual({code: 0, stderr: expect.not.stringContaining('stopped')});
    expect(stdout).toContain('STATUS');
  });

  it('has what the environment gives', async () => {
    const simulator = await startSimulator({jobs: 2});
    onTestFinished(() => simulator.close());
    const env = {...NOBODY, ...CREDENTIALS, AWS_ENDPOINT_URL_BEDROCK: simulator.url};
    const {code, stderr} = await startCli(['list', '--output', 'json'], env, strange()).result;
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
  });

  it('is told what is missing', async () => {
    const {code, stderr} = await startCli(['list'], {...NOBODY, AWS_REGION: 'us-east-1'}, strange()).result;
    expect(code).toBe(3);
    expect(stderr).toContain('aws configure');
  });
});

describe.skipIf(process.platform === 'win32')('a named pipe for a configuration file', () => {
  const pipes = () => {
    const path = join(directory(), 'pipe');
    execFileSync('mkfifo', [path]);
    return {AWS_CONFIG_FILE: path, AWS_SHARED_CREDENTIALS_FILE: path};
  };

  it('keeps nobody from the demo', async () => {
    expect((await runCli(['list', '--demo', '--limit', '1'], pipes())).code).toBe(0);
  });

  it('is named if something is missing', async () => {
    const {code, stderr} = await runCli(['list'], pipes());
    expect(code).toBe(3);
    expect(stderr).toContain('was not read: it is a named pipe');
  });
});

describe('AWS_PROFILE and AWS_DEFAULT_PROFILE', () => {
  const BOTH = {AWS_PROFILE: 'one', AWS_DEFAULT_PROFILE: 'two'};

  it('that differ are told of once, and the first one is used', async () => {
    const simulator = await startSimulator({jobs: 2});
    onTestFinished(() => simulator.close());
    const config = join(directory(), 'config');
    const keys = 'region=us-east-1\naws_access_key_id=A\naws_secret_access_key=x\n';
    writeFileSync(config, `[profile one]\n${keys}[profile two]\n${keys}`);
    const env = {...BOTH, AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL_BEDROCK: simulator.url};
    const line = 'Using profile one from AWS_PROFILE, not two from AWS_DEFAULT_PROFILE.\n';
    expect(await runCli(['list', '--output', 'json'], env)).toMatchObject({code: 0, stderr: line});
    expect(await runCli(['list', '--output', 'json', '--quiet'], env)).toMatchObject({code: 0, stderr: ''});
    expect(await runCli(['list', '--output', 'json', '--profile', 'two'], env)).toMatchObject({code: 0, stderr: ''});
  });
});

it('a line break within a key is told of without the key, and is no fault of the program', async () => {
  const env = {AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'Zq7Zq7\nZq7Zq7'};
  const {code, stderr} = await runCli(['list'], env);
  expect(code).toBe(3);
  expect(stderr).toContain('AWS_SECRET_ACCESS_KEY contains a line break');
  expect(stderr).not.toMatch(/Zq7|report/);
});
