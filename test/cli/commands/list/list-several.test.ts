/** The list command over several connections: one list in the true order. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {runList} from '../../../../src/cli/commands/list/list.ts';
import type {Job} from '../../../../src/core/domain/job.ts';
import {createNamedAws} from '../../../support/fake-aws.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {
  FLAGS,
  hostOf,
  hostOfProfiles,
  jobIn,
  REGIONS,
  type World,
  worldOf,
} from '../../../support/several-connections.ts';

const list = (world: World, ...args: string[]) =>
  startCommand(host => runList(optionsOf('list', ...FLAGS, ...args), host), hostOf(world));

const threeRegions = () =>
  worldOf({
    'us-east-1': [jobIn('us-east-1', 9), jobIn('us-east-1', 5)],
    'eu-central-1': [jobIn('eu-central-1', 9), jobIn('eu-central-1', 7)],
    'us-west-2': [jobIn('us-west-2', 8)],
  });

describe('the output', () => {
  it.each([
    ['csv', ','],
    ['tsv', '\t'],
  ])('%s has profile and region', async (format, delimiter) => {
    const {host, code} = await list(threeRegions(), '-o', format, '--columns', 'name,profile,region');
    const lines = host.stdout().trim().split('\n');
    expect(lines.map(line => line.split(delimiter).join(' '))).toEqual([
      'jobName profile region',
      'job-9 dev us-east-1',
      'job-9 dev eu-central-1',
      'job-8 dev us-west-2',
      'job-7 dev eu-central-1',
      'job-5 dev us-east-1',
    ]);
    expect(code()).toBe(0);
  });

  it('has the two columns without being asked for them', async () => {
    const table = await list(threeRegions());
    expect(table.host.stdout().split('\n')[0]).toMatch(/^STATUS +PROFILE +REGION +JOB +MODEL/);
    const csv = await list(threeRegions(), '-o', 'csv');
    expect(csv.host.stdout().split('\n')[0]).toBe(
      'status,profile,region,jobName,importedModelName,creationTime,tookSeconds',
    );
  });

  it('is the API’s shape in JSON and NDJSON, with two more members for each job', async () => {
    const json = await list(threeRegions(), '-o', 'json', '--limit', '2');
    expect(JSON.parse(json.host.stdout())).toEqual({
      modelImportJobSummaries: [
        expect.objectContaining({jobName: 'job-9', profile: 'dev', region: 'us-east-1'}),
        expect.objectContaining({jobName: 'job-9', profile: 'dev', region: 'eu-central-1'}),
      ],
    });
    const ndjson = await list(threeRegions(), '-o', 'ndjson');
    const regions = ndjson.host
      .stdout()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).region);
    expect(regions).toEqual(['us-east-1', 'eu-central-1', 'us-west-2', 'eu-central-1', 'us-east-1']);
    expect([json.code(), ndjson.code()]).toEqual([0, 0]);
  });

  it('of one connection has the columns if they are asked for, and neither member', async () => {
    const run = (...args: string[]) => {
      const host = createTestHost({gateway: createNamedAws(jobIn('us-west-2', 8))});
      return startCommand(() => runList(optionsOf('list', ...args), host), host);
    };
    const csv = await run('-o', 'csv', '--columns', 'name,profile,region');
    expect(csv.host.stdout()).toBe('jobName,profile,region\njob-8,default,us-west-2\n');
    const json = await run('-o', 'json');
    expect(json.host.stdout()).not.toMatch(/"profile"|"region"/);
  });
});

it('is the true order for any pages, and stops at the limit', async () => {
  const times = fc.array(fc.integer({min: 1, max: 20}), {maxLength: 12});
  const cases = fc.record({
    numbers: fc.record({'us-east-1': times, 'eu-central-1': times, 'us-west-2': times}),
    pageSize: fc.integer({min: 1, max: 4}),
    order: fc.constantFrom('desc', 'asc'),
    limit: fc.integer({min: 1, max: 40}),
  });
  const check = async ({numbers, pageSize, order, limit}: typeof cases extends fc.Arbitrary<infer T> ? T : never) => {
    const jobsIn = (region: (typeof REGIONS)[number]): readonly Job[] =>
      numbers[region].map((n, i) => ({...jobIn(region, n), arn: `arn:aws:bedrock:${region}:1:model-import-job/${i}`}));
    const world = worldOf(Object.fromEntries(REGIONS.map(region => [region, jobsIn(region)])));
    const flags = ['--page-size', String(pageSize), '--order', order, '--limit', String(limit)];
    const {host, code, running} = await list(world, '-o', 'ids', ...flags);
    await running;
    const sign = order === 'asc' ? 1 : -1;
    const sorted = REGIONS.flatMap(jobsIn).toSorted((a, b) => sign * (a.createdAt - b.createdAt));
    expect(host.stdout()).toBe(
      sorted
        .slice(0, limit)
        .map(({arn}) => `${arn}\n`)
        .join(''),
    );
    expect(code()).toBe(0);
  };
  await fc.assert(fc.asyncProperty(cases, check), {numRuns: 100});
});

it('prints rows as soon as nothing can come before them', async () => {
  const world = worldOf({
    'us-east-1': [jobIn('us-east-1', 9), jobIn('us-east-1', 3)],
    'eu-central-1': [jobIn('eu-central-1', 8), jobIn('eu-central-1', 2)],
    'us-west-2': [jobIn('us-west-2', 7)],
  });
  const {listJobs} = world['eu-central-1'];
  let answer = () => {};
  world['eu-central-1'].listJobs = async (request, signal) => {
    if (request.token !== undefined) {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
    }
    return listJobs(request, signal);
  };
  const {host, running} = await list(world, '-o', 'csv', '--columns', 'name', '--no-header', '--page-size', '1');
  expect(host.stdout()).toBe('job-9\njob-8\n');
  answer();
  await running;
  expect(host.stdout()).toBe('job-9\njob-8\njob-7\njob-3\njob-2\n');
});

describe('the same account through two profiles', () => {
  const accounts = () => {
    const jobs = [9, 8, 8, 7].map((n, i) => ({...jobIn('us-east-1', n), arn: `${jobIn('us-east-1', n).arn}${i}`}));
    return {dev: createNamedAws(...jobs), admin: createNamedAws(...jobs)};
  };
  const run = (...args: string[]) => {
    const options = optionsOf('list', '--profile', 'dev,admin', '--columns', 'name', ...args);
    return startCommand(host => runList(options, host), hostOfProfiles(accounts(), {width: 80}));
  };

  it('has one row for each job', async () => {
    const {host} = await run('-o', 'csv', '--no-header');
    expect(host.stdout()).toBe('job-9\njob-8\njob-8\njob-7\n');
  });

  it('has no more jobs if the limit is their number', async () => {
    expect((await run('--limit', '4')).host.said).toEqual([]);
    expect((await run('--limit', '3')).host.said).toEqual(['Stopped at --limit 3; there are more jobs.']);
  });
});

it.each(['--starting-token=x', '--print-next-token'])('%s is refused before anything is asked', async flag => {
  const world = threeRegions();
  const {host, code} = await list(world, flag);
  const [name] = flag.split('=');
  expect(host.said).toEqual([`${name} works with one connection only: each has a token of its own.`]);
  expect([code(), host.stdout(), host.opened()]).toEqual([2, '', 0]);
});

it('says that there is nothing in any of them', async () => {
  const {host, code} = await list(worldOf());
  expect(host.said).toEqual(['There are no import jobs in any of these connections yet.']);
  expect(code()).toBe(0);
});
