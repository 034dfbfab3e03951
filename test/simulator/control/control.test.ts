/** The simulator's own requests: outcomes, finishing, reset, state and health. */
import {describe, expect, it} from 'vitest';
import type {Simulator, SimulatorOptions} from '../../../src/simulator/server.ts';
import {ask, createClock, importBody, MINUTE, post, SECOND, simulate} from '../simulated.ts';

/** Without a signature, as curl sends it. */
const control = async (simulator: Simulator, path: string, body?: unknown, init: RequestInit = {}) => {
  const method = body === undefined ? 'GET' : 'POST';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${simulator.url}/_simulator/${path}`, {method, body: text, ...init});
  return {status: response.status, body: JSON.parse(await response.text())};
};

const create = (simulator: Simulator, name: string, more: object = {}) =>
  post(simulator, '/model-import-jobs', importBody(name, more));

const job = async (simulator: Simulator, name: string): Promise<Record<string, unknown>> => ({
  ...(await ask(simulator, `/model-import-jobs/${name}`)).body,
});

const start = async (options: SimulatorOptions = {}) => {
  const clock = createClock();
  return {clock, simulator: await simulate({now: clock.now, ...options})};
};

describe('outcomes from the start', () => {
  it('of a name, of the n-th job, and of all others', async () => {
    const outcomes = [
      {job: 'one', status: 'Failed', message: 'As told, with a comma.'},
      {job: 3, status: 'Failed', durationMs: 5 * SECOND},
    ] as const;
    const {simulator, clock} = await start({outcomes, durationMs: 90 * SECOND, modelQuota: 9});
    for (const name of ['zero', 'one', 'two', 'three']) {
      expect((await create(simulator, name)).status).toBe(201);
      if (name !== 'two') {
        clock.pass(90 * SECOND - 1);
        expect(await job(simulator, name)).toMatchObject({status: 'InProgress'});
        clock.pass(1);
      } else clock.pass(5 * SECOND);
      expect((await job(simulator, name)).status).not.toBe('InProgress');
    }
    expect(await job(simulator, 'zero')).toMatchObject({status: 'Completed'});
    expect(await job(simulator, 'one')).toMatchObject({status: 'Failed', failureMessage: 'As told, with a comma.'});
    expect((await job(simulator, 'two')).failureMessage).toMatch(/\(simulated\)$/);
    expect(await job(simulator, 'three')).toMatchObject({status: 'Completed'});
  });

  it('a refused or repeated request is not counted', async () => {
    const {simulator, clock} = await start({outcomes: [{job: 2, status: 'Failed'}]});
    await create(simulator, 'one', {clientRequestToken: 'token'});
    await create(simulator, 'one', {clientRequestToken: 'token'});
    expect((await create(simulator, 'refused')).status).toBe(400);
    clock.pass(30 * MINUTE);
    await create(simulator, 'two');
    clock.pass(30 * MINUTE);
    expect(await job(simulator, 'two')).toMatchObject({status: 'Failed'});
  });

  it('without outcomes, an import fails for the defect of its files, and completes with the corrected ones', async () => {
    const {simulator, clock} = await start({jobs: 300});
    const failed = simulator.world.jobs.findLast(({defect}) => defect !== undefined);
    const modelDataSource = (s3Uri = '') => ({modelDataSource: {s3DataSource: {s3Uri}}});
    await create(simulator, 'again', modelDataSource(failed?.s3Uri));
    clock.pass(30 * MINUTE);
    expect(await job(simulator, 'again')).toMatchObject({status: 'Failed', failureMessage: failed?.failureMessage});
    await create(simulator, 'corrected', modelDataSource(failed?.s3Uri.replace(/\/$/, '-fixed/')));
    clock.pass(30 * MINUTE);
    expect(await job(simulator, 'corrected')).toMatchObject({status: 'Completed'});
  });
});

describe('POST outcome', () => {
  it('for a job that comes later, by name or number; the latest counts', async () => {
    const {simulator, clock} = await start();
    expect(await control(simulator, 'outcome', {job: 'one', status: 'Completed'})).toMatchObject({status: 200});
    const told = {job: 'one', status: 'Failed', message: 'No.', duration: '10s'};
    expect(await control(simulator, 'outcome', told)).toEqual({
      status: 200,
      body: {outcome: {job: 'one', status: 'Failed', message: 'No.', duration: '10000ms'}},
    });
    await create(simulator, 'one');
    clock.pass(10 * SECOND);
    expect(await job(simulator, 'one')).toMatchObject({status: 'Failed', failureMessage: 'No.'});
  });

  it('for a job that runs', async () => {
    const {simulator, clock} = await start();
    await create(simulator, 'one');
    clock.pass(SECOND);
    await control(simulator, 'outcome', {job: 'one', status: 'Failed', message: 'Late.', duration: '3s'});
    clock.pass(2 * SECOND - 1);
    expect(await job(simulator, 'one')).toMatchObject({status: 'InProgress'});
    clock.pass(1);
    expect(await job(simulator, 'one')).toMatchObject({status: 'Failed', failureMessage: 'Late.'});
  });

  it.each([
    [{status: 'Failed'}, /^job must be /],
    [{job: 0, status: 'Failed'}, /^job must be /],
    [{job: 'a b', status: 'Failed'}, /^job must be /],
    [{job: 'one'}, /^status must be Completed or Failed/],
    [{job: 'one', status: 'Completed', message: 'x'}, /^only a job that fails has a message$/],
    [{job: 'one', status: 'Failed', message: ''}, /^message must be /],
    [{job: 'one', status: 'Failed', message: 'x'.repeat(2049)}, /^message must be /],
    [{job: 'one', status: 'Failed', duration: 'soon'}, /^duration must be /],
    ['[1]', /^the body is not a JSON object$/],
    ['{', /^the body is not a JSON object$/],
  ])('refuses %o', async (body, message) => {
    const {simulator} = await start();
    expect(await control(simulator, 'outcome', body)).toEqual({
      status: 400,
      body: {message: expect.stringMatching(message)},
    });
    expect(simulator.world.outcomes).toEqual([]);
  });
});

describe('POST finish', () => {
  it('ends the job that runs, as planned', async () => {
    const {simulator} = await start({outcomes: [{job: 1, status: 'Failed', message: 'Planned.'}]});
    await create(simulator, 'one');
    expect(await control(simulator, 'finish', {})).toEqual({status: 200, body: {finished: ['one']}});
    expect(await job(simulator, 'one')).toMatchObject({status: 'Failed', failureMessage: 'Planned.'});
    expect(await control(simulator, 'finish', '')).toEqual({status: 200, body: {finished: []}});
  });

  it('ends a job by name or ARN, as told', async () => {
    const {simulator} = await start({running: 3, runningEndsIn: Number.POSITIVE_INFINITY});
    const [a, b, c] = simulator.world.jobs;
    await control(simulator, 'finish', {job: a?.name, status: 'Failed', message: 'Told.'});
    await control(simulator, 'finish', {job: b?.arn, message: 'Fails.'});
    await control(simulator, 'finish', {job: c?.name, status: 'Completed'});
    expect([a, b, c].map(each => [each?.status, each?.failureMessage])).toEqual([
      ['Failed', 'Told.'],
      ['Failed', 'Fails.'],
      ['Completed', undefined],
    ]);
  });

  it('refuses what does not run, and what is wrong', async () => {
    const {simulator} = await start();
    expect(await control(simulator, 'finish', {job: 'nobody'})).toMatchObject({status: 404});
    expect(await control(simulator, 'finish', {status: 'Gone'})).toMatchObject({status: 400});
  });
});

describe('POST reset', () => {
  it.each(['reset', 'state/reset'])('%s: as at the start', async path => {
    const {simulator, clock} = await start({
      jobs: 5,
      faults: ['throttle:op=ListImportedModels:times=1'],
      outcomes: [{job: 1, status: 'Failed', message: 'First.'}],
    });
    const names = simulator.world.jobs.map(({name}) => name);
    await ask(simulator, '/imported-models');
    simulator.faults.add('deny:op=GetModelImportJob');
    await control(simulator, 'outcome', {job: 'two', status: 'Failed'});
    await create(simulator, 'one');
    expect(await control(simulator, path, {})).toEqual({status: 200, body: {status: 'ok'}});
    expect(simulator.world.jobs.map(({name}) => name)).toEqual(names);
    expect(simulator.worlds[0]?.world).toBe(simulator.world);
    expect(simulator.world.outcomes).toHaveLength(1);
    expect((await ask(simulator, '/imported-models')).status).toBe(429);
    expect((await create(simulator, 'one')).status).toBe(201);
    clock.pass(30 * MINUTE);
    expect(await job(simulator, 'one')).toMatchObject({status: 'Failed', failureMessage: 'First.'});
  });
});

describe('GET', () => {
  it('health', async () => {
    const {simulator} = await start();
    expect(await control(simulator, 'health')).toEqual({
      status: 200,
      body: {
        status: 'running',
        services: {bedrock: 'available', s3: 'available'},
        worlds: ['us-east-1/111122223333'],
      },
    });
  });

  it('state', async () => {
    const {simulator} = await start({jobs: 20});
    await create(simulator, 'one', {jobTags: [{key: 'a', value: 'b'}]});
    const {body} = await control(simulator, 'state');
    expect(body.worlds).toHaveLength(1);
    const [{jobs, models, created, name}] = body.worlds;
    expect({created, name}).toEqual({created: 1, name: 'us-east-1/111122223333'});
    expect(jobs).toHaveLength(21);
    expect(jobs[0]).toMatchObject({
      jobName: 'one',
      status: 'InProgress',
      jobTags: [{key: 'a', value: 'b'}],
      modelDataSource: {s3DataSource: {s3Uri: expect.any(String)}},
    });
    expect(models.map(({modelName}: {modelName: string}) => modelName)).toEqual(
      simulator.world.models.map(({modelName}) => modelName).reverse(),
    );
  });
});

describe('what is refused', () => {
  it('other paths and methods, with those that there are', async () => {
    const {simulator} = await start();
    const unknown = await control(simulator, 'nothing');
    expect(unknown).toMatchObject({status: 404});
    expect(unknown.body.message).toContain('POST /_simulator/outcome');
    expect(await control(simulator, 'reset')).toMatchObject({status: 404});
  });

  it('a web page', async () => {
    const {simulator} = await start({jobs: 3});
    const headers = {origin: 'http://127.0.0.1:3000'};
    expect(await control(simulator, 'reset', {}, {headers})).toMatchObject({status: 403});
    expect(await control(simulator, 'state', undefined, {headers})).toMatchObject({status: 403});
  });
});

describe('several worlds', () => {
  const NAMES = ['us-east-1/111122223333', 'eu-central-1/444455556666'] as const;
  const worlds = NAMES.map(name => ({region: name.split('/')[0], account: name.split('/')[1]}));
  const running = {running: 1, runningEndsIn: Number.POSITIVE_INFINITY};

  it('all of them, or the one that is named, or that of the address', async () => {
    const {simulator} = await start({worlds, ...running});
    const count = () => simulator.worlds.map(({world}) => world.jobsByStatus.InProgress.length);
    await control(simulator, `finish?world=${NAMES[1]}`, {});
    expect(count()).toEqual([1, 0]);
    const own = simulator.worlds[0];
    await fetch(`${own?.url}/_simulator/reset`, {method: 'POST'});
    expect(count()).toEqual([1, 0]);
    await fetch(`${own?.url}/_simulator/finish`, {method: 'POST'});
    expect(count()).toEqual([0, 0]);
    await control(simulator, 'reset', {});
    expect(count()).toEqual([1, 1]);
    expect(await control(simulator, 'state?world=us-west-2/111122223333')).toMatchObject({status: 404});
    expect((await control(simulator, 'health')).body.worlds).toEqual(NAMES);
  });
});
