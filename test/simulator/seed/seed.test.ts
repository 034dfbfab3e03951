/** Seed files: the worlds that they make, and the place of each mistake. */
import {describe, expect, it} from 'vitest';
import {readSeed} from '../../../src/simulator/seed/read-seed.ts';
import {all, askS3} from '../s3/s3.ts';
import {ask, createClock, importBody, MINUTE, NOON, post, simulate} from '../simulated.ts';

const seedOf = (file: unknown) => {
  const read = readSeed(JSON.stringify(file));
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.value;
};

const problemsOf = (file: unknown): readonly string[] => {
  const read = readSeed(typeof file === 'string' ? file : JSON.stringify(file));
  return read.ok ? [] : read.problems;
};

const WORLD = {
  jobs: [
    {jobName: 'done', status: 'Completed', importedModelName: 'done-model', jobTags: [{key: 'team', value: 'a'}]},
    {jobName: 'gone', status: 'Completed', importedModelName: 'gone-model'},
    {
      jobName: 'failed',
      status: 'Failed',
      failureMessage: 'As in the file.',
      creationTime: '2026-11-20T08:00:00Z',
      endTime: '2026-11-20T08:11:00Z',
      modelDataSource: {s3DataSource: {s3Uri: 's3://given/failed/'}},
    },
    {jobName: 'running', status: 'InProgress'},
  ],
  models: [
    {
      modelName: 'done-model',
      modelArchitecture: 'qwen3',
      instructSupported: false,
      customModelUnits: {customModelUnitsPerModelCopy: 4},
      tags: [{key: 'stage', value: 'dev'}],
    },
  ],
  buckets: [
    {
      name: 'given',
      objects: [
        {key: 'notes', text: 'a text'},
        {key: 'failed/config.json', json: {architectures: []}},
        {key: 'huge', size: 300_000_000_000},
      ],
      models: [
        {prefix: 'good/', family: 'mistral-7b'},
        {prefix: 'adapter/', defect: 'adapter'},
      ],
    },
  ],
  outcomes: [{job: 1, status: 'Failed', message: 'Told by the file.'}],
};

describe('a world', () => {
  const start = async () => {
    const clock = createClock();
    return {clock, simulator: await simulate({now: clock.now, seedFile: seedOf(WORLD)})};
  };

  it('has the jobs', async () => {
    const {simulator} = await start();
    const {body} = await ask(simulator, '/model-import-jobs');
    expect(body.modelImportJobSummaries.map(({jobName, status}) => [jobName, status])).toEqual([
      ['running', 'InProgress'],
      ['gone', 'Completed'],
      ['done', 'Completed'],
      ['failed', 'Failed'],
    ]);
    expect((await ask(simulator, '/model-import-jobs/failed')).body).toMatchObject({
      failureMessage: 'As in the file.',
      creationTime: '2026-11-20T08:00:00.000Z',
      endTime: '2026-11-20T08:11:00.000Z',
      modelDataSource: {s3DataSource: {s3Uri: 's3://given/failed/'}},
    });
  });

  it('has only the models that are listed, and the tags', async () => {
    const {simulator} = await start();
    const {body} = await ask(simulator, '/imported-models');
    expect(body.modelSummaries.map(({modelName}) => modelName)).toEqual(['done-model']);
    const model: Record<string, unknown> = {...(await ask(simulator, '/imported-models/done-model')).body};
    expect(model).toMatchObject({
      modelArchitecture: 'qwen3',
      instructSupported: false,
      customModelUnits: {customModelUnitsPerModelCopy: 4},
      jobName: 'done',
    });
    const tags = async (resourceARN: unknown) => (await post(simulator, '/listTagsForResource', {resourceARN})).body;
    expect(await tags(model.modelArn)).toEqual({tags: [{key: 'stage', value: 'dev'}]});
    expect(await tags(model.jobArn)).toEqual({tags: [{key: 'team', value: 'a'}]});
  });

  it('has the buckets', async () => {
    const {simulator} = await start();
    const keys = all((await askS3(simulator, '/given?list-type=2')).text, 'Key');
    expect(keys).toEqual(expect.arrayContaining(['notes', 'huge', 'good/model-00003-of-00003.safetensors']));
    expect(keys).toContain('adapter/adapter_config.json');
    expect((await askS3(simulator, '/given/failed/config.json')).text).toBe('{\n  "architectures": []\n}\n');
    expect((await askS3(simulator, '/given/huge', {method: 'HEAD'})).headers.get('content-length')).toBe(
      '300000000000',
    );
  });

  it('a running job runs until it is finished, and outcomes are as given', async () => {
    const {simulator, clock} = await start();
    clock.pass(1000 * MINUTE);
    expect((await ask(simulator, '/model-import-jobs/running')).body).toMatchObject({status: 'InProgress'});
    await fetch(`${simulator.url}/_simulator/finish`, {method: 'POST'});
    await post(simulator, '/model-import-jobs', importBody('told'));
    clock.pass(30 * MINUTE);
    expect((await ask(simulator, '/model-import-jobs/told')).body).toMatchObject({failureMessage: 'Told by the file.'});
  });

  it('comes back with a reset', async () => {
    const {simulator} = await start();
    const names = simulator.world.jobs.map(({name}) => name);
    await fetch(`${simulator.url}/_simulator/finish`, {method: 'POST'});
    await fetch(`${simulator.url}/_simulator/reset`, {method: 'POST'});
    expect(simulator.world.jobs.map(({name}) => name)).toEqual(names);
    expect(simulator.world.jobsByStatus.InProgress.map(({name}) => name)).toEqual(['running']);
  });

  it('without a list of models has those of all completed jobs, and the quota allows them', async () => {
    const jobs = Array.from({length: 5}, (_, i) => ({jobName: `job-${i}`, status: 'Completed'}));
    const simulator = await simulate({seedFile: seedOf({jobs})});
    expect(simulator.world.models).toHaveLength(5);
    expect(simulator.world.modelQuota).toBe(5);
    const other = await simulate({seedFile: seedOf({jobs, modelQuota: 9})});
    expect(other.world.modelQuota).toBe(9);
  });

  it('takes answers of the API as they are', async () => {
    const {simulator} = await start();
    const job = (await ask(simulator, '/model-import-jobs/failed')).body;
    const completed = (await ask(simulator, '/model-import-jobs/done')).body;
    const model = (await ask(simulator, '/imported-models/done-model')).body;
    const again = await simulate({seedFile: seedOf({jobs: [job, completed], models: [model]})});
    expect(again.world.jobs.map(({name}) => name)).toEqual(['failed', 'done']);
    expect(again.world.jobs[0]?.createdAt).toBeLessThan(NOON);
  });

  it('beside a history needs names of its own', async () => {
    const [taken] = (await simulate({jobs: 1})).world.jobs;
    const seedFile = seedOf({jobs: [{jobName: taken?.name, status: 'Completed'}]});
    await expect(simulate({jobs: 1, seedFile})).rejects.toThrow(/^jobs\[0\]\.jobName: a job of the history is named /);
  });
});

