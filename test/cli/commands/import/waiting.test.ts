/** The import command on an AWS in memory: another import that is running, a job that may be ours, and the end of the new one. */
import {describe, expect, it} from 'vitest';
import {runImport} from '../../../../src/cli/commands/import/import.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {detailOf, jobAt, NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const ROLE = 'arn:aws:iam::111122223333:role/import';
const FULL = [
  ...['--job-name', 'support-v8', '--imported-model-name', 'support_v8'],
  ...['--role-arn', ROLE, '--s3-uri', 's3://bucket/support/v8/'],
];
const RUNNING = oops({kind: 'import-running', why: 'Another import is running', isTransient: false});

const start = (aws: FakeAws, ...flags: readonly string[]) =>
  startCommand(host => runImport(optionsOf('import', ...flags), host), createTestHost({gateway: aws}));

describe('another import that is running', () => {
  it('is an error', async () => {
    const aws = createFakeAws([]);
    aws.failures.push(RUNNING);
    const {code, host} = await start(aws, ...FULL);
    expect([code(), aws.created.length]).toEqual([2, 1]);
    expect(host.said.at(-1)).toContain('Another import is running');
  });

  it('is waited for with --wait-for-slot, with the same token afterwards', async () => {
    const aws = createFakeAws([jobAt(990, {name: 'other', status: 'InProgress', endedAt: undefined})]);
    aws.createJob = async request => {
      aws.created.push(request);
      return aws.created.length === 1 ? {ok: false, error: RUNNING} : {ok: true, value: {arn: 'arn:new'}};
    };
    const {code, host, running} = await start(aws, ...FULL, '--wait-for-slot');
    expect(host.said.at(-1)).toContain('Waiting for other to end');
    aws.jobs = aws.jobs.map(job => ({...job, status: 'Completed', endedAt: NOON}));
    await host.clock.advance(10_000);
    await running;
    expect(code()).toBe(0);
    expect(new Set(aws.created.map(({clientRequestToken}) => clientRequestToken)).size).toBe(1);
    expect(aws.created).toHaveLength(2);
  });

  it('is not waited for longer than --timeout', async () => {
    const aws = createFakeAws([jobAt(990, {name: 'other', status: 'InProgress', endedAt: undefined})]);
    aws.createJob = async () => ({ok: false, error: RUNNING});
    const {code, host, running} = await start(aws, ...FULL, '--wait-for-slot', '--timeout', '1m');
    await host.clock.advance(61_000);
    await running;
    expect(code()).toBe(124);
  });

  it('is not waited for longer than --timeout, however often another one comes in between', async () => {
    const aws = createFakeAws([jobAt(990, {name: 'other', status: 'InProgress', endedAt: undefined})]);
    aws.createJob = async request => {
      aws.created.push(request);
      aws.jobs = [jobAt(990 + aws.created.length, {status: 'InProgress', endedAt: undefined})];
      return {ok: false, error: RUNNING};
    };
    const {code, host, running} = await start(aws, ...FULL, '--wait-for-slot', '--timeout', '1m');
    for (let i = 0; i < 5; i++) {
      await host.clock.advance(7_000);
      aws.jobs = [];
      await host.clock.advance(7_000);
    }
    await running;
    expect(code()).toBe(124);
    expect(aws.created.length).toBeGreaterThan(3);
  });

  it('is told from a lost import of ours by its name, and then waited for', async () => {
    const aws = createFakeAws([jobAt(990, {name: 'other', status: 'InProgress', endedAt: undefined})]);
    aws.failures.push(oops({kind: 'network', why: 'No answer'}), RUNNING);
    const {code, host, running} = await start(aws, ...FULL, '--wait-for-slot');
    await host.clock.advance(5_000);
    expect(aws.gets).toEqual(['support-v8']);
    expect(host.said.at(-1)).toContain('Waiting for other to end');
    aws.jobs = [];
    await host.clock.advance(60_000);
    await running;
    expect([code(), aws.created.length]).toEqual([0, 3]);
  });

  it('leaves the whole time for retries after it', async () => {
    const aws = createFakeAws([jobAt(990, {name: 'other', status: 'InProgress', endedAt: undefined})]);
    const lost = oops({kind: 'network', why: 'No answer'});
    const errors = [lost, RUNNING, lost];
    aws.createJob = async request => {
      aws.created.push(request);
      const error = errors.shift();
      return error ? {ok: false, error} : {ok: true, value: {arn: 'arn:new'}};
    };
    const {code, host, running} = await start(aws, ...FULL, '--wait-for-slot');
    await host.clock.advance(60_000);
    aws.jobs = [];
    await host.clock.advance(60_000);
    await running;
    expect([code(), aws.created.length]).toEqual([0, 4]);
  });

  it('is the reason if it still runs, also after an answer was lost', async () => {
    const aws = createFakeAws([]);
    aws.createJob = async request => {
      aws.created.push(request);
      return {ok: false, error: aws.created.length === 1 ? oops({kind: 'network', why: 'No answer'}) : RUNNING};
    };
    const {code, host, running} = await start(aws, ...FULL);
    await host.clock.advance(60_000);
    await running;
    expect(code()).toBe(2);
    expect(host.said.at(-2)).toContain('Another import is running');
    expect(host.said.at(-1)).toContain('It is not known');
  });

  it('is not waited for any longer after a signal', async () => {
    const aws = createFakeAws([jobAt(990, {name: 'other', status: 'InProgress', endedAt: undefined})]);
    aws.createJob = async () => ({ok: false, error: RUNNING});
    const {code, host, running} = await start(aws, ...FULL, '--wait-for-slot');
    host.end(130);
    await running;
    expect(code()).toBe(130);
  });
});

