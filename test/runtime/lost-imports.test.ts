/**
 * A fault in the middle of CreateModelImportJob, at each attempt, over HTTP with the real SDK, from the form in the terminal UI:
 * afterwards there is exactly one job, and the screen knows it.
 */
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createGateway} from '../../src/bedrock/gateway.ts';
import {selectedJob} from '../../src/core/state/select.ts';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {awsHome, KEYS} from '../bedrock/aws-home.ts';
import {filled, REVIEWED, submittedWith, TYPED} from '../support/import-form.ts';
import {createProgram, type Program} from '../support/program.ts';

let simulator: Simulator;
let program: Program;
beforeEach(async () => {
  simulator = await startSimulator({jobs: 3, running: 0});
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1'}});
  const target = {kind: 'aws', region: 'us-east-1', endpointUrl: simulator.url} as const;
  const gateway = createGateway({target, environment, appVersion: '1.2.3', limits: {requestMs: 300}});
  program = createProgram({gateway});
});
afterEach(async () => {
  program.stop();
  await simulator.close();
});

/** The program's time goes forty times as fast as the network's. */
const until = async (isReached: () => boolean): Promise<void> => {
  for (let i = 0; i < 4_000 && !isReached(); i++) {
    await new Promise(resolve => setTimeout(resolve, 5));
    await program.clock.advance(200);
  }
  expect(isReached()).toBe(true);
};

const jobsNamed = () => simulator.world.jobs.filter(({name}) => name === TYPED.jobName);
const tokens = () => simulator.world.submissions.size;
const phase = () => program.state().acting.submission?.phase.kind;

const submit = async (token = 'token-1') => {
  await program.say({kind: 'started'});
  await until(() => program.state().screens.jobs.slices.values().next().value?.feed.isLoaded === true);
  await program.say(...filled(), REVIEWED);
  await until(() =>
    Object.values(program.state().acting.submission?.questions ?? {}).every(q => q.check.result !== 'asking'),
  );
  await program.say(submittedWith(token));
};

/** The one job is there, it is selected, and nothing is under way any more. */
const expectOneJob = async () => {
  await until(() => selectedJob(program.state())?.name === TYPED.jobName);
  expect(jobsNamed()).toHaveLength(1);
  expect([phase(), tokens()]).toEqual([undefined, 1]);
  expect(selectedJob(program.state())?.arn).toBe(jobsNamed()[0]?.arn);
};

const LOST = ['hang', 'reset', 'error=500', 'error=503', 'html=200', 'html=503', 'empty'];

describe.each(LOST)('%s', fault => {
  it.each([0, 1, 2, 3])('after AWS took it, and %i attempts before that it did not take', async before => {
    if (before > 0) simulator.faults.add(`error=500:op=Create:times=${before}`);
    simulator.faults.add(`${fault}:op=Create:after=${before}:times=1:applied`);
    await submit();
    await expectOneJob();
  });

  it('five times in a row, each of which took effect', async () => {
    simulator.faults.add(`${fault}:op=Create:times=5:applied`);
    await submit();
    await expectOneJob();
  });

  it('and a server that does not know the token any more: the job is found by its name', async () => {
    simulator.faults.add(`${fault}:op=Create:times=1:applied`);
    const {submissions} = simulator.world;
    submissions.set = function () {
      return this;
    };
    await submit();
    await until(() => selectedJob(program.state())?.name === TYPED.jobName);
    expect(jobsNamed()).toHaveLength(1);
  });
});

it('throttled attempts have started nothing, and are repeated', async () => {
  simulator.faults.add('throttle:op=Create:times=4');
  await submit();
  await expectOneJob();
});

it('an answer without an ARN is settled by the name', async () => {
  simulator.faults.add('repeat=no-arn');
  simulator.faults.add('reset:op=Create:times=1:applied');
  await submit();
  await expectOneJob();
});

it('a denied import has started nothing, and enter tries again with the same token', async () => {
  simulator.faults.add('deny:op=Create:times=1');
  await submit();
  await until(() => phase() === 'failed');
  expect(jobsNamed()).toHaveLength(0);
  await program.say(submittedWith('token-2'));
  await expectOneJob();
  expect([...simulator.world.submissions.keys()]).toEqual(['token-1']);
});

it('the name that another import has taken is no success', async () => {
  await submit();
  await expectOneJob();
  await program.say(...filled({...TYPED, modelName: 'another'}), REVIEWED, submittedWith('token-2'));
  await until(() => phase() === 'waiting' || phase() === 'failed');
  expect(jobsNamed()).toHaveLength(1);
});
