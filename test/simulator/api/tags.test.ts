/** Tags over plain HTTP: which ARNs can have them, which keys are refused, and what the errors say. */
import {describe, expect, it} from 'vitest';
import {type ask, importBody, post, simulate} from '../simulated.ts';

const UNKNOWN = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl';
const tags = (count: number) => Array.from({length: count}, (_, i) => ({key: `k${i}`, value: 'v'}));

const typeOf = ({status, headers}: Awaited<ReturnType<typeof ask>>) => [
  status,
  (headers.get('x-amzn-errortype') ?? '').split(':')[0],
];

const OPERATIONS: readonly (readonly [path: string, members: object])[] = [
  ['/listTagsForResource', {}],
  ['/tagResource', {tags: []}],
  ['/untagResource', {tagKeys: []}],
];

describe.each(OPERATIONS)('%s', (path, members) => {
  it.each([
    'arn:aws:s3:::some-bucket-of-mine',
    'arn:aws:bedrock:us-east-1:111122223333:model-import-job/ABCDEFGHIJKL',
    'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijklm',
    'arn:aws:bedrock:us-east-1:1234:model-import-job/abcdefghijkl',
    'arn:aws:bedrock:us-east-1:111122223333:training-job/abcdefghijkl',
    'a name that has spaces in it',
    `${UNKNOWN}\n`,
  ])('refuses %j as an invalid ARN', async resourceARN => {
    const answer = await post(await simulate(), path, {resourceARN, ...members});
    expect(typeOf(answer)).toEqual([400, 'ValidationException']);
    expect(answer.body.message).toMatch(
      /^1 validation error detected: Value '[^']+' at 'resourceARN' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    );
  });

  it.each([
    UNKNOWN,
    UNKNOWN.replace('model-import-job', 'imported-model'),
    UNKNOWN.replace('model-import-job', 'custom-model/imported'),
    'arn:aws-us-gov:bedrock:us-gov-west-1::model-invocation-job/abcdefghijkl',
    'arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.titan-text-lite-v1:0:4k/abcdefghijkl',
    'arn:aws:bedrock:us-east-1:111122223333:guardrail/abc123',
    'a-name-of-twenty-characters',
  ])('does not find %s', async resourceARN => {
    const answer = await post(await simulate(), path, {resourceARN, ...members});
    expect(typeOf(answer)).toEqual([404, 'ResourceNotFoundException']);
  });
});

it('refuses an ARN at once that is designed to match slowly', async () => {
  const parts = `${'a'.repeat(63)}.`.repeat(4);
  const resourceARN = `arn:aws:bedrock:us-east-1:111122223333:custom-model/${parts}${'-'.repeat(600)}!`;
  const answer = await post(await simulate(), '/listTagsForResource', {resourceARN});
  expect(typeOf(answer)).toEqual([400, 'ValidationException']);
});

describe('a key', () => {
  it.each(['aws:owner', 'AWS:owner', 'aWs:', 'aws:bedrock:x'])('%s is reserved', async key => {
    const simulator = await simulate({running: 1});
    const resourceARN = simulator.world.jobs[0]?.arn;
    const given = [
      {key: 'team', value: 'x'},
      {key, value: 'x'},
    ];
    const answers = [
      await post(simulator, '/model-import-jobs', importBody('one', {jobTags: given})),
      await post(simulator, '/model-import-jobs', importBody('one', {importedModelTags: given})),
      await post(simulator, '/tagResource', {resourceARN, tags: given}),
    ];
    for (const answer of answers) {
      expect(typeOf(answer)).toEqual([400, 'ValidationException']);
      expect(answer.body.message).toContain(`'${key}' is reserved`);
    }
    expect(simulator.world.jobs).toHaveLength(1);
  });

  it.each(['awsome', 'my:aws:key', 'aws'])('%s is not', async key => {
    const answer = await post(await simulate(), '/model-import-jobs', importBody('one', {jobTags: [{key, value: ''}]}));
    expect(answer.status).toBe(201);
  });

  it('may be given only once when a job is created', async () => {
    const simulator = await simulate();
    const given = [
      {key: 'team', value: 'x'},
      {key: 'Team', value: 'x'},
      {key: 'team', value: 'y'},
    ];
    for (const members of [{jobTags: given}, {importedModelTags: given}]) {
      const answer = await post(simulator, '/model-import-jobs', importBody('one', members));
      expect(typeOf(answer)).toEqual([400, 'ValidationException']);
      expect(answer.body.message).toContain("'team' is given more than once");
    }
    const twoCases = {jobTags: given.slice(0, 2), importedModelTags: given.slice(1)};
    expect((await post(simulator, '/model-import-jobs', importBody('one', twoCases))).status).toBe(201);
  });

  // JavaScript's \s has more white space than the API's.
  it.each(['a\u00a0b', 'a\u2003b', 'a\ufeffb'])('%j contains an invalid character', async key => {
    const answer = await post(await simulate(), '/model-import-jobs', importBody('one', {jobTags: [{key, value: ''}]}));
    expect(typeOf(answer)).toEqual([400, 'ValidationException']);
  });
});

describe('too many tags', () => {
  it('name the ARN if there is one', async () => {
    const simulator = await simulate({running: 1});
    const resourceARN = simulator.world.jobs[0]?.arn;
    const tagging = await post(simulator, '/tagResource', {resourceARN, tags: tags(51)});
    expect(typeOf(tagging)).toEqual([400, 'TooManyTagsException']);
    expect(tagging.body).toEqual({message: expect.any(String), resourceName: resourceARN});
  });

  it('name no ARN if the job does not exist yet', async () => {
    const creating = await post(await simulate(), '/model-import-jobs', importBody('one', {jobTags: tags(51)}));
    expect(typeOf(creating)).toEqual([400, 'TooManyTagsException']);
    expect(Object.keys(creating.body)).toEqual(['message']);
  });
});
