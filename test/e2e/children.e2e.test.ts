/** The commands that the built program starts: each gets the environment that the program was given, and nothing of its own. */
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {startProxy} from '../bedrock/connect-proxy.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {cleanEnvironment} from '../support/clean-environment.ts';
import {runCli} from '../support/run-cli.ts';

/** Variables that the program's own parts have a use for. */
const GIVEN = {
  DEBUG: '*',
  DEV: 'false',
  FORCE_COLOR: '0',
  NO_COLOR: '1',
  NODE_ENV: 'test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'false',
};
const KEPT = ['DEBUG', 'DEV', 'FORCE_COLOR', 'NODE_ENV', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'];

const directory = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'imports-tui-children-'));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return path;
};

/** A program that writes its environment into `out`, and then `text` to its standard output. */
const program = (path: string, out: string, text = ''): string => {
  writeFileSync(
    path,
    `#!${process.execPath}\nrequire('fs').writeFileSync('${out}', JSON.stringify(process.env)); console.log('${text}');\n`,
  );
  chmodSync(path, 0o755);
  return path;
};

const simulate = async () => {
  const simulator = await startSimulator({jobs: 3});
  onTestFinished(() => simulator.close());
  return simulator;
};

it('--exec', async () => {
  const {url} = await simulate();
  const path = directory();
  const out = join(path, 'env.json');
  const {variables, dispose} = cleanEnvironment();
  dispose();
  const args = ['watch', '--since', '3650d', '--limit', '1', '--quiet', '--exec', program(join(path, 'hook'), out)];
  const {code} = await runCli(args, {...CREDENTIALS, ...GIVEN, AWS_ENDPOINT_URL_BEDROCK: url});
  expect(code).toBe(0);
  const got = JSON.parse(readFileSync(out, 'utf8'));
  const own = Object.keys(got).filter(name => name.startsWith('BEDROCK_IMPORTS_'));
  expect(own.length).toBeGreaterThan(0);
  const given = {...variables, ...CREDENTIALS, ...GIVEN, AWS_ENDPOINT_URL_BEDROCK: url};
  const expected: readonly string[] = [...Object.keys(given), ...own];
  expect(Object.keys(got).sort()).toEqual([...expected].sort());
  expect(got).toMatchObject(GIVEN);
});

it('a credential_process', async () => {
  const {url} = await simulate();
  const path = directory();
  const out = join(path, 'env.json');
  const keys = JSON.stringify({Version: 1, AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret-of-process'});
  const config = join(path, 'config');
  writeFileSync(config, `[default]\nregion=us-east-1\ncredential_process=${program(join(path, 'keys'), out, keys)}\n`);
  const {code, stderr} = await runCli(['list', '-o', 'ids', '--endpoint-url', url], {
    ...GIVEN,
    AWS_CONFIG_FILE: config,
  });
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const got = JSON.parse(readFileSync(out, 'utf8'));
  for (const name of KEPT) expect([name, got[name]]).toEqual([name, GIVEN[name as keyof typeof GIVEN]]);
});

it('says nothing about its own parts if DEBUG is set, with a proxy', async () => {
  const {port} = new URL((await simulate()).url);
  const proxy = await startProxy(Number(port));
  const env = {...CREDENTIALS, ...GIVEN, HTTP_PROXY: `http://127.0.0.1:${proxy.port}`};
  const {code, stderr} = await runCli(['list', '-o', 'ids', '--endpoint-url', 'http://bedrock.localhost'], env);
  expect({code, stderr, targets: proxy.targets}).toEqual({code: 0, stderr: '', targets: ['bedrock.localhost:80']});
});
