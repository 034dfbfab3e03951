/** The built commands over several connections: two accounts in two regions, each a simulator at an endpoint of its own profile. */
import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {beforeEach, describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import {cleanEnvironment, type Variables} from '../support/clean-environment.ts';
import {BIN, runCli, startCli} from '../support/run-cli.ts';

const PROFILES = {
  dev: {region: 'us-east-1', account: '111122223333', seed: 1},
  prod: {region: 'eu-central-1', account: '444455556666', seed: 2},
  down: {region: 'us-west-2', account: '777788889999', seed: 3},
} as const;
type Profile = keyof typeof PROFILES;
const NAMES = Object.keys(PROFILES) as readonly Profile[];

/** The program's environment: the profiles, each with keys, a region and an endpoint. */
let env: Variables;
let simulators: Readonly<Record<Profile, Simulator>>;

const start = async (more: Partial<Record<Profile, SimulatorOptions>> = {}): Promise<void> => {
  const started = await Promise.all(
    NAMES.map(async name => {
      const simulator = await startSimulator({jobs: 12, ...PROFILES[name], keepsRequests: true, ...more[name]});
      onTestFinished(() => simulator.close());
      return [name, simulator] as const;
    }),
  );
  simulators = Object.fromEntries(started) as Record<Profile, Simulator>;
  const directory = mkdtempSync(join(tmpdir(), 'several-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  const config = join(directory, 'config');
  const sections = started.map(
    ([name, {url}]) =>
      `[profile ${name}]\nregion=${PROFILES[name].region}\naws_access_key_id=A\naws_secret_access_key=x\nservices=${name}\n` +
      `[services ${name}]\nbedrock =\n  endpoint_url = ${url}\n`,
  );
  writeFileSync(config, sections.join(''));
  env = {AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(directory, 'none')};
};

const jobsOf = (...names: readonly Profile[]) =>
  names
    .flatMap(name => simulators[name].world.jobs.map(job => ({job, name})))
    .sort((a, b) => b.job.createdAt - a.job.createdAt);

const JQ = `jq -r '.modelImportJobSummaries[] | [.jobName, .profile, .region] | join(" ")'`;
/** For a machine without jq. */
const NODE = `'${process.execPath}' -e 'const {modelImportJobSummaries} = JSON.parse(require("fs").readFileSync(0)); for (const {jobName, profile, region} of modelImportJobSummaries) console.log(jobName, profile, region)'`;

/** What a reader at the other end of a pipe makes of the JSON, and the exit code of the program. */
const piped = async (
  ...args: readonly string[]
): Promise<{readonly lines: readonly string[]; readonly code: string}> => {
  const {variables, dispose} = cleanEnvironment(env);
  const reader = spawnSync('jq', ['--version']).status === 0 ? JQ : NODE;
  const script = `'${process.execPath}' '${BIN}' list --output json "$@" | ${reader}; echo "code \${PIPESTATUS[0]}"`;
  const {stdout} = await promisify(execFile)('bash', ['-c', script, 'bash', ...args], {env: variables});
  dispose();
  const lines = stdout.trim().split('\n');
  return {lines: lines.slice(0, -1), code: lines.at(-1) ?? ''};
};

const list = (...args: readonly string[]) => runCli(['list', '--profile', NAMES.join(), ...args], env);

describe('list', () => {
  it('is one list of three accounts, page by page', async () => {
    await start();
    const {code, stdout, stderr} = await list(
      '--output',
      'csv',
      '--columns',
      'name,profile,region',
      '--page-size',
      '5',
    );
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    const rows = jobsOf(...NAMES).map(({job, name}) => `${job.name},${name},${PROFILES[name].region}`);
    expect(stdout.trim().split('\n').slice(1)).toEqual(rows);
    // 12 jobs are three pages.
    expect(NAMES.map(name => simulators[name].requests.length)).toEqual([3, 3, 3]);
  });

  it('can be limited, and oldest first', async () => {
    await start();
    const {stdout} = await list('--output', 'ids', '--limit', '7', '--order', 'Ascending');
    expect(stdout.trim().split('\n')).toEqual(
      jobsOf(...NAMES)
        .reverse()
        .slice(0, 7)
        .map(({job}) => job.arn),
    );
  });

  it.each([
    ['deny', 4, /^down\/us-west-2: The list of jobs could not be read: /],
    ['throttle', 6, /^down\/us-west-2: /m],
    ['expired', 3, /^down\/us-west-2: /m],
    ['hang', 7, /^down\/us-west-2: .*no answer within 5s/m],
    ['error=500', 8, /^down\/us-west-2: /m],
  ])('names the account that answers with %s, and prints the others', async (fault, expected, line) => {
    await start({down: {faults: [fault]}});
    const {code, stdout, stderr} = await list('--output', 'ids', '--retry-for', '5s');
    expect(stdout.trim().split('\n')).toEqual(jobsOf('dev', 'prod').map(({job}) => job.arn));
    expect(stderr).toMatch(line);
    expect(code).toBe(expected);
  });

  it('is JSON for a pipe, also if one account refuses', async () => {
    await start({down: {faults: ['deny']}});
    const {lines, code} = await piped('--profile', NAMES.join());
    expect(lines).toEqual(jobsOf('dev', 'prod').map(({job, name}) => `${job.name} ${name} ${PROFILES[name].region}`));
    expect(code).toBe('code 4');
  });

  it('has the demo in two regions', async () => {
    const {code, stdout} = await runCli(
      ['list', '--demo', '--region', 'us-east-1,eu-central-1', '--output', 'csv', '--columns', 'profile,region'],
      {},
    );
    expect(code).toBe(0);
    expect(new Set(stdout.trim().split('\n'))).toEqual(
      new Set(['profile,region', 'demo,us-east-1', 'demo,eu-central-1']),
    );
  });
});

describe('what is refused', () => {
  beforeEach(() => start());

  it.each([
    [
      ['--profile', 'dev,prdo'],
      {},
      '--profile: there is no profile “prdo” in the AWS configuration files (did you mean prod?)',
    ],
    [['--profile', 'dev,prod'], {AWS_BEARER_TOKEN_BEDROCK: 'key'}, 'unset it to use several profiles'],
    [['--profile', 'dev,prod', '--starting-token', 'x'], {}, '--starting-token works with one connection only'],
  ])('%j %j, with code 2 and without a request', async (args, more, reason) => {
    const {code, stdout, stderr} = await runCli(['list', ...args], {...env, ...more});
    expect({code, stdout, stderr}).toEqual({code: 2, stdout: '', stderr: expect.stringContaining(reason)});
    expect(NAMES.flatMap(name => simulators[name].requests)).toEqual([]);
  });
});

it('get and wait find a name in any account, and refuse one that two have', async () => {
  await start();
  const [one] = simulators.prod.world.jobs;
  const twin = simulators.dev.world.start({name: 'twin-job', endsAt: 0, createdAt: 0});
  const found = await runCli(['get', '--profile', 'dev,prod', '--output', 'ids', one?.name ?? ''], env);
  expect(found).toMatchObject({code: 0, stdout: `${one?.arn}\n`, stderr: ''});
  simulators.prod.world.start({name: 'twin-job'});
  for (const command of ['get', 'wait']) {
    const {code, stderr} = await runCli([command, '--profile', 'dev,prod', 'twin-job'], env);
    expect({code, stderr}).toEqual({code: 2, stderr: expect.stringContaining(twin.arn)});
  }
  expect(await runCli(['get', '--profile', 'dev,prod', '--output', 'ids', twin.arn], env)).toMatchObject({code: 0});
});

it('wait ends with the job, wherever it runs', async () => {
  await start();
  const {arn} = simulators.prod.world.start({name: 'slow-job'});
  const {result} = startCli(['wait', '--profile', 'dev,prod', '--refresh', '1', '--output', 'ids', 'slow-job'], env);
  await expect.poll(() => simulators.prod.requests.length, {timeout: 20_000}).toBeGreaterThan(1);
  simulators.prod.world.finish(arn, 'Failed', 'No files');
  expect(await result).toMatchObject({code: 1, stdout: `${arn}\n`});
});

it('watch tells --exec which account an event is from', async () => {
  await start();
  const command = `printf '%s ' "$BEDROCK_IMPORTS_PROFILE" "$BEDROCK_IMPORTS_REGION" "$BEDROCK_IMPORTS_JOB_NAME" >&2`;
  const flags = ['--profile', 'dev,prod', '--refresh', '1', '--limit', '1', '--output', 'ndjson', '--shell'];
  const {arn} = simulators.prod.world.start({name: 'watched-job'});
  const {result} = startCli(['watch', ...flags, '--exec', command], env);
  await expect.poll(() => simulators.prod.requests.length, {timeout: 20_000}).toBeGreaterThan(1);
  simulators.prod.world.finish(arn, 'Completed');
  const {code, stdout, stderr} = await result;
  expect(JSON.parse(stdout)).toMatchObject({
    event: 'ended',
    job: {jobArn: arn, profile: 'prod', region: 'eu-central-1'},
  });
  expect(stderr).toContain('prod eu-central-1 watched-job');
  expect(code).toBe(0);
});
