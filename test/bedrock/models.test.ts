/** ListImportedModels, GetImportedModel and DeleteImportedModel on the wire and back. */
import {describe, expect, it, onTestFinished} from 'vitest';
import type {ModelListRequest} from '../../src/core/domain/model-query.ts';
import {startSimulator} from '../../src/simulator/server.ts';
import {answerOf, errorOf, gatewayAt, LIST, NEVER} from './gateway-under-test.ts';
import {sendError, sendJson, startStub} from './stub-server.ts';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl';
const SUMMARY = {
  modelArn: ARN,
  modelName: 'model-1',
  creationTime: '2026-11-01T12:00:00.250Z',
  instructSupported: true,
  modelArchitecture: 'llama',
};
const DETAIL = {
  ...SUMMARY,
  jobName: 'import-1',
  jobArn: 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl',
  modelDataSource: {s3DataSource: {s3Uri: 's3://models/v5/'}},
  modelKmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  customModelUnits: {customModelUnitsPerModelCopy: 2, customModelUnitsVersion: 'v1.0'},
};
const MODEL = {arn: ARN, name: 'model-1', createdAt: Date.UTC(2026, 10, 1, 12, 0, 0, 250)};

const answering = async (body: unknown, status?: number) => {
  const stub = await startStub(response => sendJson(response, body, status));
  return {stub, gateway: gatewayAt(stub.url)};
};

describe('the list', () => {
  const DEFAULTS = 'maxResults=100&sortBy=CreationTime&sortOrder=Descending';
  const cases: readonly (readonly [string, Partial<ModelListRequest>, string])[] = [
    ['order and size', {}, DEFAULTS],
    ['an empty name, which counts as none', {name: ''}, DEFAULTS],
    [
      'every input',
      {name: 'a_b', createdAfter: 0, createdBefore: 1000, order: 'Ascending', pageSize: 1000, token: 't+/='},
      'creationTimeAfter=1970-01-01T00%3A00%3A00Z&creationTimeBefore=1970-01-01T00%3A00%3A01Z&maxResults=1000&nameContains=a_b&nextToken=t%2B%2F%3D&sortBy=CreationTime&sortOrder=Ascending',
    ],
  ];
  it.each(cases)('is asked for with %s', async (_, part, query) => {
    const {stub, gateway} = await answering({modelSummaries: []});
    expect(answerOf(await gateway.listModels({...LIST, ...part}, NEVER))).toEqual({models: []});
    expect(stub.lines).toEqual([`GET /imported-models?${query}`]);
  });

  it('keeps the members of each model, with times in ms', async () => {
    const {modelArn, modelName, creationTime} = SUMMARY;
    const {gateway} = await answering({modelSummaries: [SUMMARY, {modelArn, modelName, creationTime}], nextToken: 'n'});
    expect(answerOf(await gateway.listModels(LIST, NEVER))).toEqual({
      nextToken: 'n',
      models: [{...MODEL, isInstruct: true, architecture: 'llama'}, MODEL],
    });
  });

  it('removes control characters, and members of a wrong type', async () => {
    const odd = {...SUMMARY, modelName: 'a\u001b[31mb\nc', modelArchitecture: 'll\u202eama', instructSupported: 'no'};
    const {gateway} = await answering({modelSummaries: [odd, {...SUMMARY, modelArchitecture: 7}]});
    expect(answerOf(await gateway.listModels(LIST, NEVER)).models).toEqual([
      {...MODEL, name: 'ab c', architecture: 'llama', isInstruct: undefined},
      {...MODEL, isInstruct: true, architecture: undefined},
    ]);
  });

  it.each([
    [{}, 'no list of models'],
    [{modelSummaries: 'none'}, 'no list of models'],
    [{modelSummaries: [null]}, 'a model without modelArn, modelName, creationTime'],
    [{modelSummaries: [{...SUMMARY, modelName: 7}]}, 'a model without modelName'],
    [{modelSummaries: [{...SUMMARY, modelArn: ''}]}, 'a model without modelArn'],
    [{modelSummaries: [], nextToken: 'a b'}, 'not a valid page token'],
    [{modelSummaries: [], nextToken: 7}, 'not a string'],
    [{modelSummaries: [], nextToken: 'sent'}, 'leads back to the same page'],
  ])('refuses %j', async (body, why) => {
    const {gateway} = await answering(body);
    const error = errorOf(await gateway.listModels({...LIST, token: 'sent'}, NEVER));
    expect(error).toMatchObject({kind: 'answer', operation: 'ListImportedModels'});
    expect(error.why).toContain(why);
  });

  it('says which page is gone', async () => {
    const stub = await startStub(response => sendError(response, 'ValidationException', 'Invalid nextToken', 400));
    const error = errorOf(await gatewayAt(stub.url).listModels({...LIST, token: 'old'}, NEVER));
    expect(error).toMatchObject({kind: 'not-found', what: 'The next page of models could not be read'});
  });
});

