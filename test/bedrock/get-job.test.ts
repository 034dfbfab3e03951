/** GetModelImportJob on the wire and back. */
import {expect, it} from 'vitest';
import {ARN, answerOf, errorOf, gatewayAt, LIST, NEVER, SUMMARY} from './gateway-under-test.ts';
import {sendJson, startStub} from './stub-server.ts';

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

it('gives every member a place', async () => {
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

it('keeps the whole response as JSON that steers no terminal, without the SDK’s own notes', async () => {
  const stub = await startStub(response => sendJson(response, DETAIL));
  const {raw} = answerOf(await gatewayAt(stub.url).getJob('import-1', NEVER));
  expect(JSON.parse(raw)).toMatchObject({jobArn: ARN, failureMessage: DETAIL.failureMessage});
  expect(raw).toContain('\\u001b[31m');
  expect(raw).not.toContain('$metadata');
});

it('takes a job without its optional members', async () => {
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

it('can ask about every job that a list has, whatever its ARN', async () => {
  const hostile = {...SUMMARY, jobArn: `${ARN}\ud800\u001b[31m`};
  const stub = await startStub((response, _, index) =>
    sendJson(response, index === 0 ? {modelImportJobSummaries: [hostile]} : DETAIL),
  );
  const gateway = gatewayAt(stub.url);
  const [job] = answerOf(await gateway.listJobs(LIST, NEVER)).jobs;
  await gateway.getJob(job!.arn, NEVER);
  expect(stub.lines[1]).toBe(`GET /model-import-jobs/${encodeURIComponent(`${ARN}\ufffd`)}`);
});
