/** The built commands for scripts, over HTTP, with real pipes, signals and files: what each prints to which stream, and its exit code. */
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {afterAll, describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {cleanEnvironment, type Variables} from '../support/clean-environment.ts';
import {BIN, type RunningCli, runCli, startCli} from '../support/run-cli.ts';

const simulate = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 20, ...options});
  onTestFinished(() => simulator.close());
  return simulator;
};

const at = ({url}: Pick<Simulator, 'url'>): Variables => ({...CREDENTIALS, AWS_ENDPOINT_URL_BEDROCK: url});

const newestFirst = ({world}: Simulator) => [...world.jobs].reverse();

/** Resolves once what the program has said on stderr so far matches. */
const said = ({child}: RunningCli, pattern: RegExp): Promise<void> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', chunk => {
      text += chunk;
      if (pattern.test(text)) resolve();
    });
    child.on('close', () => reject(new Error(`ended without saying ${pattern}: ${text}`)));
  });

/** A command line in bash, where bedrock-imports-tui is the built program. */
const inBash = (script: string, variables: Variables, node = process.execPath) => {
  const {variables: env, dispose} = cleanEnvironment(variables);
  const shell = `bedrock-imports-tui() { '${node}' '${BIN}' "$@"; }; ${script}`;
  const {status, stdout, stderr} = spawnSync('bash', ['-c', shell], {env, encoding: 'utf8', maxBuffer: 1e9});
  dispose();
  return {status, stdout, stderr};
};

/** A simulator as a process of its own, for tests that block this one and only read. It starts with the first and ends after the last. */
const simulatorProcess = (...args: readonly string[]): (() => Promise<Variables>) => {
  let started: RunningCli | undefined;
  afterAll(() => {
    started?.child.kill();
  });
  return async () => {
    started ??= startCli(['simulator', '--port', '0', '--quiet', ...args]);
    return at({url: await started.firstLine});
  };
};

const withFewJobs = simulatorProcess();
const withHistory = simulatorProcess('--jobs', '100000');

