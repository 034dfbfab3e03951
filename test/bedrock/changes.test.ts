/** CreateModelImportJob and the operations on tags, on the wire and back. */
import {describe, expect, it, onTestFinished} from 'vitest';
import type {CreateJobRequest} from '../../src/core/domain/import-input.ts';
import {startSimulator} from '../../src/simulator/server.ts';
import {ARN, answerOf, errorOf, gatewayAt, LIST, NEVER} from './gateway-under-test.ts';
import {type Answer, sendJson, startStub} from './stub-server.ts';

const REQUEST: CreateJobRequest = {
  jobName: 'support-v8',
  modelName: 'support_v8',
  roleArn: 'arn:aws:iam::111122223333:role/import',
  s3Uri: 's3://bucket/support/v8/',
  subnetIds: [],
  securityGroupIds: [],
  jobTags: [],
  modelTags: [],
  clientRequestToken: 'token-1',
};
const TAGS = [
  {key: 'team', value: 'search'},
  {key: 'a b', value: ''},
];

/** A server that answers each request with `answer`, and the bodies that it got. */
const recording = async (answer: Answer) => {
  const bodies: unknown[] = [];
  const stub = await startStub(async (response, request, index) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    bodies.push(JSON.parse(text));
    answer(response, request, index);
  });
  return {stub, bodies, gateway: gatewayAt(stub.url)};
};
const created: Answer = response => sendJson(response, {jobArn: ARN}, 201);
const empty: Answer = response => response.writeHead(200).end();

describe('an import', () => {
  it('is sent without the members that are absent', async () => {
    const {stub, bodies, gateway} = await recording(created);
    expect(answerOf(await gateway.createJob({...REQUEST, kmsKeyId: ''}, NEVER))).toEqual({arn: ARN});
    expect(stub.lines).toEqual(['POST /model-import-jobs']);
    expect(bodies).toEqual([
      {
        jobName: 'support-v8',
        importedModelName: 'support_v8',
        roleArn: REQUEST.roleArn,
        modelDataSource: {s3DataSource: {s3Uri: REQUEST.s3Uri}},
        clientRequestToken: 'token-1',
      },
    ]);
  });

  it('is sent with every member', async () => {
    const {bodies, gateway} = await recording(created);
    const vpc = {subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1']};
    await gateway.createJob({...REQUEST, ...vpc, kmsKeyId: 'alias/models', jobTags: TAGS, modelTags: TAGS}, NEVER);
    expect(bodies).toMatchObject([
      {vpcConfig: vpc, importedModelKmsKeyId: 'alias/models', jobTags: TAGS, importedModelTags: TAGS},
    ]);
  });

  it('keeps its token in every attempt of the SDK, and reports each', async () => {
    const {bodies, gateway} = await recording((response, request, index) =>
      index < 2 ? response.writeHead(500).end() : created(response, request, index),
    );
    const attempts: number[] = [];
    const outcome = await gateway.createJob(REQUEST, NEVER, ({number}) => attempts.push(number));
    expect(answerOf(outcome)).toEqual({arn: ARN});
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map(body => JSON.stringify(body))).size).toBe(1);
    expect(attempts.at(-1)).toBe(3);
  });

  it.each([
    [{}, undefined],
    [{jobArn: 7}, undefined],
    [{jobArn: ''}, undefined],
    [{jobArn: `${ARN}\u001b[31m`}, ARN],
  ])('whose answer is %j has the ARN %s', async (body, arn) => {
    const {gateway} = await recording(response => sendJson(response, body));
    expect(answerOf(await gateway.createJob(REQUEST, NEVER))).toEqual({arn});
  });
});

