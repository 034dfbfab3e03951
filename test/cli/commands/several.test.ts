/** The commands over several connections: one list, names looked for in all, and failures said by name. */
import fc from 'fast-check';
import {beforeAll, describe, expect, it} from 'vitest';
import {runGet} from '../../../src/cli/commands/get/get.ts';
import {runList} from '../../../src/cli/commands/list/list.ts';
import {runReport} from '../../../src/cli/commands/report/report.ts';
import {runWait} from '../../../src/cli/commands/wait/wait.ts';
import {runWatch} from '../../../src/cli/commands/watch/watch.ts';
import {failure} from '../../../src/core/domain/app-error.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import type {Target} from '../../../src/core/domain/target.ts';
import {createNamedAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt} from '../../support/jobs.ts';
import {createTestHost, startCommand, type TestHostOptions} from '../../support/plain-host.ts';
import {optionsOf} from '../../support/plain-options.ts';

/** What is loaded only for several connections is there when the clock begins to be moved by hand. */
beforeAll(async () => {
  await import('../../../src/cli/commands/list/list-several.ts');
  await import('../../../src/cli/commands/shared/several-gateway.ts');
});

const REGIONS = ['us-east-1', 'eu-central-1', 'us-west-2'] as const;
type Region = (typeof REGIONS)[number];

const jobIn = (region: string, n: number, more: Partial<Job> = {}): Job => {
  const job = jobAt(n, more);
  return {...job, arn: job.arn.replace('us-east-1', region), name: `job-${n}`};
};

const worldOf = (jobs: Partial<Record<Region, readonly Job[]>>): Record<Region, FakeAws> => {
  const entries = REGIONS.map(region => {
    const aws = createNamedAws(...(jobs[region] ?? []));
    aws.connect = async () => ({ok: true, value: {region, profile: 'dev'}});
    return [region, aws] as const;
  });
  return Object.fromEntries(entries) as Record<Region, FakeAws>;
};

const FLAGS = ['--profile', 'dev', '--region', REGIONS.join(',')];
const DENIED = oops({kind: 'access', why: 'Access denied', next: 'Ask your administrator', isTransient: false});

const hostOf = (world: Record<Region, FakeAws>, more: Partial<TestHostOptions> = {}) =>
  createTestHost({gateway: (target: Target) => world[(target.region ?? 'us-east-1') as Region], ...more});

const list = (world: Record<Region, FakeAws>, ...args: string[]) =>
  startCommand(host => runList(optionsOf('list', ...FLAGS, ...args), host), hostOf(world));

