/**
 * The `aws` command that is shown for an import creates the same job as the program's own request, whatever the inputs are; and what
 * the program calls wrong is what the simulator refuses.
 */
import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {importProblems} from '../../src/core/domain/import-input.ts';
import {createCommand} from '../../src/core/imports/create-command.ts';
import {splitWords} from '../../src/core/text/shell-words.ts';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {anyImport, anyNearImport} from '../support/any-import.ts';
import {answerOf, gatewayAt, NEVER} from './gateway-under-test.ts';

let ours: Simulator;
let theirs: Simulator;
beforeAll(async () => {
  ours = await startSimulator({jobs: 0, running: 0});
  theirs = await startSimulator({jobs: 0, running: 0});
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
});

const FLAGS: Readonly<Record<string, string>> = {
  'job-name': 'jobName',
  'imported-model-name': 'importedModelName',
  'role-arn': 'roleArn',
  'model-data-source': 'modelDataSource',
  'imported-model-kms-key-id': 'importedModelKmsKeyId',
  'vpc-config': 'vpcConfig',
  'job-tags': 'jobTags',
  'imported-model-tags': 'importedModelTags',
};
const TEXTS = ['jobName', 'importedModelName', 'roleArn', 'importedModelKmsKeyId'];

/** The body that the AWS CLI would send for the command, which is read as a shell reads it. */
const bodyOf = (command: string): Readonly<Record<string, unknown>> => {
  const words = splitWords(command);
  if (!words.ok) throw new Error(words.reason);
  const [aws, service, operation, ...rest] = words.value;
  expect([aws, service, operation]).toEqual(['aws', 'bedrock', 'create-model-import-job']);
  const body: Record<string, unknown> = {};
  for (let i = 0; i < rest.length; i++) {
    const [, name = '', inline] = /^--([a-z0-9-]+)(?:=([\s\S]*))?$/.exec(rest[i] ?? '') ?? [];
    const value = inline ?? rest[++i] ?? '';
    const member = FLAGS[name];
    if (member === undefined) expect(['region', 'endpoint-url']).toContain(name);
    else body[member] = TEXTS.includes(member) ? value : JSON.parse(value);
  }
  return body;
};

const post = async (simulator: Simulator, body: unknown) => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=x/20261101/us-east-1/bedrock/aws4_request, Signature=x';
  const headers = {authorization, 'content-type': 'application/json'};
  const response = await fetch(`${simulator.url}/model-import-jobs`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return {status: response.status, body: await response.json()};
};

/** The job that was just created, which is then out of the way. */
const takeJob = ({world}: Simulator) => {
  const job = world.jobs[0];
  if (!job) throw new Error('no job was created');
  const {name, modelName: model, roleArn: role, s3Uri: uri, modelTags, vpcConfig, kmsKeyArn} = job;
  const own = world.tags.get(job.arn) ?? [];
  world.jobs.splice(0);
  world.jobByName.clear();
  world.jobsByStatus.InProgress.splice(0);
  return {name, model, role, uri, own, modelTags, vpcConfig, kmsKeyArn};
};

it('creates the same job as the program does', async () => {
  const gateway = gatewayAt(ours.url);
  let token = 0;
  await fc.assert(
    fc.asyncProperty(anyImport, async given => {
      expect(importProblems(given)).toEqual({});
      const place = {region: 'us-east-1', endpointUrl: theirs.url};
      answerOf(await gateway.createJob({...given, clientRequestToken: `token-${token++}`}, NEVER));
      const {status, body} = await post(theirs, bodyOf(createCommand(given, place)));
      expect([status, body]).toEqual([201, {jobArn: expect.any(String)}]);
      expect(takeJob(theirs)).toEqual(takeJob(ours));
    }),
    {numRuns: 150},
  );
});

it('calls wrong what the simulator refuses, and nothing else', async () => {
  const gateway = gatewayAt(ours.url);
  let token = 0;
  await fc.assert(
    fc.asyncProperty(anyNearImport, async given => {
      const outcome = await gateway.createJob({...given, clientRequestToken: `again-${token++}`}, NEVER);
      const isRefused = !outcome.ok;
      if (outcome.ok) takeJob(ours);
      expect([isRefused, given]).toEqual([Object.keys(importProblems(given)).length > 0, given]);
    }),
    {numRuns: 600},
  );
});