describe('mistakes', () => {
  const job = (more: object) => ({jobs: [{jobName: 'a', status: 'Completed', ...more}]});

  it.each([
    ['{', /^not JSON: /],
    ['[]', /^the file: must be an object \(got \[\]\)$/],
    [{job: []}, /^job: is not known; there are jobs, models, buckets, outcomes, modelQuota$/],
    [{jobs: {}}, /^jobs: must be a list \(got \{\}\)$/],
    [{jobs: [1]}, /^jobs\[0\]: must be an object \(got 1\)$/],
    [{jobs: [{status: 'Failed'}]}, /^jobs\[0\]\.jobName: must be the name of a job: .* \(got nothing\)$/],
    [job({jobName: 'a_b'}), /^jobs\[0\]\.jobName: must be .* \(got "a_b"\)$/],
    [job({status: 'Done'}), /^jobs\[0\]\.status: must be one of InProgress, Completed, Failed \(got "Done"\)$/],
    [
      job({failureMessage: 'x'}),
      /^jobs\[0\]\.failureMessage: only a job that is Failed has one \(this one is Completed\)$/,
    ],
    [job({creationTime: 'yesterday'}), /^jobs\[0\]\.creationTime: must be a time such as /],
    [job({creationTime: '2026-01-02', endTime: '2026-01-01'}), /^jobs\[0\]\.endTime: must not be before creationTime$/],
    [
      job({modelDataSource: {s3DataSource: {s3Uri: 'http://x'}}}),
      /^jobs\[0\]\.modelDataSource\.s3DataSource\.s3Uri: must be an S3 URI/,
    ],
    [job({vpcConfig: {subnetIds: ['a b']}}), /^jobs\[0\]\.vpcConfig\.subnetIds\[0\]: must be /],
    [job({jobTags: [{key: 'ü', value: ''}]}), /^jobs\[0\]\.jobTags\[0\]\.key: must be the key of a tag/],
    [job({roleArn: 'role'}), /^jobs\[0\]\.roleArn: must be the ARN of a role/],
    [
      {
        jobs: [
          {jobName: 'a', status: 'Failed'},
          {jobName: 'a', status: 'Failed'},
        ],
      },
      /^jobs\[1\]\.jobName: “a” is given twice$/,
    ],
    [{models: [{modelName: 'm'}]}, /^models\[0\]\.modelName: no Completed job has the importedModelName “m”$/],
    [
      {models: [{modelName: 'm', customModelUnits: {customModelUnitsPerModelCopy: 0}}]},
      /^models\[0\]\.customModelUnits\.customModelUnitsPerModelCopy: must be a whole number from 1/,
    ],
    [{buckets: [{name: 'A'}]}, /^buckets\[0\]\.name: must be the name of a bucket/],
    [{buckets: [{name: 'abc', objects: [{key: ''}]}]}, /^buckets\[0\]\.objects\[0\]\.key: must be a key/],
    [
      {buckets: [{name: 'abc', models: [{prefix: 'x'}]}]},
      /^buckets\[0\]\.models\[0\]\.prefix: must be a prefix that ends with a slash/,
    ],
    [
      {buckets: [{name: 'abc', models: [{prefix: 'x/', defect: 'bad'}]}]},
      /^buckets\[0\]\.models\[0\]\.defect: must be one of architecture, /,
    ],
    [{buckets: [{name: 'abc', denies: ['put']}]}, /^buckets\[0\]\.denies\[0\]: must be one of list, get/],
    [{buckets: [{name: 'abc', wrongRegion: 302}]}, /^buckets\[0\]\.wrongRegion: must be 301 or 400/],
    [{outcomes: [{job: 1}]}, /^outcomes\[0\]: status must be Completed or Failed/],
    [{modelQuota: -1}, /^modelQuota: must be a whole number from 0 to 1000 \(got -1\)$/],
  ])('%j', (file, problem) => {
    expect(problemsOf(file)).toEqual([expect.stringMatching(problem)]);
  });

  it('are named together', () => {
    expect(problemsOf({jobs: [{jobName: '', status: 'x'}], modelQuota: 'many'})).toHaveLength(3);
  });
});
