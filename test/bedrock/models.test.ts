/** The operations on models and tags on the wire and back, and how AWS refuses them and imports. */
import {describe, expect, it} from 'vitest';
import type {CreateJobRequest} from '../../src/core/domain/import-input.ts';
import {startSimulator} from '../../src/simulator/server.ts';
import {answerOf, errorOf, gatewayAt, NEVER} from './gateway-under-test.ts';
import {sendError, sendJson, startStub} from './stub-server.ts';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl';
const SUMMARY = {
  modelArn: ARN,
  modelName: 'model-1',
  creationTime: '2026-11-01T12:00:00Z',
  instructSupported: true,
  modelArchitecture: 'llama',
};
const DETAIL = {
  ...SUMMARY,
  jobName: 'job-1',
  jobArn: 'arn:job',
  modelDataSource: {s3DataSource: {s3Uri: 's3://models/v5/'}},
  modelKmsKeyArn: 'arn:kms',
  customModelUnits: {customModelUnitsPerModelCopy: 2, customModelUnitsVersion: 'v1.0'},
};
const LIST = {sortBy: 'CreationTime', order: 'Descending', pageSize: 10} as const;
const IMPORT: CreateJobRequest = {
  jobName: 'job-1',
  modelName: 'model-1',
  roleArn: 'arn:aws:iam::111122223333:role/import',
  s3Uri: 's3://bucket/p/',
  subnetIds: [],
  securityGroupIds: [],
  jobTags: [],
  modelTags: [],
  clientRequestToken: 'token',
};

const STATUS: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  InternalServerException: 500,
};

describe('a list', () => {
  it('sends every input, and reads every member', async () => {
    const stub = await startStub(response => sendJson(response, {modelSummaries: [SUMMARY], nextToken: 'next'}));
    const given = {...LIST, name: 'model_', createdAfter: 0, createdBefore: 1_000, token: 'token'};
    const page = answerOf(await gatewayAt(stub.url).listModels(given, NEVER));
    expect(page).toEqual({
      models: [
        {
          arn: ARN,
          name: 'model-1',
          createdAt: Date.parse(SUMMARY.creationTime),
          isInstruct: true,
          architecture: 'llama',
        },
      ],
      nextToken: 'next',
      isThrottled: undefined,
    });
    const query = new URL(stub.lines[0]?.split(' ')[1] ?? '', stub.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      nameContains: 'model_',
      creationTimeAfter: '1970-01-01T00:00:00Z',
      creationTimeBefore: '1970-01-01T00:00:01Z',
      sortBy: 'CreationTime',
      sortOrder: 'Descending',
      maxResults: '10',
      nextToken: 'token',
    });
  });

  it.each([
    ['no list', {}, 'it has no list of models'],
    ['a model without an ARN', {modelSummaries: [{...SUMMARY, modelArn: undefined}]}, 'without modelArn'],
    ['a number for a name', {modelSummaries: [{...SUMMARY, modelName: 7}]}, 'without modelName'],
    ['the same token', {modelSummaries: [], nextToken: 'token'}, 'leads back to the same page'],
  ])('with %s is refused', async (_, body, why) => {
    const stub = await startStub(response => sendJson(response, body));
    const error = errorOf(await gatewayAt(stub.url).listModels({...LIST, token: 'token'}, NEVER));
    expect(error).toMatchObject({kind: 'answer', what: 'The list of models could not be read'});
    expect(error.why).toContain(why);
  });
});

describe('a model', () => {
  it('has every member, as plain text', async () => {
    const stub = await startStub(response => sendJson(response, {...DETAIL, jobName: 'job\u001b[31m-1'}));
    const model = answerOf(await gatewayAt(stub.url).getModel(ARN, NEVER));
    expect(stub.lines).toEqual([`GET /imported-models/${encodeURIComponent(ARN)}`]);
    expect(model).toMatchObject({jobName: 'job-1', s3Uri: 's3://models/v5/', unitsPerCopy: 2, unitsVersion: 'v1.0'});
    expect(model.raw).toContain('\\u001b[31m');
  });

  it('may lack its optional members', async () => {
    const {modelArn, modelName, creationTime} = SUMMARY;
    const stub = await startStub(response => sendJson(response, {modelArn, modelName, creationTime}));
    const model = answerOf(await gatewayAt(stub.url).getModel('model-1', NEVER));
    expect([model.isInstruct, model.architecture, model.unitsPerCopy]).toEqual([undefined, undefined, undefined]);
  });

  it('is not another one', async () => {
    const stub = await startStub(response => sendJson(response, DETAIL));
    expect(errorOf(await gatewayAt(stub.url).getModel('model-2', NEVER))).toMatchObject({kind: 'answer'});
  });
});

