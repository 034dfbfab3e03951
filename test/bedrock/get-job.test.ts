/** GetModelImportJob on the wire and back. */
import {describe, expect, it} from 'vitest';
import {ARN, answerOf, errorOf, gatewayAt, LIST, NEVER, SUMMARY} from './gateway-under-test.ts';
import {sendError, sendJson, startStub} from './stub-server.ts';

const DETAIL = {
  ...SUMMARY,
  status: 'Failed',
  failureMessage: 'The architecture\nis \u001b[31mnot supported',
  roleArn: 'arn:aws:iam::111122223333:role/import',
  modelDataSource: {s3DataSource: {s3Uri: 's3://models/v5/'}},
  vpcConfig: {subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1']},
  importedModelKmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
};

it('asks for an ARN as one path segment', async () => {
  const stub = await startStub(response => sendJson(response, DETAIL));
  await gatewayAt(stub.url).getJob(ARN, NEVER);
  expect(stub.lines).toEqual([`GET /model-import-jobs/${encodeURIComponent(ARN)}`]);
});

it('keeps every member', async () => {
  const stub = await startStub(response => sendJson(response, DETAIL));
  const job = answerOf(await gatewayAt(stub.url).getJob('import-1', NEVER));
  expect(job).toMatchObject({
    arn: ARN,
    status: 'Failed',
    failureMessage: 'The architecture\nis not supported',
    roleArn: DETAIL.roleArn,
    s3Uri: 's3://models/v5/',
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-1'],
    kmsKeyArn: DETAIL.importedModelKmsKeyArn,
  });
});

it('keeps the whole response as JSON without control characters or the SDK’s metadata', async () => {
  const stub = await startStub(response => sendJson(response, DETAIL));
  const {raw} = answerOf(await gatewayAt(stub.url).getJob('import-1', NEVER));
  expect(JSON.parse(raw)).toMatchObject({jobArn: ARN, failureMessage: DETAIL.failureMessage});
  expect(raw).toContain('\\u001b[31m');
  expect(raw).not.toContain('$metadata');
});

it('accepts a job without its optional members', async () => {
  const {jobArn, jobName, status, creationTime} = SUMMARY;
  const stub = await startStub(response => sendJson(response, {jobArn, jobName, status, creationTime}));
  const job = answerOf(await gatewayAt(stub.url).getJob('import-1', NEVER));
  expect(job).toMatchObject({subnetIds: [], securityGroupIds: []});
  expect([job.failureMessage, job.roleArn, job.s3Uri, job.kmsKeyArn, job.endedAt]).toEqual(Array(5).fill(undefined));
});

it('refuses a job without an ARN', async () => {
  const stub = await startStub(response => sendJson(response, {...DETAIL, jobArn: undefined}));
  const error = errorOf(await gatewayAt(stub.url).getJob('import-1', NEVER));
  expect(error).toMatchObject({kind: 'answer', what: 'The job could not be read', operation: 'GetModelImportJob'});
  expect(error.why).toContain('without jobArn');
});

it('can request any listed job, whatever its ARN', async () => {
  const hostile = {...SUMMARY, jobArn: `${ARN}\ud800\u001b[31m`};
  const stub = await startStub((response, _, index) =>
    sendJson(response, index === 0 ? {modelImportJobSummaries: [hostile]} : DETAIL),
  );
  const gateway = gatewayAt(stub.url);
  const [job] = answerOf(await gateway.listJobs(LIST, NEVER)).jobs;
  await gateway.getJob(job!.arn, NEVER);
  expect(stub.lines[1]).toBe(`GET /model-import-jobs/${encodeURIComponent(`${ARN}\ufffd`)}`);
});

describe('an answer about another job', () => {
  const OTHER = ARN.replace(/\w+$/, 'zzzzzzzzzzzz');
  it.each([
    ['another ARN', ARN, {jobArn: OTHER}],
    ['another name', 'import-1', {jobName: 'import-2'}],
    ['another last part', 'abcdefghijkl', {jobArn: OTHER}],
  ])('with %s is refused', async (_, identifier, other) => {
    const stub = await startStub(response => sendJson(response, {...DETAIL, ...other}));
    const error = errorOf(await gatewayAt(stub.url).getJob(identifier, NEVER));
    expect(error).toMatchObject({kind: 'answer', isTransient: false});
    expect(error.why).toContain('a different job');
  });

  it.each([ARN, 'import-1', 'abcdefghijkl'])('is not one if %s was requested', async identifier => {
    const stub = await startStub(response => sendJson(response, DETAIL));
    expect(answerOf(await gatewayAt(stub.url).getJob(identifier, NEVER)).arn).toBe(ARN);
  });
});

describe('a job that AWS does not know', () => {
  it.each([
    ['ResourceNotFoundException', 'The provided model import job was not found.', 404],
    ['ValidationException', 'The provided model import job was not found.', 400],
    ['ValidationException', 'Could not find a model import job with identifier import-9', 400],
    ['ValidationException', 'Model import job import-9 does not exist', 400],
    ['ValidationException', "Model import job import-9 doesn't exist in this account", 400],
    ['ValidationException', 'The provided job identifier is invalid.', 400],
    ['ValidationException', 'No model import job with this name', 400],
    ['ValidationException', 'Unknown job', 400],
  ])('is not found if it says %s: %s', async (name, message, status) => {
    const stub = await startStub(response => sendError(response, name, message, status));
    const error = errorOf(await gatewayAt(stub.url).getJob('import-9', NEVER));
    expect(error).toMatchObject({kind: 'not-found', why: `AWS did not find the job: ${message.replace(/\.$/, '.')}`});
  });

  it.each([
    "1 validation error detected: Value 'a_b' at 'jobIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: x",
    'The account is being verified',
  ])('is not meant by %j', async message => {
    const stub = await startStub(response => sendError(response, 'ValidationException', message, 400));
    expect(errorOf(await gatewayAt(stub.url).getJob('a_b', NEVER)).kind).toBe('invalid');
  });

  it('does not concern a list', async () => {
    const stub = await startStub(response => sendError(response, 'ValidationException', 'The name was not found', 400));
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).kind).toBe('invalid');
  });
});