describe('list', () => {
  it('prints one list, with profile and region in every row', async () => {
    const world = worldOf({
      'us-east-1': [jobIn('us-east-1', 9), jobIn('us-east-1', 5)],
      'eu-central-1': [jobIn('eu-central-1', 9), jobIn('eu-central-1', 7)],
      'us-west-2': [jobIn('us-west-2', 8)],
    });
    const csv = await list(world, '-o', 'csv', '--columns', 'name,profile,region');
    expect(csv.host.stdout()).toBe(
      'jobName,profile,region\njob-9,dev,us-east-1\njob-9,dev,eu-central-1\njob-8,dev,us-west-2\njob-7,dev,eu-central-1\njob-5,dev,us-east-1\n',
    );
    const table = await list(world);
    expect(table.host.stdout().split('\n')[0]).toMatch(/^STATUS +PROFILE +REGION +JOB +MODEL/);
    const json = await list(world, '-o', 'json', '--limit', '2');
    expect(JSON.parse(json.host.stdout())).toMatchObject({
      modelImportJobSummaries: [
        {jobName: 'job-9', profile: 'dev', region: 'us-east-1'},
        {jobName: 'job-9', profile: 'dev', region: 'eu-central-1'},
      ],
    });
    expect([csv.code(), table.code(), json.code()]).toEqual([0, 0, 0]);
  });

  it('is the true order for any pages, and stops at the limit', async () => {
    const times = fc.array(fc.integer({min: 1, max: 20}), {maxLength: 12});
    const given = fc.record({'us-east-1': times, 'eu-central-1': times, 'us-west-2': times});
    await fc.assert(
      fc.asyncProperty(
        given,
        fc.integer({min: 1, max: 4}),
        fc.constantFrom('desc', 'asc'),
        fc.option(fc.integer({min: 1, max: 20}), {nil: undefined}),
        async (numbers, pageSize, order, limit) => {
          const jobs = REGIONS.flatMap(region =>
            numbers[region].map((n, i) => ({
              ...jobIn(region, n),
              arn: `arn:aws:bedrock:${region}:1:model-import-job/${i}`,
            })),
          );
          const world = worldOf(
            Object.fromEntries(REGIONS.map(region => [region, jobs.filter(({arn}) => arn.includes(region))])),
          );
          const args = limit === undefined ? [] : ['--limit', String(limit)];
          const {host, code, running} = await list(
            world,
            '-o',
            'ids',
            '--page-size',
            String(pageSize),
            '--order',
            order,
            ...args,
          );
          await running;
          const sign = order === 'asc' ? 1 : -1;
          const place = ({arn}: Job) => REGIONS.findIndex(region => arn.includes(region));
          const sorted = jobs.toSorted((a, b) => sign * (a.createdAt - b.createdAt) || place(a) - place(b));
          expect(host.stdout()).toBe(
            sorted
              .slice(0, limit)
              .map(({arn}) => `${arn}\n`)
              .join(''),
          );
          expect(code()).toBe(0);
        },
      ),
      {numRuns: 100},
    );
  });

  it('says by name which connection has failed, prints the others, and ends with its code', async () => {
    const world = worldOf({'us-east-1': [jobIn('us-east-1', 9)], 'us-west-2': [jobIn('us-west-2', 8)]});
    world['eu-central-1'].listJobs = async () => failure(DENIED);
    const {host, code} = await list(world, '-o', 'ids');
    expect(host.stdout().trim().split('\n')).toHaveLength(2);
    expect(host.said).toEqual([
      'dev/eu-central-1: The list of jobs could not be read: Access denied. Ask your administrator.',
    ]);
    expect(code()).toBe(4);
  });

  it('retries each on its own, and says so by name', async () => {
    const world = worldOf({'us-east-1': [jobIn('us-east-1', 9)], 'us-west-2': [jobIn('us-west-2', 8)]});
    world['us-west-2'].failures.push(oops());
    const {host, code} = await list(world, '-o', 'ids');
    await host.clock.advance(60_000);
    expect(host.said).toEqual([expect.stringMatching(/^dev\/us-west-2: .*Retrying in \d+s\.$/)]);
    expect(host.stdout().trim().split('\n')).toHaveLength(2);
    expect([code(), world['us-east-1'].lists.length]).toEqual([0, 1]);
  });

  it('has no token to go on from', () => {
    expect(() => optionsOf('list', ...FLAGS, '--starting-token', 'x')).toThrow(
      '--starting-token works with one connection only: each has a token of its own',
    );
  });
});

describe('get', () => {
  const get = (world: Record<Region, FakeAws>, ...args: string[]) =>
    startCommand(host => runGet(optionsOf('get', ...FLAGS, '-o', 'ids', ...args), host), hostOf(world));

  it('finds a name in any connection', async () => {
    const world = worldOf({'us-west-2': [jobIn('us-west-2', 8)]});
    const {host, code} = await get(world, 'job-8');
    expect([host.stdout(), host.said, code()]).toEqual([`${jobIn('us-west-2', 8).arn}\n`, [], 0]);
  });

  it('lists the ARNs if a name is that of several jobs', async () => {
    const jobs = [jobIn('us-east-1', 8), jobIn('us-west-2', 8)] as const;
    const world = worldOf({'us-east-1': [jobs[0]], 'us-west-2': [jobs[1]]});
    const {host, code} = await get(world, 'job-8');
    expect(host.said).toEqual([
      `The job could not be read: The name job-8 is that of several jobs: ${jobs[0].arn} and ${jobs[1].arn}. Give the ARN of the one that you mean.`,
    ]);
    expect([host.stdout(), code()]).toEqual(['', 2]);
  });

  it('asks for an ARN only where its region is', async () => {
    const world = worldOf({'us-west-2': [jobIn('us-west-2', 8)]});
    const {code} = await get(world, jobIn('us-west-2', 8).arn);
    expect([code(), REGIONS.map(region => world[region].gets.length)]).toEqual([0, [0, 0, 1]]);
    const other = jobIn('ap-south-1', 8).arn;
    const {host, code: missing} = await get(world, other);
    expect(host.said).toEqual([
      `The job could not be read: None of the connections is in ap-south-1, the region of ${other}. Add --region ap-south-1.`,
    ]);
    expect(missing()).toBe(5);
  });

  it('says which connection could not be asked, and ends with its code', async () => {
    const world = worldOf({'us-west-2': [jobIn('us-west-2', 8)]});
    world['us-east-1'].getJob = async () => failure(DENIED);
    const {host, code} = await get(world, 'job-8');
    expect(host.stdout()).toBe(`${jobIn('us-west-2', 8).arn}\n`);
    expect(host.said).toEqual([expect.stringMatching(/^dev\/us-east-1: .*Access denied/)]);
    expect(code()).toBe(4);
  });
});

