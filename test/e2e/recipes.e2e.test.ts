/** Every recipe of docs/scripting.md, as it stands there, in bash against a simulator: what it prints, and how it ends. */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {cleanEnvironment, type Variables} from '../support/clean-environment.ts';
import {BIN} from '../support/run-cli.ts';

const DOCUMENT = readFileSync(fileURLToPath(new URL('../../docs/scripting.md', import.meta.url)), 'utf8');
const RECIPES = new Map(
  [...DOCUMENT.matchAll(/<!-- recipe: ([\w-]+) -->\n```sh\n(.*?)```/gs)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);
const STAND_IN = fileURLToPath(new URL('../support/aws-stand-in.mjs', import.meta.url));

const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const hasAws = has('aws', '--version');

const simulate = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 40, seed: 7, ...options});
  onTestFinished(() => simulator.close());
  return simulator;
};

const used = new Set<string>();

interface Kitchen {
  readonly child: ChildProcess;
  readonly directory: string;
  readonly talk: () => string;
  readonly result: Promise<{readonly code: number | null; readonly stdout: string; readonly stderr: string}>;
}

/** Starts the recipe in a directory of its own, where bedrock-imports-tui is the built program. */
const cook = (name: string, {url}: Simulator, extra: Variables = {}): Kitchen => {
  used.add(name);
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-recipe-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  const command = (program: string, script: string, more = '') =>
    writeFileSync(join(directory, program), `#!/bin/sh\n${more}exec '${process.execPath}' '${script}' "$@"\n`, {
      mode: 0o755,
    });
  // The usual five seconds between two requests are the test's own time.
  command('bedrock-imports-tui', BIN, 'case $1 in wait | watch | import) set -- "$@" --refresh 1 ;; esac\n');
  if (!hasAws) command('aws', STAND_IN);
  const {variables, dispose} = cleanEnvironment({
    ...CREDENTIALS,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_BEDROCK: url,
    PATH: `${directory}:${process.env.PATH}`,
    ...extra,
  });
  const script = RECIPES.get(name) ?? 'no such recipe';
  // In a group of its own: a signal reaches all of it, as ctrl-c in a terminal does.
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    env: variables,
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
  });
  const result = new Promise<Awaited<Kitchen['result']>>(resolve => {
    child.on('close', code => {
      dispose();
      resolve({code, stdout, stderr});
    });
  });
  return {child, directory, talk: () => stderr, result};
};

const signal = ({child}: Kitchen, name: NodeJS.Signals): boolean => process.kill(-(child.pid ?? 0), name);

/** Resolves once stderr holds the text. */
const spoken = (kitchen: Kitchen, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const look = () => {
      if (kitchen.talk().includes(text)) resolve();
    };
    kitchen.child.stderr?.on('data', look);
    kitchen.child.on('close', () => reject(new Error(`ended without “${text}”: ${kitchen.talk()}`)));
    look();
  });

/** A receiver of webhooks, with what it was sent. */
const startReceiver = async () => {
  const bodies: string[] = [];
  let tell = () => {};
  const first = new Promise<void>(resolve => {
    tell = resolve;
  });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      response.end();
      tell();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, bodies, first};
};

const newestFirst = ({world}: Simulator) => [...world.jobs].reverse();
const runningJob = (simulator: Simulator) => {
  const job = newestFirst(simulator).find(({status}) => status === 'InProgress');
  if (!job) throw new Error('no job runs');
  return job;
};
const failedJobs = (simulator: Simulator) => newestFirst(simulator).filter(({status}) => status === 'Failed');

