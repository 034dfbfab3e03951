/** Faults in the middle of a deletion or a change of tags, over HTTP with the real SDK: it is done once, and the command knows it. */
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createGateway} from '../../../../src/bedrock/gateway.ts';
import {runDeleteModel} from '../../../../src/cli/commands/change/delete-model.ts';
import {runTag, runUntag} from '../../../../src/cli/commands/change/tags.ts';
import {type Simulator, startSimulator} from '../../../../src/simulator/server.ts';
import {awsHome, KEYS} from '../../../bedrock/aws-home.ts';
import {createTestHost, type TestHost} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({jobs: 12, running: 0, seed: 7});
});
afterEach(() => simulator.close());

const soon = (callback: () => void): (() => void) => {
  const timer = setTimeout(callback, 1);
  return () => clearTimeout(timer);
};

/** Pauses between attempts end at once: what takes time is the SDK and the network. */
const run = async (command: (host: TestHost) => Promise<number>) => {
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1'}});
  const target = {kind: 'aws', region: 'us-east-1', endpointUrl: simulator.url} as const;
  const gateway = createGateway({target, environment, appVersion: '1.2.3', limits: {requestMs: 300}});
  const host = createTestHost({gateway});
  const after = (_: number, callback: () => void) => soon(callback);
  const code = await command({...host, clock: {...host.clock, after}});
  gateway.close();
  return {code, stdout: host.stdout(), said: host.said};
};

const firstModel = () => {
  const [model] = simulator.world.models;
  if (!model) throw new Error('no model');
  return model;
};

describe.each(['hang', 'reset', 'error=500', 'error=503', 'html=503'])('%s', fault => {
  it.each([1, 4])('of %i answers to a deletion that took effect', async times => {
    const {modelArn, modelName} = firstModel();
    const others = simulator.world.models.slice(1);
    simulator.faults.add(`${fault}:op=Delete:times=${times}:applied`);
    const {code, stdout} = await run(host => runDeleteModel(optionsOf('delete-model', modelName, '--yes'), host));
    expect([code, stdout]).toEqual([0, `Deleted ${modelName} (${modelArn}).\n`]);
    expect(simulator.world.models).toEqual(others);
  });

  it('of an answer to a change of tags that took effect', async () => {
    const [job] = simulator.world.jobs;
    const arn = job?.arn ?? '';
    simulator.faults.add(`${fault}:op=Tag:times=1:applied`);
    expect((await run(host => runTag(optionsOf('tag', arn, 'a=b', 'c=d'), host))).code).toBe(0);
    expect(simulator.world.tags.get(arn)).toEqual(expect.arrayContaining([{key: 'a', value: 'b'}]));
    simulator.faults.add(`${fault}:op=Untag:times=1:applied`);
    expect((await run(host => runUntag(optionsOf('untag', arn, 'a'), host))).code).toBe(0);
    expect(simulator.world.tags.get(arn)).toContainEqual({key: 'c', value: 'd'});
    expect(simulator.world.tags.get(arn)).not.toContainEqual({key: 'a', value: 'b'});
  });
});

it('a deletion that is denied leaves the model', async () => {
  const {modelName} = firstModel();
  const before = simulator.world.models.length;
  simulator.faults.add('deny:op=Delete');
  const {code, stdout, said} = await run(host => runDeleteModel(optionsOf('delete-model', modelName, '--yes'), host));
  expect([code, stdout, simulator.world.models.length]).toEqual([4, '', before]);
  expect(said.at(-1)).toContain('bedrock:DeleteImportedModel');
});

it('HTML in place of an answer is no success', async () => {
  const {modelName} = firstModel();
  simulator.faults.add('html=200:op=Delete');
  const {code, stdout} = await run(host => runDeleteModel(optionsOf('delete-model', modelName, '--yes'), host));
  expect([code, stdout]).toEqual([8, '']);
});
