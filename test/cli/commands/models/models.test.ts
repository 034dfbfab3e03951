/** The commands models and model on an AWS in memory: pages, limits, filters, several connections, and failures. */
import {describe, expect, it} from 'vitest';
import {parseCommandLine} from '../../../../src/cli/args/parse.ts';
import {runModel} from '../../../../src/cli/commands/model/model.ts';
import {runModels} from '../../../../src/cli/commands/models/models.ts';
import type {Model} from '../../../../src/core/domain/model.ts';
import type {ModelListRequest} from '../../../../src/core/domain/model-query.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {MINUTE, NOON} from '../../../support/jobs.ts';
import {createTestHost, startCommand, type TestHostOptions} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';
import {FLAGS, hostOf, type Region, worldOf} from '../../../support/several-connections.ts';

const modelAt = (n: number, region = 'us-east-1', more: Partial<Model> = {}): Model => ({
  arn: `arn:aws:bedrock:${region}:111122223333:imported-model/${String(n).padStart(12, '0')}`,
  name: `model-${n}`,
  createdAt: NOON + n * MINUTE,
  architecture: 'llama',
  ...more,
});
const modelsDown = (from: number, to: number): Model[] =>
  Array.from({length: from - to + 1}, (_, i) => modelAt(from - i));

const withModels = (models: readonly Model[]) => {
  const aws = createFakeAws([]);
  aws.models = [...models];
  const requests: ModelListRequest[] = [];
  const {listModels} = aws;
  aws.listModels = (request, signal) => {
    requests.push(request);
    return listModels(request, signal);
  };
  return {aws, requests};
};
const models = (aws: FakeAws, args: readonly string[] = [], more: Partial<TestHostOptions> = {}) =>
  startCommand(host => runModels(optionsOf('models', ...args), host), createTestHost({gateway: aws, ...more}));
const model = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runModel(optionsOf('model', ...args), host), createTestHost({gateway: aws}));
const names = (stdout: string): readonly string[] =>
  JSON.parse(stdout).modelSummaries.map(({modelName}: {modelName: string}) => modelName);

describe('models', () => {
  it('reads every page, and prints each as it arrives', async () => {
    const {aws, requests} = withModels(modelsDown(25, 1));
    const seen: number[] = [];
    const {host, code} = await models(aws, ['-o', 'ids', '--page-size', '10'], {
      onPrint: ({stdout}) => seen.push(stdout().trimEnd().split('\n').length),
    });
    expect([code(), host.said, seen]).toEqual([0, [], [10, 20, 25]]);
    expect(requests.map(({pageSize}) => pageSize)).toEqual([10, 10, 10]);
  });

  it('asks with every input', async () => {
    const {aws, requests} = withModels([]);
    await models(aws, [
      '--name',
      'a_b',
      '--after',
      '2d',
      '--before',
      '1d',
      '--order',
      'asc',
      '--sort-by',
      'CreationTime',
    ]);
    expect(requests).toEqual([
      {
        name: 'a_b',
        createdAfter: NOON - 2 * 1440 * MINUTE,
        createdBefore: NOON - 1440 * MINUTE,
        sortBy: 'CreationTime',
        order: 'Ascending',
        pageSize: 500,
        token: undefined,
      },
    ]);
  });

  it('ends at the limit, and goes on there', async () => {
    const {aws} = withModels(modelsDown(5, 1));
    const first = await models(aws, ['-o', 'json', '--limit', '2']);
    const {nextToken} = JSON.parse(first.host.stdout());
    const rest = await models(aws, ['-o', 'json', '--starting-token', nextToken]);
    expect([...names(first.host.stdout()), ...names(rest.host.stdout())]).toEqual(
      modelsDown(5, 1).map(({name}) => name),
    );
    expect(JSON.parse(rest.host.stdout())).not.toHaveProperty('nextToken');
    const told = await models(aws, ['-o', 'ids', '--limit', '2', '--print-next-token']);
    expect(told.host.said).toEqual([nextToken]);
  });

  it('says that a table was cut short, or is empty', async () => {
    const {aws} = withModels(modelsDown(5, 1));
    const cut = await models(aws, ['--limit', '2'], {width: 80});
    expect(cut.host.said).toEqual(['Stopped at --limit 2; there are more models.']);
    const empty = await models(withModels([]).aws);
    expect(empty.host.said).toEqual(['There are no imported models in this region.']);
    const none = await models(aws, ['--name', 'xyz']);
    expect(none.host.said).toEqual(['No imported models match these filters. --name is case-sensitive.']);
  });

  it('applies --query to the whole list', async () => {
    const {aws} = withModels(modelsDown(3, 1));
    const query = 'modelSummaries[].[modelName, modelArchitecture]';
    const {host, running} = await models(aws, ['--query', query, '-o', 'tsv', '--page-size', '1']);
    await running;
    expect(host.stdout()).toBe('model-3\tllama\nmodel-2\tllama\nmodel-1\tllama\n');
    const bad = await models(aws, ['--query', 'modelSummaries[']);
    await bad.running;
    expect([bad.code(), bad.host.stdout()]).toEqual([2, '']);
  });

  it.each([
    ['access', 4],
    ['network', 7],
    ['not-found', 8],
    ['answer', 8],
  ] as const)('ends with the code of a failure, after complete JSON: %s, %i', async (kind, expected) => {
    const {aws} = withModels(modelsDown(3, 1));
    const {listModels} = aws;
    aws.listModels = async (request, signal) =>
      request.token === undefined
        ? listModels(request, signal)
        : {ok: false, error: oops({kind, why: 'AWS says no', isTransient: false})};
    const {host, code} = await models(aws, ['-o', 'json', '--page-size', '2']);
    expect([code(), names(host.stdout())]).toEqual([expected, ['model-3', 'model-2']]);
    expect(host.said.at(-1)).toContain('AWS says no');
  });

  it('tries again what may pass, and ends at a signal', async () => {
    const {aws} = withModels(modelsDown(3, 1));
    aws.failures.push(oops({kind: 'throttled', why: 'Too many'}));
    const again = await models(aws, ['-o', 'ids']);
    await again.host.clock.advance(5_000);
    await again.running;
    expect([again.code(), again.host.stdout().split('\n').length]).toEqual([0, 4]);
    aws.listModels = (_, signal) =>
      new Promise(resolve => {
        signal.addEventListener('abort', () =>
          resolve({ok: false, error: oops({kind: 'cancelled', isTransient: false})}),
        );
      });
    const ended = await models(aws, ['-o', 'json']);
    ended.host.end(130);
    await ended.running;
    expect(ended.code()).toBe(130);
  });
});