describe('tags', () => {
  it('are asked for by the ARN, in the order of the answer', async () => {
    const {stub, bodies, gateway} = await recording(response => sendJson(response, {tags: TAGS}));
    expect(answerOf(await gateway.listTags(ARN, NEVER))).toEqual(TAGS);
    expect([stub.lines, bodies]).toEqual([['POST /listTagsForResource'], [{resourceARN: ARN}]]);
  });

  it('lose control characters; one without a key is left out, and one without a value has an empty one', async () => {
    const tags = [
      {key: 'a\u001b[31mb', value: 'c\nd'},
      {value: 'x'},
      null,
      7,
      {key: 7},
      {key: 'e'},
      {key: 'f', value: 7},
    ];
    const {gateway} = await recording(response => sendJson(response, {tags}));
    expect(answerOf(await gateway.listTags(ARN, NEVER))).toEqual([
      {key: 'ab', value: 'c d'},
      {key: 'e', value: ''},
      {key: 'f', value: ''},
    ]);
  });

  it.each([{}, {tags: {}}, {tags: 'none'}])('are not read from %j', async body => {
    const {gateway} = await recording(response => sendJson(response, body));
    expect(errorOf(await gateway.listTags(ARN, NEVER))).toMatchObject({
      kind: 'answer',
      what: 'The tags could not be read',
      why: expect.stringContaining('no list of tags'),
    });
  });

  it('are set and removed', async () => {
    const {stub, bodies, gateway} = await recording(empty);
    expect(await gateway.tag({arn: ARN, tags: TAGS}, NEVER)).toEqual({ok: true, value: undefined});
    expect(await gateway.untag({arn: ARN, keys: ['team', 'a b']}, NEVER)).toEqual({ok: true, value: undefined});
    expect(stub.lines).toEqual(['POST /tagResource', 'POST /untagResource']);
    expect(bodies).toEqual([
      {resourceARN: ARN, tags: TAGS},
      {resourceARN: ARN, tagKeys: ['team', 'a b']},
    ]);
  });
});

it('imports, tags and removes tags on the simulator', async () => {
  const simulator = await startSimulator({jobs: 3, running: 0});
  onTestFinished(() => simulator.close());
  const gateway = gatewayAt(simulator.url);
  const {arn = ''} = answerOf(await gateway.createJob({...REQUEST, jobTags: TAGS}, NEVER));
  expect(answerOf(await gateway.createJob({...REQUEST, jobTags: TAGS}, NEVER)).arn).toBe(arn);
  expect(errorOf(await gateway.createJob(REQUEST, NEVER))).toMatchObject({
    kind: 'conflict',
    why: expect.stringContaining('this client request token with other values'),
  });
  expect(answerOf(await gateway.getJob(REQUEST.jobName, NEVER))).toMatchObject({arn, status: 'InProgress'});
  answerOf(await gateway.tag({arn, tags: [{key: 'team', value: 'ads'}]}, NEVER));
  answerOf(await gateway.untag({arn, keys: ['a b', 'none']}, NEVER));
  expect(answerOf(await gateway.listTags(arn, NEVER))).toEqual([{key: 'team', value: 'ads'}]);
  const more = {...REQUEST, jobName: 'other', clientRequestToken: 'token-2'};
  expect(errorOf(await gateway.createJob(more, NEVER))).toMatchObject({
    kind: 'name-taken',
    why: expect.stringContaining('The model name is taken'),
  });
  expect(errorOf(await gateway.createJob({...more, modelName: 'other'}, NEVER)).kind).toBe('import-running');
  expect(errorOf(await gateway.createJob({...more, jobName: REQUEST.jobName}, NEVER))).toMatchObject({
    kind: 'name-taken',
    why: expect.stringContaining('The job name is taken'),
  });
  const [other] = answerOf(await gateway.listJobs({...LIST, status: 'Completed'}, NEVER)).jobs;
  const many = Array.from({length: 51}, (_, i) => ({key: `k${i}`, value: ''}));
  expect(errorOf(await gateway.tag({arn: other!.arn, tags: many}, NEVER)).kind).toBe('quota');
  const nothing = ARN.replace(/\w+$/, 'zzzzzzzzzzzz');
  expect(errorOf(await gateway.listTags(nothing, NEVER)).kind).toBe('not-found');
});
