/** The list command over several connections, some of which fail: they are named, and the rest is printed. */
import {describe, expect, it} from 'vitest';
import {runList} from '../../../../src/cli/commands/list/list.ts';
import {failure} from '../../../../src/core/domain/app-error.ts';
import {createNamedAws, oops} from '../../../support/fake-aws.ts';
import {createTestHost, startCommand, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {
  DENIED,
  EXPIRED,
  FLAGS,
  failing,
  hostOf,
  jobIn,
  noAnswer,
  REGIONS,
  THROTTLED,
  type World,
  worldOf,
} from '../../../support/several-connections.ts';

const NAMES = ['-o', 'csv', '--columns', 'name', '--no-header'];

const list = (world: World, args: readonly string[] = [], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runList(optionsOf('list', ...FLAGS, ...args), host), hostOf(world, more));

const working = () =>
  worldOf({
    'us-east-1': [jobIn('us-east-1', 9)],
    'eu-central-1': [jobIn('eu-central-1', 8)],
    'us-west-2': [jobIn('us-west-2', 7)],
  });

describe('one of three', () => {
  it.each([
    ['denied', DENIED, 4, 'The list of jobs could not be read: Access denied. Ask your administrator.'],
    ['expired', EXPIRED, 3, 'The list of jobs could not be read: Sign-in expired. Sign in again.'],
    ['throttled', THROTTLED, 6, 'The list of jobs could not be read: Too many requests. Wait.'],
    ['hanging', noAnswer, 7, expect.stringMatching(/There was no answer within 8s/)],
  ])('%s', async (_, answer, expected, line) => {
    const world = working();
    failing(world['eu-central-1'], answer);
    const {host, code} = await list(world, [...NAMES, '--retry-for', '8s', '--quiet']);
    await host.clock.advance(60_000);
    expect(host.stdout()).toBe('job-9\njob-7\n');
    expect(host.said).toEqual([typeof line === 'string' ? `dev/eu-central-1: ${line}` : line]);
    expect(host.said[0]).toMatch(/^dev\/eu-central-1: /);
    expect(code()).toBe(expected);
  });

  it('that cannot even connect does not hold up the others', async () => {
    const world = working();
    world['eu-central-1'].connect = noAnswer;
    const {host, code} = await list(world, [...NAMES, '--retry-for', '8s', '--quiet']);
    expect(REGIONS.map(region => world[region].lists.length)).toEqual([1, 0, 1]);
    await host.clock.advance(8_000);
    expect([host.stdout(), code()]).toEqual(['job-9\njob-7\n', 7]);
  });

  it('that fails at its second page has its first, and the others are complete', async () => {
    const world = working();
    world['eu-central-1'].jobs = [jobIn('eu-central-1', 8), jobIn('eu-central-1', 2)];
    world['us-west-2'].jobs = [jobIn('us-west-2', 7), jobIn('us-west-2', 1)];
    const {listJobs} = world['eu-central-1'];
    world['eu-central-1'].listJobs = async (request, signal) =>
      request.token === undefined ? listJobs(request, signal) : failure(DENIED);
    const {host, code} = await list(world, [...NAMES, '--page-size', '1']);
    expect([host.stdout(), code()]).toEqual(['job-9\njob-8\njob-7\njob-1\n', 4]);
  });

  it('is retried on its own, and that is said by name', async () => {
    const world = working();
    world['us-west-2'].failures.push(oops());
    const {host, code} = await list(world, NAMES);
    await host.clock.advance(60_000);
    expect(host.said).toEqual([expect.stringMatching(/^dev\/us-west-2: .*Retrying in \d+s\.$/)]);
    expect([host.stdout(), code(), world['us-east-1'].lists.length]).toEqual(['job-9\njob-8\njob-7\n', 0, 1]);
  });

  it('leaves JSON complete', async () => {
    const world = working();
    failing(world['us-east-1'], DENIED);
    const {host, code} = await list(world, ['-o', 'json']);
    expect(JSON.parse(host.stdout()).modelImportJobSummaries).toHaveLength(2);
    expect(code()).toBe(4);
  });

  it('is left out of a --query, which has what could be read', async () => {
    const world = working();
    failing(world['us-east-1'], DENIED);
    const {host, code, running} = await list(world, ['--query', 'length(modelImportJobSummaries)']);
    await running;
    expect([host.stdout(), code()]).toEqual(['2\n', 4]);
  });
});

it('the exit code is that of the first in the order given, and each failure is said', async () => {
  const world = working();
  failing(world['us-west-2'], EXPIRED);
  failing(world['eu-central-1'], DENIED);
  const {host, code} = await list(world, NAMES);
  expect(host.said.map(line => line.split(':')[0])).toEqual(['dev/eu-central-1', 'dev/us-west-2']);
  expect([host.stdout(), code()]).toEqual(['job-9\n', 4]);
});

it('failure messages that one connection refuses count as its failure', async () => {
  const failed = (region: string, n: number) => [jobIn(region, n, {status: 'Failed'})];
  const world = worldOf({'us-east-1': failed('us-east-1', 9), 'us-west-2': failed('us-west-2', 7)});
  world['us-east-1'].getJob = async () => failure(EXPIRED);
  failing(world['eu-central-1'], DENIED);
  const {host, code} = await list(world, ['--with-failures', '-o', 'csv', '--columns', 'name,failure', '--no-header']);
  expect(host.stdout()).toBe('job-9,\njob-7,"The files are\nnot there"\n');
  expect(host.said[0]).toMatch(/^dev\/us-east-1: Failure messages are missing\. .*Sign-in expired/);
  expect(code()).toBe(3);
});

it('without any answer nothing is printed, and nobody is told that there are no jobs', async () => {
  const world = worldOf();
  for (const region of REGIONS) failing(world[region], DENIED);
  const {host, code} = await list(world, ['-o', 'json']);
  const table = await list(world);
  expect(table.host.said).toHaveLength(3);
  expect(table.host.said.join()).not.toContain('no import jobs');
  expect([host.stdout(), table.host.stdout()]).toEqual(['', '']);
  expect(host.said).toHaveLength(3);
  expect(code()).toBe(4);
});

it('ctrl-c ends it while one hangs, with what the others had', async () => {
  const world = working();
  failing(world['eu-central-1'], noAnswer);
  const {host, code} = await list(world, ['-o', 'json']);
  expect(host.stdout()).toBe('');
  host.end(130);
  await host.clock.settle();
  expect(JSON.parse(host.stdout()).modelImportJobSummaries).toHaveLength(2);
  expect([code(), host.said]).toEqual([130, []]);
});

describe('many connections', () => {
  const regions = Array.from({length: 20}, (_, i) => `xx-test-${i + 1}`);

  const start = async (hangs: (region: string) => boolean) => {
    let open = 0;
    let most = 0;
    const answers: (() => void)[] = [];
    const gateway = ({region = ''}) => {
      const aws = createNamedAws(jobIn(region, 1));
      aws.connect = async () => ({ok: true, value: {region, profile: 'dev'}});
      const {listJobs} = aws;
      aws.listJobs = async (request, signal) => {
        if (hangs(region)) return noAnswer(signal);
        open += 1;
        most = Math.max(most, open);
        await new Promise<void>(resolve => answers.push(resolve));
        open -= 1;
        return listJobs(request, signal);
      };
      return aws;
    };
    const options = optionsOf('list', '--region', regions.join(','), '-o', 'ids', '--retry-for', '30s', '--quiet');
    const started = await startCommand(host => runList(options, host), createTestHost({gateway}));
    return {...started, most: () => most, answers};
  };

  it('send at most six requests at once', async () => {
    const {host, code, most, answers} = await start(() => false);
    expect(answers).toHaveLength(6);
    for (let i = 0; i < regions.length; i++) {
      answers[i]?.();
      await host.clock.settle();
    }
    expect([most(), host.stdout().trim().split('\n').length, code()]).toEqual([6, 20, 0]);
  });

  it('do not wait for more than 3 s for one that hangs', async () => {
    const {host, answers, code} = await start(region => !/-(19|20)$/.test(region));
    await host.clock.advance(8_999);
    expect(answers).toHaveLength(0);
    await host.clock.advance(1);
    expect(answers).toHaveLength(2);
    for (const answer of answers) answer();
    await host.clock.advance(60_000);
    expect([host.stdout().trim().split('\n').length, code()]).toEqual([2, 7]);
  });
});