describe('model', () => {
  it('prints one with its fields, or several in the order given, each once', async () => {
    const {aws} = withModels(modelsDown(3, 1));
    const one = await model(aws, 'model-2');
    expect(one.host.stdout()).toMatch(/^Model +model-2\nCreated +2026-11-23 12:02:00 UTC\nArchitecture +llama\n/);
    aws.asked.length = 0;
    const several = await model(aws, 'model-3', 'model-1', 'model-3', '-o', 'ids');
    expect(several.host.stdout()).toBe(`${modelAt(3).arn}\n${modelAt(1).arn}\n`);
    expect(aws.asked).toEqual(['getModel model-3', 'getModel model-1']);
  });

  it('prints those that exist: code 5 for the others', async () => {
    const {aws} = withModels(modelsDown(3, 1));
    const {host, code} = await model(aws, 'nobody', 'model-1', '-o', 'ids');
    expect([code(), host.stdout()]).toEqual([5, `${modelAt(1).arn}\n`]);
  });

  it('stops at any other failure', async () => {
    const {aws} = withModels(modelsDown(3, 1));
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    const {host, code} = await model(aws, 'model-1', 'model-2');
    expect([host.stdout(), code(), aws.asked.length]).toEqual(['', 4, 1]);
  });

  it('takes --query on the answer', async () => {
    const {aws} = withModels([]);
    aws.getModel = async () => ({ok: true, value: {...modelAt(1), raw: '{"customModelUnits":{"n":2}}'}});
    const {host, running} = await model(aws, 'model-1', '--query', 'customModelUnits.n', '-o', 'tsv');
    await running;
    expect(host.stdout()).toBe('2\n');
  });
});

describe('several connections', () => {
  const world = () => {
    const made = worldOf({'us-east-1': [], 'eu-central-1': [], 'us-west-2': []});
    const fill = (region: Region, ...ns: readonly number[]) => {
      made[region].models = ns.map(n => modelAt(n, region));
    };
    fill('us-east-1', 5, 1);
    fill('eu-central-1', 4);
    fill('us-west-2', 5, 3);
    return made;
  };

  it('are one list in the order of creation, with the connection of each', async () => {
    const made = world();
    const {host, code} = await startCommand(
      opened => runModels(optionsOf('models', ...FLAGS, '-o', 'csv', '--columns', 'name,profile,region'), opened),
      hostOf(made),
    );
    expect([code(), host.stdout()]).toEqual([
      0,
      'modelName,profile,region\nmodel-5,dev,us-east-1\nmodel-5,dev,us-west-2\nmodel-4,dev,eu-central-1\nmodel-3,dev,us-west-2\nmodel-1,dev,us-east-1\n',
    ]);
  });

  it('name the one that fails; the models of the others are there', async () => {
    const made = world();
    made['eu-central-1'].failures.push(oops({kind: 'access', why: 'Access denied', isTransient: false}));
    const {host, code} = await startCommand(
      opened => runModels(optionsOf('models', ...FLAGS, '-o', 'csv', '--columns', 'name', '--no-header'), opened),
      hostOf(made),
    );
    expect([code(), host.stdout()]).toEqual([4, 'model-5\nmodel-5\nmodel-3\nmodel-1\n']);
    expect(host.said).toEqual([expect.stringMatching(/^dev\/eu-central-1: .*Access denied/)]);
  });

  it('list an ambiguous name by its ARNs', async () => {
    const made = world();
    const {host, code} = await startCommand(
      opened => runModel(optionsOf('model', ...FLAGS, 'model-5'), opened),
      hostOf(made),
    );
    expect([code(), host.stdout()]).toEqual([2, '']);
    for (const region of ['us-east-1', 'us-west-2']) expect(host.said.at(-1)).toContain(modelAt(5, region).arn);
  });

  it('refuse a token', async () => {
    const {host, code} = await startCommand(
      opened => runModels(optionsOf('models', ...FLAGS, '--starting-token', 't'), opened),
      hostOf(world()),
    );
    expect([code(), host.opened()]).toEqual([2, 0]);
    expect(host.said[0]).toContain('works with one connection only');
  });
});

it.each([
  [['models', '--name', 'a.b'], '--name: AWS cannot search for “.”'],
  [['models', '--name', 'a__b'], '--name: AWS cannot search for two of'],
  [['models', '--status', 'Failed'], 'models does not take --status'],
  [['model'], 'missing argument MODEL'],
  [['model', 'a.b'], '“a.b” is not a model name or ARN'],
])('%j is refused in words', (args, expected) => {
  const parsed = parseCommandLine(args, NOON);
  expect(parsed.kind === 'bad-usage' ? parsed.sentence : parsed.kind).toContain(expected);
});
