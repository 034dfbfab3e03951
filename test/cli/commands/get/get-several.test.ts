/** The get command over several connections: a name is looked for in all of them, an ARN where its region is. */
import {describe, expect, it} from 'vitest';
import {runGet} from '../../../../src/cli/commands/get/get.ts';
import {failure} from '../../../../src/core/domain/app-error.ts';
import {createNamedAws} from '../../../support/fake-aws.ts';
import {startCommand, type TestHost} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {
  DENIED,
  EXPIRED,
  FLAGS,
  failing,
  hostOf,
  hostOfProfiles,
  jobIn,
  noAnswer,
  REGIONS,
  THROTTLED,
  type World,
  worldOf,
} from '../../../support/several-connections.ts';

const run = (host: TestHost, ...args: string[]) =>
  startCommand(() => runGet(optionsOf('get', '-o', 'ids', ...args), host), host);

const get = (world: World, ...args: string[]) => run(hostOf(world), ...FLAGS, ...args);

const west = jobIn('us-west-2', 8);

describe('a name', () => {
  it('is found in any connection', async () => {
    const {host, code} = await get(worldOf({'us-west-2': [west]}), 'job-8');
    expect([host.stdout(), host.said, code()]).toEqual([`${west.arn}\n`, [], 0]);
  });

  it('of several jobs is an error that lists their ARNs', async () => {
    const east = jobIn('us-east-1', 8);
    const {host, code} = await get(worldOf({'us-east-1': [east], 'us-west-2': [west]}), 'job-8');
    expect(host.said).toEqual([
      `The job could not be read: The name job-8 is that of several jobs: ${east.arn} and ${west.arn}. Give the ARN of the one that you mean.`,
    ]);
    expect([host.stdout(), code()]).toEqual(['', 2]);
  });

  it('of a job that two profiles can see is not ambiguous', async () => {
    const account = createNamedAws(west);
    const {host, code} = await run(hostOfProfiles({a: account, b: account}), '--profile', 'a,b', 'job-8');
    expect([host.stdout(), host.said, code()]).toEqual([`${west.arn}\n`, [], 0]);
  });

  it('that no connection has is not found', async () => {
    const {host, code} = await get(worldOf(), 'job-8');
    expect(host.said).toEqual([
      'The job could not be read: None of the 3 connections has the job job-8. Check its name or ARN, and that --profile and --region include its account and region.',
    ]);
    expect([host.stdout(), code()]).toEqual(['', 5]);
  });

  it.each([
    ['denied', DENIED, 4],
    ['expired', EXPIRED, 3],
    ['throttled', THROTTLED, 6],
    ['hanging', noAnswer, 7],
  ])('is printed if another connection is %s, which is said by its name', async (_, answer, expected) => {
    const world = worldOf({'us-west-2': [west]});
    failing(world['us-east-1'], answer);
    const {host, code} = await get(world, 'job-8', '--retry-for', '8s', '--quiet');
    await host.clock.advance(60_000);
    expect(host.stdout()).toBe(`${west.arn}\n`);
    expect(host.said).toEqual([expect.stringMatching(/^dev\/us-east-1: /)]);
    expect(code()).toBe(expected);
  });

  it('that nobody has, and that some could not be asked for: each of these is said, and the first decides', async () => {
    const world = worldOf();
    failing(world['us-west-2'], EXPIRED);
    failing(world['us-east-1'], DENIED);
    const {host, code} = await get(world, 'job-8');
    expect(host.said.map(line => line.split(':')[0])).toEqual(['dev/us-east-1', 'dev/us-west-2']);
    expect([host.stdout(), code()]).toEqual(['', 4]);
  });

  it('is not asked for again where another could not be asked for', async () => {
    const world = worldOf({'us-west-2': [west, jobIn('us-west-2', 7)]});
    failing(world['us-east-1'], DENIED);
    const {host, code} = await get(world, 'job-8', 'job-7');
    expect(world['us-east-1'].gets).toEqual(['job-8']);
    expect([host.stdout().split('\n').length - 1, host.said.length, code()]).toEqual([2, 1, 4]);
  });
});

describe('an ARN', () => {
  it('is asked for only where its region is', async () => {
    const world = worldOf({'us-west-2': [west]});
    const {code} = await get(world, west.arn);
    expect([code(), REGIONS.map(region => world[region].gets.length)]).toEqual([0, [0, 0, 1]]);
  });

  it('is asked for only where its region is, if each profile has its own', async () => {
    const profiles = {a: createNamedAws(), b: createNamedAws(west)};
    profiles.b.connect = async () => ({ok: true, value: {region: 'us-west-2', profile: 'b'}});
    const {code} = await run(hostOfProfiles(profiles), '--profile', 'a,b', west.arn);
    expect([code(), profiles.a.gets.length, profiles.b.gets.length]).toEqual([0, 0, 1]);
  });

  it('is not the business of a connection elsewhere, which may not even connect', async () => {
    const world = worldOf();
    world['us-east-1'].connect = async () => failure(EXPIRED);
    const {host, code} = await get(world, west.arn);
    expect([host.said.length, code()]).toEqual([1, 5]);
  });

  it('in no connection’s region is not asked for at all', async () => {
    const world = worldOf();
    const {arn} = jobIn('ap-south-1', 8);
    const {host, code} = await get(world, arn);
    expect(host.said).toEqual([
      `The job could not be read: None of the connections is in ap-south-1, the region of ${arn}. Add --region ap-south-1.`,
    ]);
    expect([code(), REGIONS.map(region => world[region].gets.length)]).toEqual([5, [0, 0, 0]]);
  });

  it('that one profile may not read, or does not answer for, is printed as soon as another one has it', async () => {
    const profiles = {a: createNamedAws(), b: createNamedAws(), c: createNamedAws(jobIn('us-east-1', 8))};
    failing(profiles.a, noAnswer);
    failing(profiles.b, DENIED);
    const {arn} = jobIn('us-east-1', 8);
    const {host, code} = await run(hostOfProfiles(profiles), '--profile', 'a,b,c', arn);
    expect([host.stdout(), host.said, code()]).toEqual([`${arn}\n`, [], 0]);
  });
});