describe('a job of that name and with the same values', () => {
  const TAKEN = oops({kind: 'name-taken', why: 'The job name is taken', isTransient: false});
  const startBeside = async (createdAt: number, ...flags: readonly string[]) => {
    const aws = createFakeAws([]);
    const job = jobAt(900, {name: 'support-v8', modelName: 'support_v8', createdAt});
    aws.getJob = async () => ({ok: true, value: detailOf(job, {roleArn: ROLE, s3Uri: 's3://bucket/support/v8/'})});
    aws.failures.push(oops({kind: 'network', why: 'No answer'}), TAKEN);
    const {code, host, running} = await start(aws, ...FULL, ...flags);
    await host.clock.advance(60_000);
    await running;
    return {code: code(), said: host.said};
  };

  it('is ours if it was created since', async () => {
    const {code, said} = await startBeside(NOON + 500);
    expect(code).toBe(0);
    expect(said.at(-1)).toContain('An earlier request had started the job already');
  });

  it('is an earlier one if it is older', async () => {
    const {code, said} = await startBeside(NOON - 86_400_000);
    expect(code).toBe(2);
    expect(said.join('\n')).toContain('Another job is named support-v8');
  });

  it('may be older if the token of an earlier run was given', async () => {
    const {code} = await startBeside(NOON - 86_400_000, '--client-request-token', 'token-1');
    expect(code).toBe(0);
  });
});

it('waits for the new job with --wait, in the time that is left of --timeout', async () => {
  const running = jobAt(999, {name: 'support-v8', status: 'InProgress', endedAt: undefined});
  const aws = createFakeAws([running]);
  aws.createJob = async () => ({ok: true, value: {arn: running.arn}});
  const {code, host, running: ended} = await start(aws, ...FULL, '--wait', '--timeout', '1m');
  expect(host.stdout()).toBe(`Started support-v8 (${running.arn}).\n`);
  await host.clock.advance(61_000);
  await ended;
  expect(code()).toBe(124);
});

it.each([
  ['Completed', 0],
  ['Failed', 1],
])('--wait --output json prints the job once it has ended: %s gives code %i', async (status, expected) => {
  const running = jobAt(999, {name: 'support-v8', status: 'InProgress', endedAt: undefined});
  const aws = createFakeAws([running]);
  aws.createJob = async () => ({ok: true, value: {arn: running.arn}});
  const {code, host, running: ended} = await start(aws, ...FULL, '--wait', '--output', 'json');
  expect(host.stdout()).toBe('');
  aws.jobs = [{...running, status, endedAt: NOON}];
  await host.clock.advance(60_000);
  await ended;
  expect(code()).toBe(expected);
  expect(JSON.parse(host.stdout())).toEqual([{jobArn: running.arn}]);
});
