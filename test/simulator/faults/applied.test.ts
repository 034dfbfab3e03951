/** Answers that are lost after the request has taken effect, and repeats of a clientRequestToken. */
import {setImmediate as turn} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import type {Simulator} from '../../../src/simulator/server.ts';
import {askS3} from '../s3/s3.ts';
import {ask, importBody, post, simulate} from '../simulated.ts';

const LOST = ['hang', 'reset', 'error=500', 'error=503', 'html=200', 'html=503', 'empty'];

const CREATE = importBody('one', {clientRequestToken: 'token'});
const create = (simulator: Simulator, more: object = {}) => post(simulator, '/model-import-jobs', {...CREATE, ...more});

/** Sends a request, and waits until the simulator has acted or has answered. */
const attempt = async (request: (signal: AbortSignal) => Promise<unknown>, hasActed: () => boolean): Promise<void> => {
  const stop = new AbortController();
  const end = {isHere: false};
  const sent = request(stop.signal).then(
    () => {
      end.isHere = true;
    },
    () => {
      end.isHere = true;
    },
  );
  while (!end.isHere && !hasActed()) await turn();
  stop.abort();
  await sent;
};

const signed = {method: 'POST'};

describe.each(LOST)('%s:applied', fault => {
  it('creates the job, once', async () => {
    const simulator = await simulate({faults: [`${fault}:applied:op=Create:times=1`]});
    const send = (signal: AbortSignal) =>
      ask(simulator, '/model-import-jobs', {...signed, body: JSON.stringify(CREATE), signal});
    await attempt(send, () => simulator.world.jobs.length > 0);
    expect(simulator.world.jobs.map(({name}) => name)).toEqual(['one']);
    const again = await create(simulator);
    expect(again).toMatchObject({status: 201, body: {jobArn: simulator.world.jobs[0]?.arn}});
    expect(simulator.world.jobs).toHaveLength(1);
  });

  it('without applied, nothing is created', async () => {
    const simulator = await simulate({faults: [`${fault}:op=Create`]});
    const send = (signal: AbortSignal) =>
      ask(simulator, '/model-import-jobs', {...signed, body: JSON.stringify(CREATE), signal});
    await attempt(send, () => simulator.requests.length > 0);
    await ask(simulator, '/model-import-jobs');
    expect(simulator.world.jobs).toEqual([]);
  });

  it('deletes the model', async () => {
    const simulator = await simulate({jobs: 20, faults: [`${fault}:applied:op=DeleteImportedModel:times=1`]});
    const {world} = simulator;
    const count = world.models.length;
    const path = `/imported-models/${world.models[0]?.modelName}`;
    await attempt(
      signal => ask(simulator, path, {method: 'DELETE', signal}),
      () => world.models.length < count,
    );
    expect(world.models).toHaveLength(count - 1);
    expect((await ask(simulator, path, {method: 'DELETE'})).status).toBe(404);
  });

  it('sets the tags', async () => {
    const simulator = await simulate({jobs: 20, faults: [`${fault}:applied:op=Tag:times=1`]});
    const {world} = simulator;
    const resourceARN = world.jobs[0]?.arn ?? '';
    const body = JSON.stringify({resourceARN, tags: [{key: 'lost', value: 'answer'}]});
    const tags = () => world.tags.get(resourceARN) ?? [];
    await attempt(
      signal => ask(simulator, '/tagResource', {...signed, body, signal}),
      () => tags().some(({key}) => key === 'lost'),
    );
    expect(tags()).toContainEqual({key: 'lost', value: 'answer'});
  });
});

describe('the repeat of a clientRequestToken', () => {
  it.each([
    ['repeat=no-arn', {status: 201, body: {}}],
    ['repeat=name-in-use', {status: 400, body: {message: 'The provided job name is currently in use.'}}],
  ])('%s', async (fault, expected) => {
    const simulator = await simulate({faults: [fault]});
    expect((await create(simulator)).body.jobArn).toMatch(/^arn:/);
    const {status, body} = await create(simulator);
    expect({status, body}).toEqual(expected);
    expect(simulator.world.jobs).toHaveLength(1);
  });

  it('with other inputs is refused', async () => {
    const simulator = await simulate();
    await create(simulator);
    for (const more of [{jobName: 'two'}, {jobTags: [{key: 'a', value: 'b'}]}, {importedModelName: 'other'}]) {
      const {status, headers} = await create(simulator, more);
      expect(status).toBe(400);
      expect(headers.get('x-amzn-errortype')).toMatch(/^ConflictException:/);
    }
    expect(simulator.world.jobs).toHaveLength(1);
  });
});

it('applied takes the query of S3 as it is', async () => {
  const simulator = await simulate({buckets: [{name: 'given'}], faults: ['error=500:applied:op=S3']});
  expect(await askS3(simulator, '/given?list-type=2')).toMatchObject({status: 500, code: 'InternalError'});
});
