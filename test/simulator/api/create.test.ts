/** The rules of CreateModelImportJob, through the real SDK: names, quotas, tokens, tags and keys. */
import {
  CreateModelImportJobCommand,
  DeleteImportedModelCommand,
  GetModelImportJobCommand,
  TagResourceCommand,
} from '@aws-sdk/client-bedrock';
import {describe, expect, it} from 'vitest';
import type {SimulatorOptions} from '../../../src/simulator/server.ts';
import {fails, startWithClient} from '../sdk-client.ts';
import {importBody, MINUTE} from '../simulated.ts';

describe('creating an import', () => {
  const create = async (options: SimulatorOptions = {}) => {
    const all = await startWithClient(options);
    const send = (name: string, more: object = {}) =>
      all.client.send(new CreateModelImportJobCommand(importBody(name, more)));
    return {...all, send};
  };

  it('repeats the first answer for the same clientRequestToken', async () => {
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

  it('is refused with the name of any earlier job, or of an existing model', async () => {
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
  ])('is refused with a model quota of %s if there are %i models', async (modelQuota, models) => {
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

  const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
  it.each([
    [`arn:aws:kms:eu-central-1:444455556666:key/${id}`, `arn:aws:kms:eu-central-1:444455556666:key/${id}`],
    [id, `arn:aws:kms:us-east-1:111122223333:key/${id}`],
    ['alias/models', expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\/[-0-9a-f]{36}$/)],
    [
      'arn:aws:kms:us-east-1:111122223333:alias/models',
      expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\/[-0-9a-f]{36}$/),
    ],
  ])('with the KMS key %s shows the key ARN', async (importedModelKmsKeyId, importedModelKmsKeyArn) => {
    const {send, client} = await create();
    await send('one', {importedModelKmsKeyId});
    const detail = await client.send(new GetModelImportJobCommand({jobIdentifier: 'one'}));
    expect(detail.importedModelKmsKeyArn).toEqual(importedModelKmsKeyArn);
  });

  it('is refused with more than 50 tags, and so is tagging', async () => {
    const {send, client} = await create();
    const tags = (count: number, from = 0) =>
      Array.from({length: count}, (_, i) => ({key: `k${from + i}`, value: 'v'}));
    await expect(send('one', {jobTags: tags(51)})).rejects.toEqual(
      expect.objectContaining({name: 'TooManyTagsException', resourceName: undefined}),
    );
    const {jobArn: resourceARN} = await send('one', {jobTags: tags(50)});
    await client.send(new TagResourceCommand({resourceARN, tags: tags(50)}));
    await expect(client.send(new TagResourceCommand({resourceARN, tags: tags(1, 50)}))).rejects.toEqual(
      expect.objectContaining({name: 'TooManyTagsException', resourceName: resourceARN}),
    );
  });
});
