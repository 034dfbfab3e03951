/** The commands models and model: rows, formats, pages, several connections, and what fails. */
import {describe, expect, it} from 'vitest';
import {runModel} from '../../../../src/cli/commands/model/model.ts';
import {runModels} from '../../../../src/cli/commands/models/models.ts';
import type {Model} from '../../../../src/core/domain/model.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {FLAGS, hostOf, REGIONS, type Region, worldOf} from '../../../support/several-connections.ts';

const modelAt = (n: number, more: Partial<Model> = {}, region = 'us-east-1'): Model => ({
  arn: `arn:aws:bedrock:${region}:111122223333:imported-model/${String(n).padStart(12, '0')}`,
  name: `model-${n}`,
  createdAt: NOON - (1000 - n) * 60_000,
  architecture: 'llama',
  isInstruct: true,
  ...more,
});

const awsWith = (...models: readonly Model[]): FakeAws => {
  const aws = createFakeAws([]);
  aws.models = [...models];
  return aws;
};

const list = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runModels(optionsOf('models', ...args), host), createTestHost({gateway: aws}));
const get = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runModel(optionsOf('model', ...args), host), createTestHost({gateway: aws}));

describe('models', () => {
  it('is a table, newest first', async () => {
    const {host, code} = await list(awsWith(modelAt(900), modelAt(998, {isInstruct: false, architecture: undefined})));
    expect(code()).toBe(0);
    expect(host.stdout()).toBe(
      [
        'MODEL      ARCHITECTURE  INSTRUCT  CREATED (UTC)',
        'model-998                no        2026-11-23 11:58:00',
        'model-900  llama         yes       2026-11-23 10:20:00',
        '',
      ].join('\n'),
    );
  });

  it('is the list of the API as JSON, with the token of the next page', async () => {
    const {host} = await list(awsWith(modelAt(1), modelAt(2), modelAt(3)), '-o', 'json', '--limit', '2');
    expect(JSON.parse(host.stdout())).toEqual({
      modelSummaries: [3, 2].map(n => ({
        modelArn: modelAt(n).arn,
        modelName: `model-${n}`,
        creationTime: new Date(modelAt(n).createdAt).toISOString(),
        instructSupported: true,
        modelArchitecture: 'llama',
      })),
      nextToken: modelAt(2).arn,
    });
  });

  it('reads page after page, and filters as AWS does', async () => {
    const aws = awsWith(...Array.from({length: 7}, (_, i) => modelAt(i)), modelAt(8, {name: 'other'}));
    const {host} = await list(
      aws,
      '--page-size',
      '3',
      '--name',
      'model',
      '-o',
      'csv',
      '--columns',
      'name',
      '--no-header',
    );
    expect(host.stdout().trim().split('\n')).toEqual([6, 5, 4, 3, 2, 1, 0].map(n => `model-${n}`));
    expect(aws.asked).toHaveLength(3);
  });

  it('has a result of --query', async () => {
    const {host, code, running} = await list(
      awsWith(modelAt(1)),
      '--query',
      'modelSummaries[0].modelName',
      '-o',
      'tsv',
    );
    await running;
    expect([host.stdout(), code()]).toEqual(['model-1\n', 0]);
  });

  it.each([
    [[], 'There are no imported models in this region.'],
    [['--name', 'x'], 'No imported models match these filters. --name is case-sensitive.'],
  ])('says that there are none: %j', async (args, line) => {
    const {host, code} = await list(awsWith(), ...args);
    expect([host.stdout(), host.said, code()]).toEqual(['', [line], 0]);
  });

  it.each([
    ['access', 4],
    ['throttled', 6],
    ['network', 7],
  ] as const)('a failure of kind %s ends it', async (kind, expected) => {
    const aws = awsWith(modelAt(1));
    aws.failures.push(oops({kind, isTransient: false, what: 'The list of models could not be read'}));
    const {host, code} = await list(aws);
    expect([code(), host.said.length]).toEqual([expected, 1]);
  });

  it('is one list of several connections; one that fails is named, and the others are there', async () => {
    const world = worldOf({});
    REGIONS.forEach((region: Region, i) => {
      world[region].models = [modelAt(900 + i, {}, region)];
    });
    world['eu-central-1'].failures.push(oops({kind: 'access', why: 'Access denied', isTransient: false}));
    const flags = [...FLAGS, '-o', 'csv', '--columns', 'name,region', '--no-header'];
    const {host, code} = await startCommand(h => runModels(optionsOf('models', ...flags), h), hostOf(world));
    expect(host.stdout()).toBe('model-902,us-west-2\nmodel-900,us-east-1\n');
    expect(host.said).toEqual([expect.stringMatching(/^dev\/eu-central-1: .*Access denied/)]);
    expect(code()).toBe(4);
  });
});

describe('model', () => {
  it('prints every field', async () => {
    const aws = awsWith();
    aws.getModel = async () => ({
      ok: true,
      value: {
        ...modelAt(1),
        jobName: 'job-1',
        jobArn: 'arn:job',
        s3Uri: 's3://b/p/',
        unitsPerCopy: 2,
        unitsVersion: 'v1.0',
        raw: '{}',
      },
    });
    const {host, code} = await get(aws, 'model-1');
    expect(code()).toBe(0);
    for (const text of ['model-1', '2 custom model units for each copy (v1.0)', 's3://b/p/', 'job-1', modelAt(1).arn]) {
      expect(host.stdout()).toContain(text);
    }
  });

  it('is an object for one model, and a list for several', async () => {
    const aws = awsWith(modelAt(1), modelAt(2));
    expect((await get(aws, 'model-1', '-o', 'json')).host.stdout()).toBe('{}\n');
    expect(JSON.parse((await get(aws, 'model-1', 'model-2', '-o', 'json')).host.stdout())).toEqual([{}, {}]);
  });

  it('goes on after one that does not exist, and ends with its code', async () => {
    const {host, code} = await get(awsWith(modelAt(1)), 'nosuch', 'model-1', '-o', 'ids');
    expect([host.stdout(), code()]).toEqual([`${modelAt(1).arn}\n`, 5]);
  });

  it('stops at any other failure', async () => {
    const aws = awsWith(modelAt(1));
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    const {host, code} = await get(aws, 'model-1', 'model-1-b');
    expect([host.stdout(), code(), aws.asked.length]).toEqual(['', 4, 1]);
  });
});
