/** Every operation through the real SDK, from the first request to the last tag. */
import {
  BedrockClient,
  CreateModelImportJobCommand,
  DeleteImportedModelCommand,
  GetImportedModelCommand,
  GetModelImportJobCommand,
  ListImportedModelsCommand,
  ListModelImportJobsCommand,
  type ListModelImportJobsCommandInput,
  ListTagsForResourceCommand,
  paginateListModelImportJobs,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-bedrock';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {SimulatorOptions} from '../../src/simulator/server.ts';
import {createClock, importBody, MINUTE, NOON, SECOND, simulate} from './simulated.ts';

const start = async (options: SimulatorOptions = {}) => {
  const clock = createClock();
  const simulator = await simulate({now: clock.now, ...options});
  const client = new BedrockClient({
    endpoint: simulator.url,
    region: 'us-east-1',
    credentials: {accessKeyId: 'x', secretAccessKey: 'y'},
    authSchemePreference: ['sigv4'],
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  const names = async (input: ListModelImportJobsCommandInput) =>
    (await client.send(new ListModelImportJobsCommand(input))).modelImportJobSummaries?.map(job => job.jobName);
  return {clock, simulator, client, names};
};

const fails = (name: string, status: number, message: string | RegExp = /./) =>
  expect.objectContaining({
    name,
    message: expect.stringMatching(message),
    $metadata: expect.objectContaining({httpStatusCode: status, requestId: expect.any(String)}),
  });

describe('listing jobs', () => {
  const seeded = async () => {
    const all = await start();
    const add = (name: string, hour: number, ending: 'Completed' | 'Failed') =>
      all.simulator.world.start({
        name,
        ending,
        createdAt: NOON - hour * 60 * MINUTE,
        endsAt: NOON - (hour * 60 - 10) * MINUTE,
      });
    add('llama-v1', 9, 'Completed');
    add('Llama-v2', 8, 'Failed');
    add('qwen-v1', 7, 'Completed');
    add('llama-v3', 6, 'Failed');
    add('qwen-v2', 5, 'Failed');
    all.simulator.world.start({name: 'llama-v4', endsAt: Number.POSITIVE_INFINITY});
    return all;
  };
  const hoursAgo = (hours: number) => new Date(NOON - hours * 60 * MINUTE);

  it.each<[ListModelImportJobsCommandInput, string[]]>([
    [{}, ['llama-v4', 'qwen-v2', 'llama-v3', 'qwen-v1', 'Llama-v2', 'llama-v1']],
    [{sortOrder: 'Ascending'}, ['llama-v1', 'Llama-v2', 'qwen-v1', 'llama-v3', 'qwen-v2', 'llama-v4']],
    [{sortBy: 'CreationTime', sortOrder: 'Descending', maxResults: 2}, ['llama-v4', 'qwen-v2']],
    [{statusEquals: 'Failed'}, ['qwen-v2', 'llama-v3', 'Llama-v2']],
    [{statusEquals: 'Completed'}, ['qwen-v1', 'llama-v1']],
    [{statusEquals: 'InProgress'}, ['llama-v4']],
    [{nameContains: 'llama'}, ['llama-v4', 'llama-v3', 'llama-v1']],
    [{nameContains: 'v2'}, ['qwen-v2', 'Llama-v2']],
    [{creationTimeAfter: hoursAgo(7)}, ['llama-v4', 'qwen-v2', 'llama-v3']],
    [{creationTimeBefore: hoursAgo(7)}, ['Llama-v2', 'llama-v1']],
    [{creationTimeAfter: hoursAgo(8), creationTimeBefore: hoursAgo(5)}, ['llama-v3', 'qwen-v1']],
    [{creationTimeAfter: hoursAgo(5), creationTimeBefore: hoursAgo(8)}, []],
    [{statusEquals: 'Failed', nameContains: 'llama'}, ['llama-v3']],
    [{statusEquals: 'Failed', creationTimeBefore: hoursAgo(5.5), sortOrder: 'Ascending'}, ['Llama-v2', 'llama-v3']],
    [
      {statusEquals: 'Failed', nameContains: 'lama', creationTimeAfter: hoursAgo(9), creationTimeBefore: hoursAgo(6)},
      ['Llama-v2'],
    ],
  ])('answers %j', async (input, expected) => {
    const {names} = await seeded();
    expect(await names(input)).toEqual(expected);
  });

  it('ties tokens to the filters and the order, not to the page size', async () => {
    const {client, names} = await seeded();
    const input = {statusEquals: 'Failed', maxResults: 1} as const;
    const {nextToken} = await client.send(new ListModelImportJobsCommand(input));
    expect(await names({...input, nextToken, maxResults: 10})).toEqual(['llama-v3', 'Llama-v2']);
    expect(await names({...input, nextToken, sortOrder: 'Descending'})).toEqual(['llama-v3']);
    const others: ListModelImportJobsCommandInput[] = [
      {maxResults: 1},
      {...input, statusEquals: 'Completed'},
      {...input, nameContains: 'l'},
      {...input, creationTimeAfter: hoursAgo(9)},
      {...input, creationTimeBefore: hoursAgo(1)},
      {...input, sortOrder: 'Ascending'},
    ];
    for (const other of others) {
      await expect(names({...other, nextToken})).rejects.toEqual(fails('ValidationException', 400, /nextToken/));
    }
    await expect(client.send(new ListImportedModelsCommand({nextToken}))).rejects.toEqual(
      fails('ValidationException', 400),
    );
  });

  it('gives 100 at a time where no size is asked for, and no token with the last page', async () => {
    const {client} = await start({jobs: 200});
    const first = await client.send(new ListModelImportJobsCommand({}));
    expect(first.modelImportJobSummaries).toHaveLength(100);
    const second = await client.send(new ListModelImportJobsCommand({nextToken: first.nextToken}));
    expect(second.modelImportJobSummaries).toHaveLength(100);
    expect(second.nextToken).toBeUndefined();
  });

  it.each(['Descending', 'Ascending'] as const)(
    'pages through 2,500 jobs, each once, while new ones are created: %s',
    async sortOrder => {
      const {client, clock, simulator} = await start({jobs: 2500});
      const old = simulator.world.jobs.map(job => job.name);
      const seen: string[] = [];
      for await (const page of paginateListModelImportJobs({client, pageSize: 90}, {sortOrder})) {
        seen.push(...(page.modelImportJobSummaries ?? []).map(job => job.jobName ?? ''));
        if (seen.length < 2000) simulator.world.start({name: `new-${seen.length}`});
        clock.pass(SECOND);
      }
      const wanted = sortOrder === 'Ascending' ? simulator.world.jobs.map(job => job.name) : old.reverse();
      expect(seen).toEqual(wanted);
      expect(simulator.world.jobs.length).toBeGreaterThan(2520);
    },
  );
});

describe('the life of an import', () => {
  it('goes from creation over the model to its tags', async () => {
    const {client, clock, simulator} = await start();
    const vpcConfig = {subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1']};
    const tags = [{key: 'team', value: 'support'}];
    const created = await client.send(
      new CreateModelImportJobCommand({
        ...importBody('mistral-7b-claims-v1', {vpcConfig}),
        ...{modelDataSource: {s3DataSource: {s3Uri: 's3://models-111122223333/claims/v1/'}}},
        ...{
          jobTags: tags,
          importedModelTags: tags,
          importedModelKmsKeyId: 'alias/models',
          clientRequestToken: 'once-1',
        },
      }),
    );
    expect(created.$metadata.httpStatusCode).toBe(201);
    const {jobArn = ''} = created;
    const get = (jobIdentifier: string) => client.send(new GetModelImportJobCommand({jobIdentifier}));

    const running = await get(jobArn);
    expect(running).toMatchObject({
      jobArn,
      jobName: 'mistral-7b-claims-v1',
      status: 'InProgress',
      creationTime: new Date(NOON),
      lastModifiedTime: new Date(NOON),
      importedModelName: 'mistral-7b-claims-v1-model',
      roleArn: 'arn:aws:iam::111122223333:role/Import',
      modelDataSource: {s3DataSource: {s3Uri: 's3://models-111122223333/claims/v1/'}},
      vpcConfig,
      importedModelKmsKeyArn: expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\/[-0-9a-f]{36}$/),
    });
    for (const absent of ['endTime', 'importedModelArn', 'failureMessage']) expect(running).not.toHaveProperty(absent);
    await expect(
      client.send(new GetImportedModelCommand({modelIdentifier: 'mistral-7b-claims-v1-model'})),
    ).rejects.toEqual(fails('ResourceNotFoundException', 404));

    clock.pass(21 * MINUTE);
    const ended = await get('mistral-7b-claims-v1');
    const {endTime, lastModifiedTime, importedModelArn = ''} = ended;
    expect(ended.status).toBe('Completed');
    expect(Number(lastModifiedTime) - Number(endTime)).toBeGreaterThan(150);
    expect(importedModelArn).toMatch(/^arn:aws:bedrock:us-east-1:111122223333:imported-model\/[a-z0-9]{12}$/);
    const listed = await client.send(new ListModelImportJobsCommand({}));
    expect(listed.modelImportJobSummaries).toEqual([
      {
        jobArn,
        jobName: 'mistral-7b-claims-v1',
        status: 'Completed',
        creationTime: new Date(NOON),
        lastModifiedTime,
        endTime,
        importedModelArn,
        importedModelName: 'mistral-7b-claims-v1-model',
      },
    ]);

    const summary = {
      modelArn: importedModelArn,
      modelName: 'mistral-7b-claims-v1-model',
      creationTime: new Date(NOON),
      instructSupported: true,
      modelArchitecture: 'mistral',
    };
    const models = await client.send(new ListImportedModelsCommand({nameContains: 'claims', sortBy: 'CreationTime'}));
    expect(models.modelSummaries).toEqual([summary]);
    for (const modelIdentifier of [importedModelArn, 'mistral-7b-claims-v1-model']) {
      expect(await client.send(new GetImportedModelCommand({modelIdentifier}))).toMatchObject({
        ...summary,
        jobArn,
        jobName: 'mistral-7b-claims-v1',
        modelDataSource: {s3DataSource: {s3Uri: 's3://models-111122223333/claims/v1/'}},
        modelKmsKeyArn: ended.importedModelKmsKeyArn,
        customModelUnits: {customModelUnitsPerModelCopy: 2, customModelUnitsVersion: 'v1.0'},
      });
    }

    for (const resourceARN of [jobArn, importedModelArn]) {
      const read = async () => (await client.send(new ListTagsForResourceCommand({resourceARN}))).tags;
      expect(await read()).toEqual(tags);
      await client.send(
        new TagResourceCommand({
          resourceARN,
          tags: [
            {key: 'team', value: 'claims'},
            {key: 'a', value: ''},
          ],
        }),
      );
      expect(await read()).toEqual([
        {key: 'team', value: 'claims'},
        {key: 'a', value: ''},
      ]);
      await client.send(new UntagResourceCommand({resourceARN, tagKeys: ['team', 'unknown']}));
      expect(await read()).toEqual([{key: 'a', value: ''}]);
    }

    await client.send(new DeleteImportedModelCommand({modelIdentifier: importedModelArn}));
    expect((await client.send(new ListImportedModelsCommand({}))).modelSummaries).toEqual([]);
    await expect(client.send(new DeleteImportedModelCommand({modelIdentifier: importedModelArn}))).rejects.toEqual(
      fails('ResourceNotFoundException', 404),
    );
    await expect(client.send(new ListTagsForResourceCommand({resourceARN: importedModelArn}))).rejects.toEqual(
      fails('ResourceNotFoundException', 404),
    );
    expect((await get(jobArn)).importedModelArn).toBe(importedModelArn);
    expect(simulator.requests.every(entry => entry.operation !== undefined)).toBe(true);
  });

  it('may end in a failure, of which only the detail tells the reason', async () => {
    const {client, simulator} = await start();
    const {arn} = simulator.world.start({name: 'broken'});
    simulator.world.finish(arn, 'Failed', 'The file config.json was not found.');
    const detail = await client.send(new GetModelImportJobCommand({jobIdentifier: 'broken'}));
    expect(detail).toMatchObject({
      status: 'Failed',
      failureMessage: 'The file config.json was not found.',
      endTime: new Date(NOON),
    });
    expect(detail).not.toHaveProperty('importedModelArn');
    const {modelImportJobSummaries = []} = await client.send(new ListModelImportJobsCommand({}));
    expect(Object.keys(modelImportJobSummaries[0] ?? {})).not.toContain('failureMessage');
  });
});

describe('creating an import', () => {
  const create = async (options: SimulatorOptions = {}) => {
    const all = await start(options);
    const send = (name: string, more: object = {}) =>
      all.client.send(new CreateModelImportJobCommand(importBody(name, more)));
    return {...all, send};
  };

  it('gives the first answer again to the same clientRequestToken', async () => {
    const {send, simulator} = await create();
    const first = await send('one', {clientRequestToken: 'token'});
    expect((await send('one', {clientRequestToken: 'token'})).jobArn).toBe(first.jobArn);
    expect(simulator.world.jobs).toHaveLength(1);
    await expect(send('two', {clientRequestToken: 'other'})).rejects.toEqual(
      fails('ServiceQuotaExceededException', 400),
    );
  });

  it('is refused while another one runs', async () => {
    const {send, clock} = await create();
    await send('one');
    await expect(send('two')).rejects.toEqual(
      fails('ServiceQuotaExceededException', 400, /Concurrent model import jobs/),
    );
    clock.pass(21 * MINUTE);
    await send('two');
  });

  it('is refused under the name of another job, for ever, and of another model, while that exists', async () => {
    const {send, clock, client} = await create();
    await send('one');
    clock.pass(21 * MINUTE);
    await expect(send('one')).rejects.toEqual(
      fails('ValidationException', 400, /^The provided job name is currently in use\.$/),
    );
    await expect(send('two', {importedModelName: 'one-model'})).rejects.toEqual(fails('ConflictException', 400));
    await client.send(new DeleteImportedModelCommand({modelIdentifier: 'one-model'}));
    await send('two', {importedModelName: 'one-model'});
  });

  it.each([
    [undefined, 3],
    [1, 1],
  ])('is refused under a model quota of %s when %i models exist', async (modelQuota, models) => {
    const {send, clock, client} = await create({modelQuota});
    for (let i = 0; i < models; i += 1) {
      await send(`job-${i}`);
      clock.pass(21 * MINUTE);
    }
    await expect(send('more')).rejects.toEqual(
      fails('ServiceQuotaExceededException', 400, /Imported models per account/),
    );
    await client.send(new DeleteImportedModelCommand({modelIdentifier: 'job-0-model'}));
    await send('more');
  });

  it('and tagging stop at 50 tags', async () => {
    const {send, client} = await create();
    const tags = (count: number, from = 0) =>
      Array.from({length: count}, (_, i) => ({key: `k${from + i}`, value: 'v'}));
    await expect(send('one', {jobTags: tags(51)})).rejects.toEqual(
      expect.objectContaining({name: 'TooManyTagsException', resourceName: 'one'}),
    );
    const {jobArn: resourceARN} = await send('one', {jobTags: tags(50)});
    await client.send(new TagResourceCommand({resourceARN, tags: tags(50)}));
    await expect(client.send(new TagResourceCommand({resourceARN, tags: tags(1, 50)}))).rejects.toEqual(
      expect.objectContaining({name: 'TooManyTagsException', resourceName: resourceARN}),
    );
  });
});
