/**
 * The `aws` command that is shown for an import creates the same job as the program's own request, whatever the inputs are; and what
 * the program calls wrong is what the simulator refuses.
 */
import fc from 'fast-check';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type ImportInput, importProblems} from '../../src/core/domain/import-input.ts';
import {createCommand} from '../../src/core/imports/create-command.ts';
import {splitWords} from '../../src/core/text/shell-words.ts';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {answerOf, gatewayAt, NEVER} from './gateway-under-test.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const TAG = `${letters} \t\n._:/=+@-`;
const from = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({unit: fc.constantFrom(...alphabet), minLength, maxLength});

const jobName = fc.tuple(from(letters, 1, 1), from(`${letters}+-.`, 0, 62)).map(parts => parts.join(''));
const modelName = fc
  .array(fc.tuple(from(letters, 1, 8), fc.constantFrom('', '_', '-')), {minLength: 1, maxLength: 7})
  .map(parts =>
    parts
      .map(part => part.join(''))
      .join('')
      .slice(0, 63),
  );
const roleArn = from(`${letters}+=,.@_/ '"$\\-`, 1, 40).map(name => `arn:aws:iam::111122223333:role/${name}`);
const s3Uri = fc
  .tuple(
    from('abcdefghijklmnopqrstuvwxyz0123456789', 3, 20),
    fc.array(from(`${letters}!-_*'().`, 1, 20), {maxLength: 4}),
  )
  .map(([bucket, parts]) => `s3://${bucket}${parts.map(part => `/${part}`).join('')}/`);
const kmsKeyId = fc.option(
  fc.oneof(
    from(`${letters}-_/`, 1, 20).map(name => `alias/${name}`),
    fc.constant('1234abcd-12ab-34cd-56ef-1234567890ab'),
    fc.constant('arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
  ),
  {nil: undefined},
);
const key = from(TAG, 1, 128).filter(text => !/^aws:/i.test(text));
const tags = fc.uniqueArray(fc.record({key, value: from(TAG, 0, 256)}), {selector: tag => tag.key, maxLength: 6});
const ids = (max: number) => fc.uniqueArray(from(`${letters}-`, 1, 32), {minLength: 1, maxLength: max});
const vpc = fc.oneof(
  fc.constant({subnetIds: [], securityGroupIds: []}),
  fc.record({subnetIds: ids(16), securityGroupIds: ids(5)}),
);
const input: fc.Arbitrary<ImportInput> = fc
  .tuple(fc.record({jobName, modelName, roleArn, s3Uri, kmsKeyId, jobTags: tags, modelTags: tags}), vpc)
  .map(([members, config]) => ({...members, ...config}));

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
    fc.asyncProperty(input, async given => {
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

const wrongText = fc.string({unit: 'grapheme', maxLength: 70});
/** A valid input in which one member is anything. Near misses come from letters of the right alphabet in any order. */
const members: {readonly [K in keyof ImportInput]: fc.Arbitrary<ImportInput[K]>} = {
  jobName: fc.oneof(from('aB1+-.', 1, 70), wrongText),
  modelName: fc.oneof(from('aB1_-', 1, 70), from('aB1_-', 1, 6), wrongText),
  roleArn: fc.oneof(
    from('arn:aws:iam::role/1', 1, 30),
    wrongText.map(text => `arn:aws:iam::111122223333:role/${text}`),
    wrongText,
  ),
  s3Uri: fc.oneof(
    from('abc-./', 1, 12).map(text => `s3://${text}`),
    wrongText.map(text => `s3://bucket/${text}`),
    wrongText,
  ),
  kmsKeyId: fc.oneof(
    wrongText.filter(text => text !== ''),
    wrongText.map(text => `alias/${text}`),
  ),
  subnetIds: fc.array(fc.oneof(from(letters, 1, 33), wrongText), {maxLength: 18}),
  securityGroupIds: fc.array(fc.oneof(from(letters, 1, 33), wrongText), {maxLength: 7}),
  jobTags: fc.array(
    fc.record({key: fc.oneof(from('a:Ws', 1, 6), wrongText), value: fc.oneof(from(TAG, 0, 260), wrongText)}),
    {maxLength: 4},
  ),
  modelTags: fc.array(fc.record({key: fc.oneof(from('ab', 1, 1), wrongText), value: wrongText}), {maxLength: 52}),
};
const anything: fc.Arbitrary<ImportInput> = fc
  .constantFrom(...(Object.keys(members) as readonly (keyof ImportInput)[]))
  .chain(member =>
    fc.tuple(
      input,
      (members[member] as fc.Arbitrary<unknown>).map(value => ({[member]: value})),
    ),
  )
  .map(([valid, change]) => ({...valid, ...change}));

it('calls wrong what the simulator refuses, and nothing else', async () => {
  const gateway = gatewayAt(ours.url);
  let token = 0;
  await fc.assert(
    fc.asyncProperty(anything, async given => {
      const outcome = await gateway.createJob({...given, clientRequestToken: `again-${token++}`}, NEVER);
      const isRefused = !outcome.ok;
      if (outcome.ok) takeJob(ours);
      expect([isRefused, given]).toEqual([Object.keys(importProblems(given)).length > 0, given]);
    }),
    {numRuns: 600},
  );
});