describe('wait in a CI job', () => {
  it.each([
    ['Completed', 0, /^Completed .*\n.*\nimported as arn:aws:bedrock:\S+:imported-model\/\w+\n$/],
    ['Failed', 1, /^Failed .*\n.*\(simulated\)\nthe import failed; the reason is above\n$/],
  ] as const)('a job that ends %s: code %d', async (status, expected, pattern) => {
    const simulator = await simulate({running: 1});
    const job = runningJob(simulator);
    const kitchen = cook('ci', simulator, {JOB: job.name});
    await spoken(kitchen, 'InProgress for');
    simulator.world.finish(job.arn, status);
    const {code, stdout} = await kitchen.result;
    expect(code).toBe(expected);
    expect(stdout).toMatch(pattern);
  });

  it('a job that nobody knows', async () => {
    const {code, stdout} = await cook('ci', await simulate(), {JOB: 'nobody'}).result;
    expect({code, stdout}).toEqual({code: 5, stdout: 'the state of the import is unknown (code 5)\n'});
  });

  it('whatever runs now', async () => {
    const simulator = await simulate({running: 2});
    const kitchen = cook('all-running', simulator);
    await spoken(kitchen, 'InProgress for');
    for (const {arn, status} of newestFirst(simulator))
      if (status === 'InProgress') simulator.world.finish(arn, 'Completed');
    const {code, stdout} = await kitchen.result;
    expect({code, ended: stdout.match(/^Completed /gm)?.length}).toEqual({code: 0, ended: 2});
    expect(await cook('all-running', await simulate()).result).toEqual({code: 0, stdout: '', stderr: ''});
  });
});

describe.skipIf(!has('curl', '--version'))('tell a chat', () => {
  it('when a job ends', async () => {
    const simulator = await simulate({running: 1});
    const job = runningJob(simulator);
    const receiver = await startReceiver();
    const kitchen = cook('chat', simulator, {WEBHOOK: receiver.url});
    await spoken(kitchen, 'Watching');
    simulator.world.finish(job.arn, 'Completed');
    await receiver.first;
    signal(kitchen, 'SIGINT');
    await kitchen.result;
    expect(receiver.bodies.map(body => JSON.parse(body))).toEqual([{text: `${job.name}: Completed`}]);
  });

  it('the whole event, if a job failed', async () => {
    const simulator = await simulate({running: 1});
    const job = runningJob(simulator);
    const receiver = await startReceiver();
    const kitchen = cook('webhook', simulator, {WEBHOOK: receiver.url});
    await spoken(kitchen, 'Watching');
    simulator.world.finish(job.arn, 'Failed');
    await receiver.first;
    signal(kitchen, 'SIGTERM');
    await kitchen.result;
    expect(receiver.bodies.map(body => JSON.parse(body))).toEqual([
      {
        event: 'failed',
        time: expect.stringMatching(/Z$/),
        job: expect.objectContaining({
          jobName: job.name,
          status: 'Failed',
          failureMessage: expect.stringMatching(/\(simulated\)$/),
        }),
      },
    ]);
  });
});

describe('changes', () => {
  const ROLE = 'arn:aws:iam::111122223333:role/BedrockModelImport';
  const named = ({world}: Simulator, name: string) => world.jobs.filter(job => job.name === name);

  it.each([
    ['Completed', 0],
    ['Failed', 1],
  ] as const)('an import in CI that ends %s: code %d, and the same job in the next run', async (status, expected) => {
    const simulator = await simulate({running: 1, modelQuota: 100});
    const kitchen = cook('import', simulator, {RUN: '42', ROLE});
    await spoken(kitchen, 'Waiting for');
    simulator.world.finish(runningJob(simulator).arn, 'Completed');
    await spoken(kitchen, 'support-42 has been InProgress');
    simulator.world.finish(named(simulator, 'support-42')[0]?.arn ?? '', status);
    const {code, stdout} = await kitchen.result;
    expect(code).toBe(expected);
    expect(stdout).toMatch(new RegExp(`^Started support-42 .*\n${status} `));
    const again = await cook('import', simulator, {RUN: '42', ROLE}).result;
    expect([again.code, named(simulator, 'support-42').length]).toEqual([expected, 1]);
  });

  it('an import again, from another place', async () => {
    const simulator = await simulate();
    const [failed] = failedJobs(simulator);
    const {code, stdout} = await cook('again', simulator).result;
    expect(code).toBe(0);
    const [job] = newestFirst(simulator);
    expect(job).toMatchObject({
      arn: JSON.parse(stdout).jobArn,
      modelName: failed?.modelName,
      roleArn: failed?.roleArn,
      s3Uri: 's3://example-models/support/fixed/',
    });
  });

  it('the oldest model is deleted', async () => {
    const simulator = await simulate();
    const before = simulator.world.models.map(({modelArn}) => modelArn);
    const {code, stdout} = await cook('delete-oldest', simulator).result;
    expect([code, stdout]).toEqual([0, expect.stringContaining(before[0] ?? 'none')]);
    expect(simulator.world.models.map(({modelArn}) => modelArn)).toEqual(before.slice(1));
  });

  it('failed jobs get a tag', async () => {
    const simulator = await simulate();
    expect((await cook('tag-failed', simulator).result).code).toBe(0);
    const week = failedJobs(simulator).filter(({createdAt}) => createdAt > Date.now() - 7 * 86_400_000);
    expect(week.length).toBeGreaterThan(0);
    for (const {arn} of week) expect(simulator.world.tags.get(arn)).toContainEqual({key: 'review', value: 'needed'});
  });
});

