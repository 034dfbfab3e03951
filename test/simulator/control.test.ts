/** How created jobs end, as told, and the simulator's own addresses. */
import {afterEach, describe, expect, it} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';
import {parseOutcome} from '../../src/simulator/world/outcomes.ts';
import {createManualClock} from '../support/manual-clock.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

const clock = createManualClock(Date.UTC(2026, 10, 1));
const start = async (options: SimulatorOptions = {}): Promise<void> => {
  simulator = await startSimulator({jobs: 2, running: 0, now: clock.now, ...options});
};

const authorization = 'AWS4-HMAC-SHA256 Credential=x/20261101/us-east-1/bedrock/aws4_request, Signature=x';

const create = async (jobName: string, url = simulator.url): Promise<string> => {
  const body = {
    jobName,
    importedModelName: jobName,
    roleArn: 'arn:aws:iam::111122223333:role/import',
    modelDataSource: {s3DataSource: {s3Uri: 's3://bucket/p/'}},
  };
  const headers = {authorization, 'content-type': 'application/json'};
  const answer = await fetch(`${url}/model-import-jobs`, {method: 'POST', headers, body: JSON.stringify(body)});
  expect(answer.status).toBe(201);
  return ((await answer.json()) as {jobArn: string}).jobArn;
};

const get = async (name: string) => {
  const answer = await fetch(`${simulator.url}/model-import-jobs/${name}`, {headers: {authorization}});
  return (await answer.json()) as {status: string; failureMessage?: string; endTime?: string; creationTime: string};
};

const control = async (path: string, body?: unknown, url = simulator.url) => {
  const json = {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body)};
  const answer = await fetch(`${url}/_simulator/${path}`, body === undefined ? {} : json);
  return {status: answer.status, body: (await answer.json()) as Record<string, unknown>};
};

describe('an outcome', () => {
  it.each([
    ['a=Failed: no config.json: none', {of: 'a', ending: 'Failed', message: 'no config.json: none'}],
    ['a=failed', {of: 'a', ending: 'Failed', message: undefined}],
    ['2=Completed', {of: 2, ending: 'Completed', message: undefined}],
    ['a_b=Failed', undefined],
    ['a=Completed: why', undefined],
    ['a=InProgress', undefined],
    ['=Failed', undefined],
    [`a=Failed: ${'x'.repeat(2049)}`, undefined],
  ])('%s', async (text, expected) => {
    await start();
    expect(parseOutcome(text)).toEqual(expected);
  });

  it('is that of the job with its name, or of the Nth job; what was told last counts', async () => {
    await start({
      jobs: 0,
      duration: 1_000,
      outcomes: [
        {of: 'named', ending: 'Failed', message: 'as told'},
        {of: 3, ending: 'Failed'},
      ],
    });
    for (const name of ['first', 'named', 'third']) {
      await create(name);
      await clock.advance(1_000);
    }
    expect(await get('first')).toMatchObject({status: 'Completed'});
    expect(await get('named')).toMatchObject({status: 'Failed', failureMessage: 'as told'});
    const third = await get('third');
    expect(third.status).toBe('Failed');
    expect(third.failureMessage).toMatch(/\(simulated\)$/);
    expect(Date.parse(third.endTime ?? '') - Date.parse(third.creationTime)).toBe(1_000);
  });

  it('can be told while the simulator runs', async () => {
    await start({duration: 1_000, outcomes: [{of: 'a', ending: 'Completed'}]});
    expect((await control('outcome', {job: 'a', status: 'Failed', message: 'now'})).status).toBe(200);
    await create('a');
    await clock.advance(1_000);
    expect(await get('a')).toMatchObject({status: 'Failed', failureMessage: 'now'});
    expect((await control('outcome', {job: 'a', status: 'Running'})).status).toBe(400);
  });
});

it('a running job can be finished at once', async () => {
  await start();
  await create('a');
  expect((await control('finish', {job: 'b'})).status).toBe(404);
  expect((await control('finish', {job: 'a', status: 'Failed', message: 'stop'})).body).toMatchObject({
    status: 'Failed',
  });
  expect(await get('a')).toMatchObject({status: 'Failed', failureMessage: 'stop'});
  expect((await control('finish', {})).status).toBe(404);
});

it('the state has jobs, models and tags, and a reset puts it back', async () => {
  await start({duration: 0});
  const before = (await control('state')).body;
  const arn = await create('a');
  simulator.faults.add('throttle:op=List');
  expect(JSON.stringify((await control('state')).body)).toContain(arn);
  expect((await control('reset', {})).status).toBe(200);
  expect((await control('state')).body).toEqual(before);
  const list = await fetch(`${simulator.url}/model-import-jobs`, {headers: {authorization}});
  expect(list.status).toBe(200);
  expect(simulator.world.jobByName.has('a')).toBe(false);
});

it('health says that it answers, and for which worlds', async () => {
  await start({worlds: [{region: 'us-east-1'}, {region: 'eu-central-1', account: '444455556666'}]});
  const names = ['us-east-1/111122223333', 'eu-central-1/444455556666'];
  expect((await control('health')).body).toEqual({status: 'running', worlds: names});
  expect((await control('health', undefined, simulator.worlds[1]?.url)).body).toEqual({
    status: 'running',
    worlds: names.slice(1),
  });
  expect((await control('state?world=eu-central-1/444455556666')).body).toMatchObject({worlds: [{world: names[1]}]});
  expect((await control('state?world=nowhere')).status).toBe(404);
});

it.each([
  ['nosuch', {}, 404],
  ['reset', {method: 'GET'}, 405],
  ['reset', {method: 'POST'}, 415],
  ['reset', {method: 'POST', headers: {'content-type': 'text/plain'}, body: '{}'}, 415],
  ['reset', {method: 'POST', headers: {'content-type': 'application/json'}, body: '[]'}, 400],
  ['finish', {method: 'POST', headers: {'content-type': 'application/json'}, body: '{"status":"Running"}'}, 400],
  ['health', {method: 'POST', headers: {'content-type': 'application/json'}, body: '{}'}, 405],
])('%s %j is refused with %i', async (path, init, status) => {
  await start();
  const answer = await fetch(`${simulator.url}/_simulator/${path}`, init as RequestInit);
  expect([answer.status, typeof ((await answer.json()) as {message: unknown}).message]).toEqual([status, 'string']);
});
