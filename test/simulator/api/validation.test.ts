/** What is refused as malformed, and with which message. */
import {describe, expect, it} from 'vitest';
import {ask, importBody, post, simulate} from '../simulated.ts';

const refused = (count: number, what: string) => `${count} validation error${count > 1 ? 's' : ''} detected: ${what}`;
const at = (value: string, field: string, constraint: string) =>
  `Value ${value} at '${field}' failed to satisfy constraint: Member must ${constraint}`;
const JOB_NAME = 'satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9\\+\\-\\.])*';

describe('a query that is refused', () => {
  it.each([
    [
      'statusEquals=Complete',
      at("'Complete'", 'statusEquals', 'satisfy enum value set: [InProgress, Completed, Failed]'),
    ],
    ['statusEquals=', at("''", 'statusEquals', 'satisfy enum value set: [InProgress, Completed, Failed]')],
    ['sortBy=Name', at("'Name'", 'sortBy', 'satisfy enum value set: [CreationTime]')],
    ['sortOrder=descending', at("'descending'", 'sortOrder', 'satisfy enum value set: [Ascending, Descending]')],
    ['maxResults=0', at("'0'", 'maxResults', 'have value greater than or equal to 1')],
    ['maxResults=1001', at("'1001'", 'maxResults', 'have value less than or equal to 1000')],
    ['maxResults=ten', at("'ten'", 'maxResults', 'be an integer')],
    ['maxResults=1.5', at("'1.5'", 'maxResults', 'be an integer')],
    ['creationTimeAfter=yesterday', at("'yesterday'", 'creationTimeAfter', 'be a valid ISO 8601 timestamp')],
    ['creationTimeBefore=1700000000', at("'1700000000'", 'creationTimeBefore', 'be a valid ISO 8601 timestamp')],
    [
      'creationTimeBefore=2026-02-30T00:00:00Z',
      at("'2026-02-30T00:00:00Z'", 'creationTimeBefore', 'be a valid ISO 8601 timestamp'),
    ],
    ['nameContains=', at("''", 'nameContains', 'have length greater than or equal to 1')],
    ['nameContains=a_b', at("'a_b'", 'nameContains', JOB_NAME)],
    ['nameContains=-a', at("'-a'", 'nameContains', JOB_NAME)],
    ['nameContains=a%20b', at("'a b'", 'nameContains', JOB_NAME)],
    [
      `nameContains=${'a'.repeat(64)}`,
      at(`'${'a'.repeat(64)}'`, 'nameContains', 'have length less than or equal to 63'),
    ],
    ['nextToken=', at("''", 'nextToken', 'have length greater than or equal to 1')],
    ['nextToken=a%20b', at("'a b'", 'nextToken', 'satisfy regular expression pattern: \\S*')],
    [
      `nextToken=${'a'.repeat(2049)}`,
      at(`'${'a'.repeat(256)}...'`, 'nextToken', 'have length less than or equal to 2048'),
    ],
  ])('%s', async (query, violation) => {
    const {status, headers, body} = await ask(await simulate(), `/model-import-jobs?${query}`);
    expect([status, body.message]).toEqual([400, refused(1, violation)]);
    expect(headers.get('x-amzn-errortype')).toMatch(/^ValidationException:/);
  });

  it('lists all violations', async () => {
    const {body} = await ask(await simulate(), '/model-import-jobs?maxResults=0&sortBy=Name');
    const violations = [
      at("'0'", 'maxResults', 'have value greater than or equal to 1'),
      at("'Name'", 'sortBy', 'satisfy enum value set: [CreationTime]'),
    ];
    expect(body.message).toBe(refused(2, violations.join('; ')));
  });

  it('must match the pattern of model names if it is for models', async () => {
    const simulator = await simulate();
    expect((await ask(simulator, '/imported-models?nameContains=a_b')).status).toBe(200);
    expect((await ask(simulator, '/imported-models?nameContains=a.b')).status).toBe(400);
    expect((await ask(simulator, '/imported-models?statusEquals=x')).status).toBe(200);
  });

  it('is answered at once, even if it is designed to match slowly', async () => {
    const simulator = await simulate();
    const {status} = await ask(simulator, `/model-import-jobs/${'-'.repeat(500)}!`);
    expect(status).toBe(400);
    expect((await ask(simulator, `/model-import-jobs?nameContains=a${'-'.repeat(60)}!`)).status).toBe(400);
  });
});

