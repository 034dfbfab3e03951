/** The gateway against the simulator. */
import {expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {answerOf, errorOf, gatewayAt, LIST, NEVER} from './gateway-under-test.ts';

const simulated = async (jobs: number) => {
  const simulator = await startSimulator({jobs, seed: 7});
  onTestFinished(() => simulator.close());
  return gatewayAt(simulator.url);
};

it('reads every page of a history, each job once, in order', async () => {
  const gateway = await simulated(25);
  const arns: string[] = [];
  const times: number[] = [];
  let token: string | undefined;
  do {
    const page = answerOf(await gateway.listJobs({...LIST, pageSize: 10, token}, NEVER));
    arns.push(...page.jobs.map(job => job.arn));
    times.push(...page.jobs.map(job => job.createdAt));
    token = page.nextToken;
  } while (token !== undefined);
  expect(new Set(arns).size).toBe(arns.length);
  expect(arns.length).toBeGreaterThanOrEqual(25);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

it('reads a job by its ARN and by its name', async () => {
  const gateway = await simulated(5);
  const [job] = answerOf(await gateway.listJobs(LIST, NEVER)).jobs;
  const byArn = answerOf(await gateway.getJob(job!.arn, NEVER));
  expect(byArn).toMatchObject({arn: job!.arn, name: job!.name, createdAt: job!.createdAt});
  expect(answerOf(await gateway.getJob(job!.name, NEVER)).arn).toBe(job!.arn);
});

it('reports a missing job and an invalid filter', async () => {
  const gateway = await simulated(1);
  expect(errorOf(await gateway.getJob('no-such-job', NEVER)).kind).toBe('not-found');
  expect(errorOf(await gateway.listJobs({...LIST, name: '_'}, NEVER)).kind).toBe('invalid');
});
