/** An import through the real SDK, from its creation to the tags of its model. */
import {
  CreateModelImportJobCommand,
  DeleteImportedModelCommand,
  GetImportedModelCommand,
  GetModelImportJobCommand,
  ListImportedModelsCommand,
  ListModelImportJobsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-bedrock';
import {describe, expect, it} from 'vitest';
import {fails, startWithClient} from '../sdk-client.ts';
import {importBody, MINUTE, NOON} from '../simulated.ts';

describe('an import', () => {
  it('is created, completes, and leaves a model with tags', async () => {
    const {client, clock, simulator} = await startWithClient();
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
    expect(simulator.world.tags.has(importedModelArn)).toBe(false);
    expect(simulator.requests.every(entry => entry.operation !== undefined)).toBe(true);
  });

  it('may fail, and only the detail shows the reason', async () => {
    const {client, simulator} = await startWithClient();
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
