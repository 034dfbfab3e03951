/** The report command over several connections. */
import {expect, it} from 'vitest';
import {runReport} from '../../../../src/cli/commands/report/report.ts';
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
  type World,
  worldOf,
} from '../../../support/several-connections.ts';

const run = (host: TestHost, ...args: string[]) =>
  startCommand(() => runReport(optionsOf('report', '-o', 'json', '--after', '30d', ...args), host), host);

const report = (world: World, ...args: string[]) => run(hostOf(world), ...FLAGS, ...args);

const jobsIn = (region: string) => [jobIn(region, 995, {status: 'Failed'}), jobIn(region, 990)];
const allWork = () => worldOf(Object.fromEntries(REGIONS.map(region => [region, jobsIn(region)])));

it('covers all connections', async () => {
  const {host, code} = await report(allWork());
  expect(JSON.parse(host.stdout())).toMatchObject({reasons: [{count: 3}], basis: {jobs: 6, isPartial: false}});
  expect([host.said, code()]).toEqual([[], 0]);
});

it('counts a job once that two profiles can see', async () => {
  const account = createNamedAws(...jobsIn('us-east-1'));
  const {host} = await run(hostOfProfiles({a: account, b: account}), '--profile', 'a,b');
  expect(JSON.parse(host.stdout())).toMatchObject({reasons: [{count: 1}], basis: {jobs: 2}});
});

it('says by name what is missing of each, and ends with the code of the first', async () => {
  const world = allWork();
  world['us-east-1'].getJob = async () => failure(EXPIRED);
  failing(world['eu-central-1'], DENIED);
  const {host, code} = await report(world);
  expect(JSON.parse(host.stdout())).toMatchObject({reasons: [{count: 1}], basis: {jobs: 4, isPartial: true}});
  expect(host.said).toEqual([
    expect.stringMatching(
      /^dev\/us-east-1: The report is partial: the reasons of 1 failed job are missing\. .*expired/,
    ),
    expect.stringMatching(/^dev\/eu-central-1: The report is partial: jobs are missing\. .*Access denied/),
  ]);
  expect(code()).toBe(3);
});

it('waits for one that hangs no longer than --retry-for', async () => {
  const world = allWork();
  failing(world['us-east-1'], noAnswer);
  const {host, code} = await report(world, '--retry-for', '8s', '--quiet');
  await host.clock.advance(8_000);
  expect(JSON.parse(host.stdout())).toMatchObject({basis: {jobs: 4}});
  expect(host.said).toEqual([expect.stringMatching(/^dev\/us-east-1: .*There was no answer within 8s/)]);
  expect(code()).toBe(7);
});

it('prints no report if no connection has answered', async () => {
  const world = worldOf();
  for (const region of REGIONS) failing(world[region], DENIED);
  const {host, code} = await report(world);
  expect(host.said.map(line => line.split(':')[0])).toEqual(REGIONS.map(region => `dev/${region}`));
  expect([host.stdout(), code()]).toEqual(['', 4]);
});
