/** The watch command over several connections: each is watched on its own. */
import {expect, it} from 'vitest';
import {runWatch} from '../../../../src/cli/commands/watch/watch.ts';
import {failure} from '../../../../src/core/domain/app-error.ts';
import {createNamedAws, oops} from '../../../support/fake-aws.ts';
import {createTestHost, startCommand, type TestHost} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {
  DENIED,
  FLAGS,
  failing,
  hostOf,
  hostOfProfiles,
  jobIn,
  noAnswer,
  REGIONS,
  worldOf,
} from '../../../support/several-connections.ts';

const watch = (host: TestHost, ...args: string[]) =>
  startCommand(() => runWatch(optionsOf('watch', '-o', 'ndjson', ...args), host), host);

const eventsOf = (host: TestHost) =>
  host
    .stdout()
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));

it('goes on while one connection fails, and its events say where they are from', async () => {
  const world = worldOf({'us-east-1': [jobIn('us-east-1', 1)], 'us-west-2': [jobIn('us-west-2', 1)]});
  const {host, code} = await watch(hostOf(world), ...FLAGS);
  await host.clock.advance(1_000);
  const {listJobs} = world['eu-central-1'];
  world['eu-central-1'].listJobs = async () => failure(oops({kind: 'network', why: 'No answer'}));
  world['us-west-2'].jobs = [jobIn('us-west-2', 2), ...world['us-west-2'].jobs];
  await host.clock.advance(90_000);
  expect(eventsOf(host)[0]).toMatchObject({
    event: 'new',
    job: {jobName: 'job-2', profile: 'dev', region: 'us-west-2'},
  });
  expect(host.said.some(said => /Z {2}dev\/eu-central-1: .*No answer/.test(said))).toBe(true);
  world['eu-central-1'].listJobs = listJobs;
  await host.clock.advance(180_000);
  expect(host.said.at(-1)).toMatch(/dev\/eu-central-1: AWS is answering again\.$/);
  host.end(130);
  await host.clock.settle();
  expect(code()).toBe(130);
});

it('watches the others while one cannot connect', async () => {
  const world = worldOf();
  world['us-east-1'].connect = noAnswer;
  const {host} = await watch(hostOf(world), ...FLAGS);
  await host.clock.advance(1_000);
  world['us-west-2'].jobs = [jobIn('us-west-2', 2)];
  await host.clock.advance(61_000);
  expect(eventsOf(host)[0]).toMatchObject({event: 'new', job: {region: 'us-west-2'}});
  host.end(130);
});

it('ends only when all have given up, with the code of the first', async () => {
  const world = worldOf();
  for (const region of REGIONS) failing(world[region], DENIED);
  failing(world['us-east-1'], oops({kind: 'credentials', why: 'Sign-in expired', isTransient: false}));
  const {host, code} = await watch(hostOf(world), ...FLAGS);
  expect(host.said.map(line => line.split(':')[0])).toEqual(['dev/us-east-1', 'dev/eu-central-1', 'dev/us-west-2']);
  expect(code()).toBe(3);
});

it('gives up only the one whose first answer does not come within --retry-for', async () => {
  const world = worldOf();
  failing(world['us-east-1'], noAnswer);
  const {host, code} = await watch(hostOf(world), ...FLAGS, '--retry-for', '30s');
  await host.clock.advance(40_000);
  expect(host.said.filter(line => line.includes('no answer within'))).toEqual([
    expect.stringMatching(/^dev\/us-east-1: /),
  ]);
  expect(code()).toBeUndefined();
  host.end(130);
});

it('reports an event once that two profiles of an account tell of', async () => {
  const account = createNamedAws(jobIn('us-east-1', 1));
  const {host} = await watch(hostOfProfiles({a: account, b: account}), '--profile', 'a,b');
  await host.clock.advance(1_000);
  account.jobs = [jobIn('us-east-1', 2), ...account.jobs];
  await host.clock.advance(120_000);
  expect(eventsOf(host).map(({event, job}) => [event, job.jobName])).toEqual([
    ['new', 'job-2'],
    ['ended', 'job-2'],
  ]);
  host.end(130);
});

it('misses no job that is older than what another connection has shown by then', async () => {
  const world = worldOf({'us-east-1': [jobIn('us-east-1', 1)]});
  failing(world['us-west-2'], oops());
  const {listJobs} = worldOf({'us-west-2': [jobIn('us-west-2', 9)]})['us-west-2'];
  const {host} = await watch(hostOf(world), ...FLAGS);
  await host.clock.advance(1_000);
  // The other connection answers for the first time, and has a job that is newer than the next one here.
  world['us-west-2'].listJobs = listJobs;
  await host.clock.advance(50_000);
  world['us-east-1'].jobs = [jobIn('us-east-1', 5), ...world['us-east-1'].jobs];
  await host.clock.advance(120_000);
  expect(eventsOf(host)[0]).toMatchObject({event: 'new', job: {jobName: 'job-5', region: 'us-east-1'}});
  host.end(130);
});

it('does not hold back events while another connection does not say why a job failed', async () => {
  const world = worldOf();
  world['us-east-1'].getJob = (_, signal) => noAnswer(signal);
  const {host} = await watch(hostOf(world), ...FLAGS);
  await host.clock.advance(1_000);
  world['us-east-1'].jobs = [jobIn('us-east-1', 5, {status: 'Failed'})];
  world['us-west-2'].jobs = [jobIn('us-west-2', 6)];
  await host.clock.advance(61_000);
  expect(eventsOf(host).map(({job}) => job.region)).toContain('us-west-2');
  host.end(130);
});

it('sends at most six requests at once', async () => {
  const regions = Array.from({length: 20}, (_, i) => `xx-test-${i + 1}`);
  let open = 0;
  let most = 0;
  const answers: (() => void)[] = [];
  const gateway = ({region = ''}) => {
    const aws = createNamedAws();
    aws.connect = async () => ({ok: true, value: {region, profile: 'dev'}});
    const {listJobs} = aws;
    aws.listJobs = async (request, signal) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise<void>(resolve => answers.push(resolve));
      open -= 1;
      return listJobs(request, signal);
    };
    return aws;
  };
  const {host} = await watch(createTestHost({gateway}), '--region', regions.join());
  for (let i = 0; i < regions.length; i++) {
    answers[i]?.();
    await host.clock.settle();
  }
  expect([most, answers.length >= 20]).toEqual([6, true]);
  host.end(130);
});
