/**
 * A fault in the middle of CreateModelImportJob, at each attempt, over HTTP with the real SDK: afterwards there is exactly one job,
 * and the command knows it.
 */
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createGateway} from '../../../../src/bedrock/gateway.ts';
import {runImport} from '../../../../src/cli/commands/import/import.ts';
import {type Simulator, startSimulator} from '../../../../src/simulator/server.ts';
import {awsHome, KEYS} from '../../../bedrock/aws-home.ts';
import {createTestHost} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const NAME = 'support-v8';
const FLAGS = [
  ...['--job-name', NAME, '--imported-model-name', 'support-v8'],
  ...['--role-arn', 'arn:aws:iam::111122223333:role/import', '--s3-uri', 's3://bucket/support/v8/'],
  ...['--job-tags', 'key=team,value=search', '--vpc-config', 'subnetIds=subnet-1,securityGroupIds=sg-1'],
];

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({jobs: 3, running: 0});
});
afterEach(() => simulator.close());

const soon = (callback: () => void): (() => void) => {
  const timer = setTimeout(callback, 1);
  return () => clearTimeout(timer);
};

/** Pauses between attempts end at once: what takes time is the SDK and the network. */
const prepare = () => {
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1'}});
  const target = {kind: 'aws', region: 'us-east-1', endpointUrl: simulator.url} as const;
  const gateway = createGateway({target, environment, appVersion: '1.2.3', limits: {requestMs: 300}});
  const host = createTestHost({gateway});
  const after = (_: number, callback: () => void) => soon(callback);
  return {gateway, host: {...host, clock: {now: host.clock.now, after}}};
};

const run = async (...more: readonly string[]) => {
  const {gateway, host} = prepare();
  const code = await runImport(optionsOf('import', ...FLAGS, '--output', 'json', ...more), host);
  gateway.close();
  return {code, stdout: host.stdout(), said: host.said};
};

const jobsNamed = () => simulator.world.jobs.filter(({name}) => name === NAME);
const tokens = () => simulator.world.submissions.size;

const LOST = ['hang', 'reset', 'error=500', 'error=503', 'html=200', 'html=503', 'empty'];
const ATTEMPTS = [0, 1, 2, 3, 4];

describe.each(LOST)('%s', fault => {
  it.each(ATTEMPTS)('after AWS took it, and %i attempts before that it did not take', async before => {
    if (before > 0) simulator.faults.add(`error=500:op=Create:times=${before}`);
    simulator.faults.add(`${fault}:op=Create:after=${before}:times=1:applied`);
    const {code, stdout} = await run();
    expect(jobsNamed()).toHaveLength(1);
    expect([code, tokens()]).toEqual([0, 1]);
    expect(JSON.parse(stdout)).toEqual({jobArn: jobsNamed()[0]?.arn});
  });

  it('five times in a row, each of which took effect', async () => {
    simulator.faults.add(`${fault}:op=Create:times=5:applied`);
    const {code, stdout} = await run();
    expect(jobsNamed()).toHaveLength(1);
    expect([code, tokens()]).toEqual([0, 1]);
    expect(JSON.parse(stdout)).toEqual({jobArn: jobsNamed()[0]?.arn});
  });

  it('and a server that does not know the token any more: the job is found by its name', async () => {
    simulator.faults.add(`${fault}:op=Create:times=1:applied`);
    const {submissions} = simulator.world;
    submissions.set = function () {
      return this;
    };
    const {code, stdout} = await run();
    expect(jobsNamed()).toHaveLength(1);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({jobArn: jobsNamed()[0]?.arn});
  });
});

it('throttled attempts have started nothing', async () => {
  simulator.faults.add('throttle:op=Create:times=4');
  const {code} = await run();
  expect([code, jobsNamed().length]).toEqual([0, 1]);
});

it('an answer without an ARN is settled by the name', async () => {
  simulator.faults.add('repeat=no-arn');
  simulator.faults.add('reset:op=Create:times=1:applied');
  const {code, stdout} = await run();
  expect([code, jobsNamed().length]).toEqual([0, 1]);
  expect(JSON.parse(stdout)).toEqual({jobArn: jobsNamed()[0]?.arn});
});

it('a given token asks another run about the same job', async () => {
  await run('--client-request-token', 'token-1');
  const again = await run('--client-request-token', 'token-1');
  expect([again.code, jobsNamed().length, tokens()]).toEqual([0, 1, 1]);
});

it('a name that another import has is no success', async () => {
  await run();
  const {code, said} = await run();
  expect(code).toBe(2);
  expect(said.at(-1)).toContain('The job name is taken');
  expect(jobsNamed()).toHaveLength(1);
});

it('a signal while the answer is awaited: the command says how to find out, and asking again finds the one job', async () => {
  simulator.faults.add('hang:op=Create:applied');
  const {gateway, host} = prepare();
  const code = runImport(optionsOf('import', ...FLAGS, '--client-request-token', 'token-1'), host);
  await expect.poll(() => jobsNamed().length).toBe(1);
  host.end(130);
  expect(await code).toBe(130);
  gateway.close();
  expect(host.said.at(-1)).toContain('--client-request-token token-1');
  simulator.faults.clear();
  const again = await run('--client-request-token', 'token-1');
  expect([again.code, jobsNamed().length]).toEqual([0, 1]);
});