describe('what failed', () => {
  it('in the last week, and why', async () => {
    const simulator = await simulate();
    const {code, stdout, stderr} = await cook('failures', simulator).result;
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    const week = failedJobs(simulator).filter(({createdAt}) => createdAt > Date.now() - 7 * 86_400_000);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map(line => line.split('\t'));
    expect(rows.map(([, name]) => name)).toEqual(week.map(({name}) => name));
    expect(week.length).toBeGreaterThan(0);
    expect(week.length).toBeLessThan(failedJobs(simulator).length);
    for (const [time, , reason] of rows) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect(reason).toMatch(/\(simulated\)$/);
    }
  });

  it('the commonest reasons first', async () => {
    const simulator = await simulate({jobs: 140});
    const {code, stdout} = await cook('reasons', simulator).result;
    const counts = [...stdout.matchAll(/^\| (\d+) \|/gm)].map(([, count]) => Number(count));
    expect(code).toBe(0);
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(counts[0]).toBeGreaterThan(1);
  });
});

describe('all jobs', () => {
  it('as CSV', async () => {
    const simulator = await simulate();
    const kitchen = cook('csv', simulator);
    expect(await kitchen.result).toEqual({code: 0, stdout: '', stderr: ''});
    const [header, ...lines] = readFileSync(join(kitchen.directory, 'import-jobs.csv'), 'utf8').trimEnd().split('\n');
    expect(header).toBe('jobName,status,importedModelName,creationTime,endTime,tookSeconds,jobArn');
    expect(lines.map(line => line.split(',')[0])).toEqual(newestFirst(simulator).map(({name}) => name));
  });

  it('the model of the newest', async () => {
    const simulator = await simulate();
    const {code, stdout} = await cook('newest', simulator).result;
    const model = newestFirst(simulator).find(({status}) => status === 'Completed')?.modelArn;
    expect(model).toMatch(/^arn:/);
    expect({code, stdout}).toEqual({code: 0, stdout: `${model}\n`});
  });

  it('in portions', async () => {
    const {code, stdout, stderr} = await cook('portions', await simulate({jobs: 120})).result;
    expect({code, stdout, stderr}).toEqual({code: 0, stdout: '50\n50\n20\n', stderr: ''});
  });

  it('as the AWS CLI has them', async () => {
    const simulator = await simulate({jobs: 140});
    const {code, stdout} = await cook('compare', simulator).result;
    expect({code, stdout}).toEqual({code: 0, stdout: 'no difference\n'});
  });
});

it('a journal of events', async () => {
  const simulator = await simulate({running: 1});
  const job = runningJob(simulator);
  const kitchen = cook('journal', simulator);
  await spoken(kitchen, 'Watching');
  const journal = () => readFileSync(join(kitchen.directory, 'import-events.ndjson'), 'utf8').trimEnd().split('\n');
  simulator.world.finish(job.arn, 'Completed');
  while (!journal().some(line => line.startsWith('{"event":"ended"') && line.includes(job.arn))) {
    await new Promise(resolve => setImmediate(resolve));
  }
  signal(kitchen, 'SIGTERM');
  await kitchen.result;
  for (const line of journal())
    expect(JSON.parse(line)).toMatchObject({event: expect.stringMatching(/^(new|ended|failed)$/)});
  expect(journal().filter(line => line.startsWith('{"event":"new"') && line.includes(job.arn))).toHaveLength(1);
});

it('no recipe is left out', () => {
  expect(RECIPES.size).toBe(DOCUMENT.split('```sh').length - 1);
  const chat = has('curl', '--version') ? [] : ['chat', 'webhook'];
  expect([...RECIPES.keys()].sort()).toEqual([...used, ...chat].sort());
});