it('tags are plain text; one without a key is left out', async () => {
  const tags = [{key: 'a\u001b[1m', value: 'b'}, {value: 'c'}, {key: 'd'}];
  const stub = await startStub(response => sendJson(response, {tags}));
  expect(answerOf(await gatewayAt(stub.url).listTags(ARN, NEVER))).toEqual([
    {key: 'a', value: 'b'},
    {key: 'd', value: ''},
  ]);
});

it('an answer to an import may lack the ARN', async () => {
  const stub = await startStub(response => sendJson(response, {}, 201));
  expect(answerOf(await gatewayAt(stub.url).createJob(IMPORT, NEVER))).toEqual({arn: undefined});
});

describe.each([
  ['createJob', 'ValidationException', 'The provided job name is currently in use.', 'name-taken'],
  ['createJob', 'ConflictException', 'The provided imported model name is currently in use.', 'name-taken'],
  ['createJob', 'ValidationException', 'The provided role ARN is invalid', 'role-refused'],
  [
    'createJob',
    'ServiceQuotaExceededException',
    'Request a quota increase for Concurrent model import jobs',
    'import-running',
  ],
  ['createJob', 'ServiceQuotaExceededException', 'The account has 3 imported models', 'quota'],
  ['createJob', 'TooManyTagsException', 'Too many', 'quota'],
  ['createJob', 'ValidationException', '1 validation error detected: Value at …', 'invalid'],
  ['createJob', 'ResourceNotFoundException', 'No such key', 'not-found'],
  ['getModel', 'ResourceNotFoundException', 'Not there', 'not-found'],
  ['getModel', 'ValidationException', 'The provided model identifier is invalid.', 'not-found'],
  ['deleteModel', 'ConflictException', 'The model is in use', 'conflict'],
  ['deleteModel', 'ResourceNotFoundException', 'Not there', 'not-found'],
  ['deleteModel', 'AccessDeniedException', 'Not you', 'access'],
  ['listTags', 'AccessDeniedException', 'Not you', 'access'],
  ['tag', 'TooManyTagsException', 'At most 50', 'quota'],
  ['tag', 'ResourceNotFoundException', 'Not there', 'not-found'],
  ['untag', 'ThrottlingException', 'Slow down', 'throttled'],
  ['listModels', 'InternalServerException', 'Oops', 'service'],
] as const)('%s: %s “%s”', (operation, name, message, kind) => {
  it(`is of kind ${kind}`, async () => {
    const stub = await startStub(response => sendError(response, name, message, STATUS[name] ?? 400));
    const gateway = gatewayAt(stub.url, {attempts: 1});
    const inputs = {
      createJob: () => gateway.createJob(IMPORT, NEVER),
      getModel: () => gateway.getModel('model-1', NEVER),
      deleteModel: () => gateway.deleteModel('model-1', NEVER),
      listTags: () => gateway.listTags(ARN, NEVER),
      tag: () => gateway.tag({arn: ARN, tags: []}, NEVER),
      untag: () => gateway.untag({arn: ARN, keys: ['a']}, NEVER),
      listModels: () => gateway.listModels(LIST, NEVER),
    };
    const error = errorOf<unknown>(await inputs[operation]());
    expect(error.kind).toBe(kind);
    expect(error.why).toContain(message.slice(0, 30));
    expect([error.what, error.next].every(text => text.length > 10)).toBe(true);
  });
});

it('does all of it on the simulator', async () => {
  const simulator = await startSimulator({jobs: 0, running: 0, pace: 100_000});
  const gateway = gatewayAt(simulator.url);
  const {arn = ''} = answerOf(await gateway.createJob({...IMPORT, jobTags: [{key: 'a', value: 'b'}]}, NEVER));
  expect(answerOf(await gateway.listTags(arn, NEVER))).toEqual([{key: 'a', value: 'b'}]);
  answerOf(await gateway.tag({arn, tags: [{key: 'c', value: ''}]}, NEVER));
  answerOf(await gateway.untag({arn, keys: ['a']}, NEVER));
  expect(answerOf(await gateway.listTags(arn, NEVER))).toEqual([{key: 'c', value: ''}]);
  await expect
    .poll(async () => answerOf(await gateway.listModels(LIST, NEVER)).models.length, {timeout: 5_000})
    .toBe(1);
  const model = answerOf(await gateway.getModel('model-1', NEVER));
  expect(model.jobArn).toBe(arn);
  answerOf(await gateway.deleteModel(model.arn, NEVER));
  expect(errorOf(await gateway.getModel('model-1', NEVER))).toMatchObject({kind: 'not-found'});
  expect(errorOf(await gateway.deleteModel(model.arn, NEVER))).toMatchObject({kind: 'not-found'});
  await simulator.close();
});
