/** The wait command over several connections: it waits where the jobs are. */
import {describe, expect, it} from 'vitest';
import {runWait} from '../../../../src/cli/commands/wait/wait.ts';
import {failure} from '../../../../src/core/domain/app-error.ts';
import {oops} from '../../../support/fake-aws.ts';
import {startCommand, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {
  DENIED,
  FLAGS,
  failing,
  hostOf,
  jobIn,
  noAnswer,
  REGIONS,
  type World,
  worldOf,
} from '../../../support/several-connections.ts';

const runningIn = (region: string, n: number) => jobIn(region, n, {status: 'InProgress', endedAt: undefined});

const wait = (world: World, args: readonly string[], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runWait(optionsOf('wait', ...FLAGS, '-o', 'ids', ...args), host), hostOf(world, more));

it('asks all connections for the name once, and then only where the job is', async () => {
  const world = worldOf({'us-west-2': [runningIn('us-west-2', 8)]});
  const {host, code} = await wait(world, ['job-8']);
  await host.clock.advance(6_000);
  expect(code()).toBeUndefined();
  world['us-west-2'].jobs = [jobIn('us-west-2', 8)];
  await host.clock.advance(20_000);
  expect([host.stdout(), code()]).toEqual([`${jobIn('us-west-2', 8).arn}\n`, 0]);
  expect(REGIONS.map(region => world[region].gets.length)).toEqual([1, 1, 3]);
});

it('refuses a name that several jobs have, with their ARNs', async () => {
  const world = worldOf({'us-west-2': [runningIn('us-west-2', 8)], 'us-east-1': [jobIn('us-east-1', 8)]});
  const {host, code} = await wait(world, ['job-8']);
  expect(host.said).toEqual([expect.stringMatching(/several jobs: arn:\S+us-east-1\S+ and arn:\S+us-west-2/)]);
  expect(code()).toBe(2);
});

it('waits for jobs in two regions, each in a list of its own', async () => {
  const world = worldOf({
    'us-east-1': [runningIn('us-east-1', 9), runningIn('us-east-1', 7)],
    'us-west-2': [runningIn('us-west-2', 8)],
  });
  const {host, code} = await wait(world, ['job-9', 'job-7', 'job-8']);
  await host.clock.advance(5_000);
  expect(REGIONS.map(region => world[region].lists.length)).toEqual([1, 0, 0]);
  world['us-east-1'].jobs = [jobIn('us-east-1', 9), jobIn('us-east-1', 7)];
  world['us-west-2'].jobs = [jobIn('us-west-2', 8)];
  await host.clock.advance(5_000);
  const arns = [jobIn('us-east-1', 9), jobIn('us-east-1', 7), jobIn('us-west-2', 8)].map(({arn}) => `${arn}\n`);
  expect([host.stdout(), code()]).toEqual([arns.join(''), 0]);
});

describe('a connection that fails', () => {
  it('while a name is looked for is said, and the exit code is that of the job', async () => {
    const world = worldOf({'us-west-2': [jobIn('us-west-2', 8, {status: 'Failed'})]});
    failing(world['us-east-1'], DENIED);
    const {host, code} = await wait(world, ['job-8']);
    expect(host.said[0]).toMatch(/Z {2}dev\/us-east-1: .*Access denied/);
    expect([host.stdout(), code()]).toEqual([`${jobIn('us-west-2', 8).arn}\n`, 1]);
  });

  it('while a name is looked for and nobody else has it decides', async () => {
    const world = worldOf();
    failing(world['eu-central-1'], DENIED);
    const {host, code} = await wait(world, ['job-8']);
    expect(host.said).toEqual([expect.stringMatching(/^dev\/eu-central-1: /)]);
    expect(code()).toBe(4);
  });

  it('that hangs is given up after --retry-for', async () => {
    const world = worldOf({'us-west-2': [jobIn('us-west-2', 8)]});
    failing(world['us-east-1'], noAnswer);
    const {host, code} = await wait(world, ['job-8', '--retry-for', '8s', '--quiet']);
    await host.clock.advance(8_000);
    expect(host.said).toEqual([expect.stringMatching(/dev\/us-east-1: .*There was no answer within 8s/)]);
    expect([host.stdout(), code()]).toEqual([`${jobIn('us-west-2', 8).arn}\n`, 0]);
  });

  it('while waiting is said by name, and the jobs of others are followed all the same', async () => {
    const world = worldOf({'us-east-1': [runningIn('us-east-1', 9)], 'us-west-2': [runningIn('us-west-2', 8)]});
    const {host, code} = await wait(world, ['job-9', 'job-8', '--any']);
    const {getJob} = world['us-east-1'];
    world['us-east-1'].getJob = async () => failure(oops());
    await host.clock.advance(5_000);
    expect(host.said.at(-1)).toMatch(/Z {2}dev\/us-east-1: .*Retrying in/);
    world['us-west-2'].jobs = [jobIn('us-west-2', 8)];
    await host.clock.advance(20_000);
    expect(code()).toBe(0);
    world['us-east-1'].getJob = getJob;
  });
});

it('estimates from completed jobs where its own are, with one request to each', async () => {
  const history = Array.from({length: 250}, (_, i) => jobIn('us-west-2', i + 1));
  const world = worldOf({'us-west-2': [...history, runningIn('us-west-2', 900)]});
  await wait(world, ['job-900'], {stderrWidth: 80});
  expect(world['us-west-2'].lists).toMatchObject([{status: 'Completed', pageSize: 100}]);
  expect(world['us-east-1'].lists).toEqual([]);
});
