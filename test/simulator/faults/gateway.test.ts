/** Every fault, through the real SDK and the gateway: an error of the right kind or a good page, never an exception. */
import {describe, expect, it} from 'vitest';
import type {ErrorKind, Outcome} from '../../../src/core/domain/app-error.ts';
import type {Gateway, JobPage} from '../../../src/core/domain/ports.ts';
import {FAULT_KINDS} from '../../../src/simulator/faults/spec.ts';
import {awsHome, KEYS} from '../../bedrock/aws-home.ts';
import {answerOf, errorOf, gatewayWith, LIST, NEVER} from '../../bedrock/gateway-under-test.ts';
import {simulate} from '../simulated.ts';

const start = async (...faults: readonly string[]) => {
  const simulator = await simulate({jobs: 5, seed: 7, faults});
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1'}});
  const gateway = gatewayWith({environment, endpointUrl: simulator.url, limits: {connectMs: 2000, requestMs: 300}});
  return {simulator, gateway};
};

const SMALL = {...LIST, pageSize: 2};

const secondPageOf = async (gateway: Gateway): Promise<Outcome<JobPage>> => {
  const {nextToken} = answerOf(await gateway.listJobs(SMALL, NEVER));
  return gateway.listJobs({...SMALL, token: nextToken}, NEVER);
};

const ERRORS: readonly (readonly [string, ErrorKind, boolean])[] = [
  ['throttle', 'throttled', true],
  ['throttle:retry-after=1', 'throttled', true],
  ['error=500', 'service', true],
  ['error=503', 'service', true],
  ['deny', 'access', false],
  ['expired', 'credentials', false],
  ['unrecognized', 'credentials', false],
  ['exception=ValidationException', 'invalid', false],
  ['hang', 'network', true],
  ['stall', 'network', true],
  ['reset', 'network', true],
  ['truncate', 'network', true],
  ['html=200', 'answer', false],
  ['html=503', 'service', true],
  ['empty', 'answer', false],
];

const LATER: readonly (readonly [string, ErrorKind])[] = [
  ['rate=1', 'throttled'],
  ['token-expired', 'not-found'],
  ['repeat-token', 'answer'],
];

const GOOD = [
  ...['latency=1', 'skew=3600', 'empty-page', 'duplicate', 'unknown-status', 'sparse', 'micros', 'hostile'],
  ...['unknown-id', 'repeat=no-arn'],
];

it('every fault is tested', () => {
  const tried = [...ERRORS.map(([spec]) => spec), ...LATER.map(([spec]) => spec), ...GOOD];
  const names = new Set(tried.map(spec => spec.split(/[=:]/)[0]));
  expect([...names].sort()).toEqual(FAULT_KINDS.map(({name}) => name).sort());
});

describe('a list and a job', () => {
  it.each(ERRORS)('%s: %s', async (spec, kind, isTransient) => {
    const {gateway, simulator} = await start(spec);
    const [list, job] = await Promise.all([gateway.listJobs(LIST, NEVER), gateway.getJob('any-job', NEVER)]);
    for (const outcome of [list, job]) expect(errorOf<unknown>(outcome)).toMatchObject({kind, isTransient});
    simulator.faults.clear();
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toHaveLength(5);
  });
});

it.each([
  ['hang', /did not answer in time/],
  ['stall', /did not finish its answer in time/],
  ['reset', /closed the connection/],
  ['truncate', /closed the connection/],
])('%s is distinguished from the others: %s', async (spec, why) => {
  const {gateway} = await start(spec);
  expect(errorOf(await gateway.listJobs(LIST, NEVER)).why).toMatch(why);
});

it.each(LATER)('%s, on the second page: %s', async (spec, kind) => {
  const {gateway} = await start(spec);
  expect(errorOf(await secondPageOf(gateway)).kind).toBe(kind);
});

describe('a good page', () => {
  const jobsWithoutFault = async () => answerOf(await (await start()).gateway.listJobs(LIST, NEVER)).jobs;

  it.each(GOOD)('%s', async spec => {
    const {gateway} = await start(spec);
    const first = answerOf(await gateway.listJobs(SMALL, NEVER));
    const next = answerOf(await gateway.listJobs({...SMALL, token: first.nextToken}, NEVER));
    const job = answerOf(await gateway.getJob((await jobsWithoutFault())[0]?.arn ?? '', NEVER));
    expect(first.nextToken).toMatch(spec === 'empty-page' ? /^empty-1-0\./ : /^[\w-]{20,}$/);
    expect(job.arn).toBe((await jobsWithoutFault())[0]?.arn);
    expect(first.jobs).toHaveLength(spec === 'empty-page' ? 0 : 2);
    expect(next.jobs).toHaveLength(spec === 'duplicate' ? 3 : 2);
  });

  it('duplicate: the same job twice', async () => {
    const {gateway} = await start('duplicate');
    const first = answerOf(await gateway.listJobs(SMALL, NEVER));
    const next = answerOf(await gateway.listJobs({...SMALL, token: first.nextToken}, NEVER));
    expect(next.jobs[0]).toEqual(first.jobs[1]);
  });

  it('unknown-status: the status is unchanged', async () => {
    const {gateway} = await start('unknown-status');
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs[0]?.status).toBe('Queued');
  });

  it('micros: the same times', async () => {
    const {gateway} = await start('micros');
    expect(answerOf(await gateway.listJobs(LIST, NEVER)).jobs).toEqual(await jobsWithoutFault());
  });

  it('hostile: no control character gets through, and ARNs still name their jobs', async () => {
    const {gateway, simulator} = await start('hostile');
    const {jobs} = answerOf(await gateway.listJobs(LIST, NEVER));
    expect(jobs.map(({arn}) => arn)).toEqual((await jobsWithoutFault()).map(({arn}) => arn));
    expect(JSON.stringify(jobs)).not.toMatch(
      /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\\u00|\\r/,
    );
    const {arn} = simulator.world.start({name: 'running-job'});
    simulator.world.finish(arn, 'Failed', 'config.json was not found');
    const {failureMessage, s3Uri} = answerOf(await gateway.getJob(arn, NEVER));
    expect(failureMessage).toMatch(/^config\.json was not found\n/);
    expect(failureMessage).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(s3Uri).toMatch(/^s3:\/\//);
    expect(errorOf(await gateway.getJob('nobody', NEVER)).why).toMatch(
      /^AWS did not find the job: The model import job nobody was not found/,
    );
  });
});