describe('wait', () => {
  it('waits where the job is, and refuses a name that several jobs have', async () => {
    const running = jobIn('us-west-2', 8, {status: 'InProgress', endedAt: undefined});
    const world = worldOf({'us-west-2': [running]});
    const options = optionsOf('wait', ...FLAGS, '-o', 'ids', 'job-8');
    const {host, code} = startCommandNow(options, world);
    await host.clock.advance(6_000);
    world['us-west-2'].jobs = [jobIn('us-west-2', 8)];
    await host.clock.advance(20_000);
    expect([host.stdout(), code()]).toEqual([`${running.arn}\n`, 0]);
    expect(world['us-east-1'].gets).toHaveLength(1);

    const twice = worldOf({'us-west-2': [running], 'us-east-1': [jobIn('us-east-1', 8)]});
    const second = startCommandNow(options, twice);
    await second.host.clock.settle();
    expect(second.host.said).toEqual([expect.stringContaining('is that of several jobs')]);
    expect(second.code()).toBe(2);
  });
});

const startCommandNow = (options: ReturnType<typeof optionsOf<'wait'>>, world: Record<Region, FakeAws>) => {
  const host = hostOf(world);
  let code: number | undefined;
  void runWait(options, host).then(value => {
    code = value;
  });
  return {host, code: () => code};
};

describe('watch', () => {
  it('goes on while one connection fails, and its events say where they are from', async () => {
    const world = worldOf({'us-east-1': [jobIn('us-east-1', 1)], 'us-west-2': [jobIn('us-west-2', 1)]});
    const host = hostOf(world);
    let code: number | undefined;
    void runWatch(optionsOf('watch', ...FLAGS, '-o', 'ndjson'), host).then(value => {
      code = value;
    });
    await host.clock.advance(1_000);
    const {listJobs} = world['eu-central-1'];
    world['eu-central-1'].listJobs = async () => failure(oops({kind: 'network', why: 'No answer'}));
    world['us-west-2'].jobs = [jobIn('us-west-2', 2), ...world['us-west-2'].jobs];
    await host.clock.advance(90_000);
    const [line = '{}'] = host.stdout().split('\n');
    expect(JSON.parse(line)).toMatchObject({
      event: 'new',
      job: {jobName: 'job-2', profile: 'dev', region: 'us-west-2'},
    });
    expect(host.said.some(said => /Z {2}dev\/eu-central-1: .*No answer/.test(said))).toBe(true);
    world['eu-central-1'].listJobs = listJobs;
    await host.clock.advance(180_000);
    expect(host.said.at(-1)).toMatch(/dev\/eu-central-1: AWS is answering again\.$/);
    host.end(130);
    await host.clock.settle();
    expect(code).toBe(130);
  });

  it('ends only when all have given up, with the code of the first', async () => {
    const world = worldOf({});
    for (const region of REGIONS) world[region].listJobs = async () => failure(DENIED);
    const {host, code} = await startCommand(h => runWatch(optionsOf('watch', ...FLAGS), h), hostOf(world));
    expect(host.said.filter(line => line.includes('Access denied'))).toHaveLength(3);
    expect(code()).toBe(4);
  });
});

describe('report', () => {
  it('covers all connections, and says what is missing by name', async () => {
    const failed = (region: string) => [jobIn(region, 995, {status: 'Failed'}), jobIn(region, 990)];
    const world = worldOf({'us-east-1': failed('us-east-1'), 'us-west-2': failed('us-west-2')});
    world['eu-central-1'].listJobs = async () => failure(DENIED);
    const options = optionsOf('report', ...FLAGS, '-o', 'json', '--after', '30d');
    const {host, code} = await startCommand(h => runReport(options, h), hostOf(world));
    const report = JSON.parse(host.stdout());
    expect(report.reasons).toMatchObject([{count: 2}]);
    expect(host.said.join()).toContain('dev/eu-central-1: The list of jobs could not be read: Access denied');
    expect(code()).toBe(4);
  });
});