describe('an identifier that is refused', () => {
  it.each([
    '/model-import-jobs/a_b',
    '/model-import-jobs/%ff',
    `/model-import-jobs/${'a'.repeat(1012)}`,
    '/imported-models/a.b',
    '/imported-models/arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Amodel-import-job%2Fabcdefghijkl',
  ])('%s', async path => {
    const {status, body} = await ask(await simulate(), path);
    expect(status).toBe(400);
    expect(body.message).toMatch(/^1 validation error detected: Value '.*' at '(job|model)Identifier' failed/);
  });
});

describe('an import that is refused', () => {
  const tag = {key: 'team', value: 'x'};
  const vpc = {subnetIds: ['subnet-1'], securityGroupIds: ['sg-1']};
  it.each([
    [{jobName: undefined}, 'jobName', 'not be null'],
    [{jobName: 5}, 'jobName', 'be a string'],
    [{jobName: 'a_b'}, 'jobName', JOB_NAME],
    [{importedModelName: 'a.b'}, 'importedModelName', 'satisfy regular expression pattern: ([0-9a-zA-Z][_-]?)+'],
    [{roleArn: 'role'}, 'roleArn', 'satisfy regular expression pattern: arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+'],
    [{modelDataSource: undefined}, 'modelDataSource', 'not be null'],
    [{modelDataSource: {}}, 'modelDataSource.s3DataSource', 'not be null'],
    [
      {modelDataSource: {s3DataSource: {s3Uri: 'S3://models/x/'}}},
      'modelDataSource.s3DataSource.s3Uri',
      'satisfy regular',
    ],
    [{jobTags: 'x'}, 'jobTags', 'be a list'],
    [{jobTags: Array(201).fill(tag)}, 'jobTags', 'have length less than or equal to 200'],
    [{jobTags: [tag, {key: '', value: ''}]}, 'jobTags.2.member.key', 'have length greater than or equal to 1'],
    [{importedModelTags: [{key: 'k'}]}, 'importedModelTags.1.member.value', 'not be null'],
    [{importedModelTags: ['k']}, 'importedModelTags.1.member', 'be a structure'],
    [{clientRequestToken: '-a'}, 'clientRequestToken', 'satisfy regular'],
    [{vpcConfig: {...vpc, subnetIds: []}}, 'vpcConfig.subnetIds', 'have length greater than or equal to 1'],
    [{vpcConfig: {...vpc, securityGroupIds: Array(6).fill('sg-1')}}, 'vpcConfig.securityGroupIds', 'have length less'],
    [{vpcConfig: {...vpc, subnetIds: ['a_b']}}, 'vpcConfig.subnetIds.1.member', 'satisfy regular'],
    [{vpcConfig: {subnetIds: ['subnet-1']}}, 'vpcConfig.securityGroupIds', 'not be null'],
    [{importedModelKmsKeyId: 'key'}, 'importedModelKmsKeyId', 'satisfy regular'],
  ])('%j', async (members, field, constraint) => {
    const simulator = await simulate();
    const {status, body} = await post(simulator, '/model-import-jobs', importBody('job', members));
    expect(status).toBe(400);
    expect(body.message).toContain(`at '${field}' failed to satisfy constraint: Member must ${constraint}`);
    expect(body.message).toMatch(/^1 validation error detected: /);
    expect(simulator.world.jobs).toEqual([]);
  });

  it('is measured in code points', async () => {
    const simulator = await simulate();
    const prefix = 'arn:aws:iam::111122223333:role/';
    const roleOf = (length: number) => prefix + '😀'.repeat(length - prefix.length);
    const longest = await post(simulator, '/model-import-jobs', importBody('job', {roleArn: roleOf(2048)}));
    expect(longest.status).toBe(201);
    const longer = await post(simulator, '/model-import-jobs', importBody('other', {roleArn: roleOf(2049)}));
    expect(longer.body.message).toContain("at 'roleArn' failed to satisfy constraint: Member must have length less");
  });

  it('is quoted with long values cut between two characters', async () => {
    const value = `${'a'.repeat(255)}😀${'b'.repeat(20)}`;
    const {body} = await post(
      await simulate(),
      '/model-import-jobs',
      importBody('job', {importedModelKmsKeyId: value}),
    );
    expect(body.message).toContain(`Value '${'a'.repeat(255)}...' at 'importedModelKmsKeyId'`);
  });

  it('lists all missing members', async () => {
    const {body} = await post(await simulate(), '/model-import-jobs', {});
    expect(body.message).toMatch(/^4 validation errors detected: Value null at 'jobName'/);
  });
});