describe('list', () => {
  it('prints every job in the API’s shape, and nothing on stderr', async () => {
    const simulator = await simulate({jobs: 30});
    const {code, stdout, stderr} = await runCli(['list', '--output', 'json', '--page-size', '7'], at(simulator));
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    const {modelImportJobSummaries: jobs, ...rest} = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(jobs.map(({jobName}: {jobName: string}) => jobName)).toEqual(newestFirst(simulator).map(({name}) => name));
    const response = await fetch(`${simulator.url}/model-import-jobs?maxResults=1000`, {
      headers: {authorization: 'AWS4-HMAC-SHA256 Credential=A/20261123/us-east-1/bedrock/aws4_request, Signature=a'},
    });
    const {modelImportJobSummaries: told} = (await response.json()) as {modelImportJobSummaries: unknown};
    expect(jobs).toEqual(told);
  });

  it('loads the SDK, and neither Ink nor React', async () => {
    const simulator = await simulate();
    const directory = mkdtempSync(join(tmpdir(), 'imports-tui-coverage-'));
    onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
    for (const args of [
      ['list'],
      ['get', newestFirst(simulator)[0]?.name ?? ''],
      ['wait', '--timeout', '0s', newestFirst(simulator)[0]?.name ?? ''],
    ]) {
      await runCli(args, {...at(simulator), NODE_V8_COVERAGE: directory});
    }
    const reports = readdirSync(directory).map(name => JSON.parse(readFileSync(join(directory, name), 'utf8')));
    expect(reports).toHaveLength(3);
    for (const {result} of reports) {
      const urls: readonly string[] = result.map(({url}: {url: string}) => url);
      const loaded = urls.filter(url => url.startsWith(`file://${dirname(BIN)}/`)).map(url => basename(url));
      const texts = loaded.map(name => readFileSync(join(dirname(BIN), name), 'utf8'));
      expect(loaded).toContain('bin.js');
      expect(texts.some(text => /amz-sdk-invocation-id/.test(text))).toBe(true);
      expect(loaded.filter(name => /^tui-/.test(name))).toEqual([]);
      expect(texts.filter(text => /react\.(?:transitional\.)?element|yoga/i.test(text))).toEqual([]);
    }
    // They are there to be loaded.
    const scripts = readdirSync(dirname(BIN)).map(name => readFileSync(join(dirname(BIN), name), 'utf8'));
    expect(scripts.some(text => /react\.(?:transitional\.)?element/.test(text) && /yoga/i.test(text))).toBe(true);
  });

  it('of 100,000 jobs ends at once when its reader has enough, with 0 and without a word', async () => {
    const variables = await withHistory();
    const {status, stdout, stderr} = inBash(
      'set -o pipefail; bedrock-imports-tui list --output ndjson | head -5',
      variables,
    );
    expect({status, stderr, lines: stdout.trim().split('\n').length}).toEqual({status: 0, stderr: '', lines: 5});
  }, 60_000);

  it('of 100,000 jobs stays under 150 MB', async () => {
    const variables = await withHistory();
    const report =
      "data:text/javascript,process.on('exit',()=>process.stderr.write(String(process.resourceUsage().maxRSS)))";
    const {variables: env, dispose} = cleanEnvironment(variables);
    onTestFinished(dispose);
    const line = `'${process.execPath}' --import "$0" '${BIN}' list --output ndjson | wc -l`;
    const {stdout, stderr} = spawnSync('bash', ['-c', line, report], {env, encoding: 'utf8'});
    expect(Number(stdout)).toBe(100_000);
    expect(Number(stderr)).toBeGreaterThan(20_000);
    expect(Number(stderr) * 1024).toBeLessThan(150e6);
  }, 60_000);

  it('closes its JSON when a signal ends it', async () => {
    const simulator = await simulate({jobs: 50, faults: ['latency=5000:op=List:after=2']});
    const running = startCli(['list', '--output', 'json', '--page-size', '10'], at(simulator));
    await running.firstLine;
    running.child.kill('SIGINT');
    const {code, stdout} = await running.result;
    expect(code).toBe(130);
    expect(JSON.parse(stdout).modelImportJobSummaries.length).toBeGreaterThanOrEqual(10);
  });

  it('prints no escape sequence into a pipe, whatever the environment says of colours', async () => {
    const simulator = await simulate();
    const {stdout} = await runCli(['list'], {...at(simulator), FORCE_COLOR: '3', COLORTERM: 'truecolor'});
    expect(stdout).toMatch(/^STATUS/);
    expect(stdout).not.toContain('\x1b');
  });

  it.each([
    ['no credentials', {AWS_REGION: 'us-east-1'}, 3, /^No AWS credentials found: /],
    ['no region', {AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b'}, 3, /^No region configured: /],
    ['an unknown profile', {AWS_PROFILE: 'nowhere'}, 3, /“nowhere”/],
  ] as const)('%s: one line, and its code', async (_, variables, expected, words) => {
    const {code, stdout, stderr} = await runCli(['list', '--output', 'json'], variables);
    expect({code, stdout, lines: stderr.split('\n').length}).toEqual({code: expected, stdout: '', lines: 2});
    expect(stderr).toMatch(words);
  });

  it.each([
    ['deny', 4],
    ['expired', 3],
    ['throttle', 6],
    ['error=500', 8],
    ['html=503', 8],
    ['reset', 7],
  ])('the fault %s: code %d, nothing on stdout', async (fault, expected) => {
    const simulator = await simulate({faults: [fault]});
    const {code, stdout, stderr} = await runCli(['list', '--retry-for', '0s', '-o', 'json'], at(simulator));
    expect({code, stdout, lines: stderr.split('\n').length}).toEqual({code: expected, stdout: '', lines: 2});
  });

  it('writes a log if --debug asks for one', async () => {
    const simulator = await simulate();
    const directory = mkdtempSync(join(tmpdir(), 'imports-tui-debug-'));
    onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
    await runCli(['list', '--debug', join(directory, 'log')], at(simulator));
    const entries = readFileSync(join(directory, 'log'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(entries.map(({event}) => event)).toEqual(['start', 'ListModelImportJobs']);
    expect(entries[0]).toMatchObject({command: 'list'});
  });
});

describe.skipIf(!existsSync('/dev/full'))('on a disk that is full', () => {
  it.each(['list', 'get $JOB', 'wait $JOB', 'watch --since 30d --limit 1', '--help', '--version', 'completion bash'])(
    '%s says so, and ends with 74',
    async words => {
      const variables = await withFewJobs();
      const {status, stderr} = inBash(
        `JOB=$(bedrock-imports-tui list --status Completed --limit 1 -o ids); bedrock-imports-tui ${words} > /dev/full`,
        variables,
      );
      const [last] = stderr.trimEnd().split('\n').slice(-1);
      expect({status, last}).toEqual({status: 74, last: 'The output could not be written: the disk is full.'});
    },
  );
});

it.each(['SIGTERM', 'SIGINT'] as const)('%s also ends what nobody reads', async signal => {
  const simulator = await simulate({jobs: 5000});
  const {child, firstLine, result} = startCli(['list', '--output', 'json'], at(simulator));
  await firstLine;
  child.stdout?.pause();
  child.kill(signal);
  const exit = new Promise(resolve => child.on('exit', resolve));
  expect(await exit).toBe(signal === 'SIGTERM' ? 143 : 130);
  child.stdout?.resume();
  await result;
});

describe('get', () => {
  it('prints the answer of the API, by name and by ARN', async () => {
    const simulator = await simulate();
    const job = newestFirst(simulator).find(({status}) => status === 'Failed');
    for (const identifier of [job?.name ?? '', job?.arn ?? '']) {
      const {code, stdout, stderr} = await runCli(['get', identifier, '-o', 'json'], at(simulator));
      expect({code, stderr}).toEqual({code: 0, stderr: ''});
      expect(JSON.parse(stdout)).toMatchObject({jobArn: job?.arn, jobName: job?.name, status: 'Failed'});
      expect(JSON.parse(stdout).failureMessage).toMatch(/\(simulated\)$/);
    }
  });

  it('of a job that does not exist is code 5', async () => {
    const {code, stdout, stderr} = await runCli(['get', 'nobody'], at(await simulate()));
    expect({code, stdout}).toEqual({code: 5, stdout: ''});
    expect(stderr).toMatch(/^The job could not be read: .*nobody.*\n$/);
  });
});

describe('wait', () => {
  /** A simulator with one job that runs, and wait on it. */
  const waitOn = async (args: readonly string[] = [], more: SimulatorOptions = {}) => {
    const simulator = await simulate({running: 1, ...more});
    const job = newestFirst(simulator).find(({status}) => status === 'InProgress');
    const running = startCli(['wait', job?.name ?? '', '--refresh', '1', ...args], at(simulator));
    await said(running, /InProgress for/);
    return {simulator, job, running, arn: job?.arn ?? ''};
  };

  it('until the job completes: 0, and the model', async () => {
    const {simulator, running, arn} = await waitOn();
    simulator.world.finish(arn, 'Completed');
    const {code, stdout} = await running.result;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Completed {2}\S+ {2}.*\n {2}arn:aws:bedrock:\S+:imported-model\/\w+\n$/);
  });

  it('until the job fails: 1, and the reason', async () => {
    const {simulator, running, arn} = await waitOn(['--output', 'json', '--query', '[0].[status,failureMessage]']);
    simulator.world.finish(arn, 'Failed');
    const {code, stdout} = await running.result;
    expect({code, result: JSON.parse(stdout)}).toEqual({
      code: 1,
      result: ['Failed', expect.stringMatching(/simulated/)],
    });
  });

  it('until the time is over: 124', async () => {
    const {running} = await waitOn(['--timeout', '2s']);
    const {code, stderr} = await running.result;
    expect(code).toBe(124);
    expect(stderr).toMatch(/Timed out after 2s: \S+ has been InProgress for /);
  });

  it('for a job that does not exist: 5', async () => {
    const {code} = await runCli(['wait', 'nobody'], at(await simulate()));
    expect(code).toBe(5);
  });

  it('until the credentials expire: 3', async () => {
    const {simulator, running} = await waitOn();
    simulator.faults.add('expired');
    const {code, stderr} = await running.result;
    expect(code).toBe(3);
    expect(stderr).toMatch(/expired/);
  });

  it('through throttling, and a network that is gone', async () => {
    const {simulator, running, arn} = await waitOn();
    simulator.faults.add('throttle:times=6');
    await said(running, /Retrying/);
    simulator.faults.clear();
    const {port} = simulator;
    await simulator.close();
    await said(running, /refused the connection[^\n]*Retrying/);
    const back = await startSimulator({jobs: 20, running: 1, port});
    onTestFinished(() => back.close());
    const same = [...back.world.jobs].find(job => job.arn === arn);
    back.world.finish(same?.arn ?? '', 'Completed');
    expect((await running.result).code).toBe(0);
  }, 60_000);

  it('until ctrl-c: 130; SIGTERM: 143; a closed terminal: 129; SIGUSR1: 138', async () => {
    for (const [signal, expected] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
      ['SIGUSR1', 138],
    ] as const) {
      const {running} = await waitOn();
      running.child.kill(signal);
      const {code, stdout} = await running.result;
      expect({code, stdout}).toEqual({code: expected, stdout: ''});
    }
  });
});

describe('watch', () => {
  const watchOn = async (args: readonly string[] = [], more: SimulatorOptions = {}) => {
    const simulator = await simulate({running: 1, ...more});
    const job = newestFirst(simulator).find(({status}) => status === 'InProgress');
    const running = startCli(['watch', '--refresh', '1', ...args], at(simulator));
    await said(running, /Watching/);
    return {simulator, running, arn: job?.arn ?? '', name: job?.name ?? ''};
  };

  it('prints an event for a job that fails, and ends after --limit', async () => {
    const {simulator, running, arn, name} = await watchOn(['--output', 'ndjson', '--limit', '1']);
    simulator.world.finish(arn, 'Failed');
    const {code, stdout} = await running.result;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({event: 'failed', job: {jobName: name, status: 'Failed'}});
    expect(JSON.parse(stdout).job.failureMessage).toMatch(/simulated/);
  });

  it('runs a command for it, whose output is talk', async () => {
    const {simulator, running, arn, name} = await watchOn([
      '--limit',
      '1',
      '--shell',
      '--exec',
      'echo "told of $BEDROCK_IMPORTS_JOB_NAME"',
    ]);
    simulator.world.finish(arn, 'Completed');
    const {code, stdout, stderr} = await running.result;
    expect({code, lines: stdout.trim().split('\n').length}).toEqual({code: 0, lines: 1});
    expect(stderr).toContain(`told of ${name}\n`);
  });

  it('outlives a server that goes away', async () => {
    const {simulator, running, arn} = await watchOn(['--limit', '1']);
    const {port} = simulator;
    await simulator.close();
    await said(running, /Retrying/);
    const back = await startSimulator({jobs: 20, running: 1, port});
    onTestFinished(() => back.close());
    back.world.finish(arn, 'Completed');
    const {code, stdout, stderr} = await running.result;
    expect(code).toBe(0);
    expect(stdout).toMatch(/ ended {3}\S+ +Completed after /);
    expect(stderr).toMatch(/AWS is answering again/);
  }, 60_000);

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends cleanly on %s', async (signal, expected) => {
    const {running} = await watchOn();
    running.child.kill(signal);
    const {code, stdout, stderr} = await running.result;
    expect({code, stdout, lines: stderr.trim().split('\n').length}).toEqual({code: expected, stdout: '', lines: 1});
  });
});
