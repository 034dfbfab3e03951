/** Imports in the demo: from a failed job, with the files corrected, until there is a model. */
import {describe, expect, it} from 'vitest';
import {all, askS3} from '../s3/s3.ts';
import {ask, createClock, importBody, MINUTE, post, SECOND, simulate} from '../simulated.ts';

const start = async (seed = 1) => {
  const clock = createClock();
  const simulator = await simulate({now: clock.now, jobs: 140, script: 'demo', seed});
  const create = (name: string, s3Uri = '') =>
    post(simulator, '/model-import-jobs', importBody(name, {modelDataSource: {s3DataSource: {s3Uri}}}));
  /** Tries every 5 seconds until no other import runs. */
  const createWhenFree = async (name: string, s3Uri = '') => {
    let answer = await create(name, s3Uri);
    for (let i = 0; answer.headers.get('x-amzn-errortype')?.startsWith('ServiceQuota') && i < 60; i += 1) {
      clock.pass(5 * SECOND);
      answer = await create(name, s3Uri);
    }
    return answer;
  };
  const job = async (name: string): Promise<Record<string, unknown>> => ({
    ...(await ask(simulator, `/model-import-jobs/${name}`)).body,
  });
  const models = async () =>
    (await ask(simulator, '/imported-models')).body.modelSummaries.map(({modelName}) => modelName);
  const keysAt = async (s3Uri = '') => {
    const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(s3Uri) ?? [];
    return all((await askS3(simulator, `/${bucket}?list-type=2&prefix=${prefix}`)).text, 'Key');
  };
  return {clock, simulator, create, createWhenFree, job, models, keysAt};
};

const corrected = (s3Uri = '') => s3Uri.replace(/\/$/, '-fixed/');

describe('an import', () => {
  it('of the files of a failed job fails again, and completes with the corrected ones', async () => {
    const {clock, simulator, createWhenFree, job, models, keysAt} = await start();
    const failed = simulator.world.jobs.findLast(({defect}) => defect?.kind === 'adapter');
    expect(await keysAt(failed?.s3Uri)).toContainEqual(expect.stringMatching(/\/adapter_config\.json$/));
    expect((await createWhenFree('again', failed?.s3Uri)).status).toBe(201);
    clock.pass(2 * MINUTE);
    expect(await job('again')).toMatchObject({status: 'Failed', failureMessage: failed?.failureMessage});
    expect((await createWhenFree('corrected', corrected(failed?.s3Uri))).status).toBe(201);
    clock.pass(2 * MINUTE);
    expect(await job('corrected')).toMatchObject({status: 'Completed'});
    expect(await models()).toContain('corrected-model');
    expect((await ask(simulator, '/imported-models/corrected-model')).body).toMatchObject({jobName: 'corrected'});
  });

  it('from a place without files fails, and leaves the place empty', async () => {
    const {clock, createWhenFree, job, keysAt} = await start();
    await createWhenFree('typo', 's3://no-such-bucket/x/');
    clock.pass(2 * MINUTE);
    expect((await job('typo')).failureMessage).toMatch(
      /^The file config\.json was not found at s3:\/\/no-such-bucket\/x\/\./,
    );
    expect(await keysAt('s3://no-such-bucket/x/')).toEqual([]);
  });

  it('is refused only while another one runs, and then has a minute', async () => {
    const {clock, simulator, create} = await start();
    const place = simulator.world.jobs.find(({status}) => status === 'Completed')?.s3Uri;
    expect((await create('mine', place)).status).toBe(400);
    clock.pass(40 * SECOND + 59 * SECOND);
    expect((await create('mine', place)).status).toBe(201);
  });

  it('finds room for its model, which stays while the demo goes on', async () => {
    const {clock, simulator, createWhenFree, models} = await start();
    const place = simulator.world.jobs.find(({status}) => status === 'Completed')?.s3Uri;
    for (const name of ['one', 'two']) {
      expect((await createWhenFree(name, place)).status).toBe(201);
      clock.pass(2 * MINUTE);
    }
    for (let i = 0; i < 60; i += 1) {
      clock.pass(MINUTE);
      expect(await models()).toEqual(expect.arrayContaining(['one-model', 'two-model']));
    }
  });
});

describe('the quota of models', () => {
  it.each([1, 2, 3, 4, 5])('never stops an import that waits for its turn (seed %d)', async seed => {
    const {clock, simulator, createWhenFree} = await start(seed);
    const place = simulator.world.jobs.findLast(({status}) => status === 'Completed')?.s3Uri;
    for (let i = 0; i < 12; i += 1) {
      expect((await createWhenFree(`mine-${i}`, place)).status).toBe(201);
      clock.pass((i * 17 * SECOND) % (4 * MINUTE));
    }
  });

  it('is not met either after an import that was ended by hand', async () => {
    const {simulator, create} = await start();
    const place = simulator.world.jobs.findLast(({status}) => status === 'Completed')?.s3Uri;
    expect((await fetch(`${simulator.url}/_simulator/finish`, {method: 'POST'})).status).toBe(200);
    expect((await create('mine', place)).status).toBe(201);
  });
});

it('the files of imports that the demo starts have the defect that these report', async () => {
  const {clock, simulator, keysAt} = await start();
  const known = simulator.world.jobs.length;
  clock.pass(240 * MINUTE);
  await ask(simulator, '/model-import-jobs');
  const started = simulator.world.jobs.slice(known).filter(({status}) => status === 'Failed');
  const has = {
    adapter: (keys: readonly string[]) => keys.some(key => key.endsWith('/adapter_config.json')),
    'no-config': (keys: readonly string[]) => !keys.some(key => key.endsWith('/config.json')),
    'no-tokenizer': (keys: readonly string[]) => !keys.some(key => key.endsWith('/tokenizer.json')),
  };
  const kinds = Object.entries(has).map(([kind, claim]) => {
    const jobs = started.filter(({defect}) => defect?.kind === kind);
    return {kind, jobs, claim};
  });
  expect(kinds.flatMap(({jobs}) => jobs).length).toBeGreaterThan(2);
  for (const {jobs, claim} of kinds) for (const {s3Uri} of jobs) expect(claim(await keysAt(s3Uri))).toBe(true);
});