describe('a model', () => {
  it('is asked for by its ARN as one path segment', async () => {
    const {stub, gateway} = await answering(DETAIL);
    await gateway.getModel(ARN, NEVER);
    expect(stub.lines).toEqual([`GET /imported-models/${encodeURIComponent(ARN)}`]);
  });

  it.each([ARN, 'model-1', 'abcdefghijkl'])('has every member if %s was asked for', async identifier => {
    const {gateway} = await answering(DETAIL);
    const {raw, ...model} = answerOf(await gateway.getModel(identifier, NEVER));
    expect(model).toEqual({
      ...MODEL,
      isInstruct: true,
      architecture: 'llama',
      jobName: 'import-1',
      jobArn: DETAIL.jobArn,
      s3Uri: 's3://models/v5/',
      kmsKeyArn: DETAIL.modelKmsKeyArn,
      unitsPerCopy: 2,
      unitsVersion: 'v1.0',
    });
    expect(JSON.parse(raw)).toEqual(DETAIL);
  });

  it('may lack its optional members, or have them in a wrong type', async () => {
    const {modelArn, modelName, creationTime} = SUMMARY;
    const bare = {modelArn, modelName, creationTime};
    for (const more of [{}, {modelDataSource: {other: {}}, customModelUnits: {customModelUnitsPerModelCopy: '2'}}]) {
      const {gateway} = await answering({...bare, ...more});
      const {raw: _, ...model} = answerOf(await gateway.getModel('model-1', NEVER));
      expect(model).toEqual(MODEL);
    }
  });

  it('has a raw answer without control characters or the SDK’s metadata', async () => {
    const {gateway} = await answering({...DETAIL, jobName: 'a\u001b[31mb'});
    const {raw, jobName} = answerOf(await gateway.getModel('model-1', NEVER));
    expect(jobName).toBe('ab');
    expect(raw).toContain('a\\u001b[31mb');
    expect(raw).not.toContain('$metadata');
  });

  it.each([
    ['without an ARN', {modelArn: undefined}, 'without modelArn'],
    ['of another name', {modelName: 'model-2', modelArn: `${ARN}2`}, 'a different model'],
    ['without a time', {creationTime: undefined}, 'without creationTime'],
  ])('%s is refused', async (_, more, why) => {
    const {gateway} = await answering({...DETAIL, ...more});
    const error = errorOf(await gateway.getModel('model-1', NEVER));
    expect(error).toMatchObject({kind: 'answer', what: 'The model could not be read', operation: 'GetImportedModel'});
    expect(error.why).toContain(why);
  });
});

it('deletes a model with an empty answer, or with one that has members', async () => {
  for (const body of ['', '{}', '{"modelArn": 7}']) {
    const stub = await startStub(response => response.writeHead(200, {'content-type': 'application/json'}).end(body));
    expect(await gatewayAt(stub.url).deleteModel(ARN, NEVER)).toEqual({ok: true, value: undefined});
    expect(stub.lines).toEqual([`DELETE /imported-models/${encodeURIComponent(ARN)}`]);
  }
});

it('lists, reads and deletes the models of the simulator', async () => {
  const simulator = await startSimulator({jobs: 25, seed: 7});
  onTestFinished(() => simulator.close());
  const gateway = gatewayAt(simulator.url);
  const {models} = answerOf(await gateway.listModels(LIST, NEVER));
  expect(models.map(({arn}) => arn)).toEqual(simulator.world.models.map(({modelArn}) => modelArn).toReversed());
  const [model] = models;
  const detail = answerOf(await gateway.getModel(model!.name, NEVER));
  expect(detail).toMatchObject({...model, unitsVersion: 'v1.0'});
  expect(answerOf(await gateway.getJob(detail.jobArn!, NEVER)).modelArn).toBe(model!.arn);
  answerOf(await gateway.deleteModel(model!.arn, NEVER));
  expect(errorOf(await gateway.getModel(model!.arn, NEVER)).kind).toBe('not-found');
  expect(errorOf(await gateway.deleteModel(model!.arn, NEVER)).kind).toBe('not-found');
  expect(answerOf(await gateway.listModels(LIST, NEVER)).models).toEqual(models.slice(1));
});
