/** The simulator on the wire, by plain HTTP: routes, errors, validation, and the ways in for faults. */
import {once} from 'node:events';
import {request} from 'node:http';
import {connect} from 'node:net';
import {describe, expect, it} from 'vitest';
import {describeRequest, type RequestEntry} from '../../src/simulator/request-log.ts';
import {ask, importBody, NOON, post, SIGNED, simulate} from './simulated.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an answer', () => {
  it('carries a request id, a date and JSON', async () => {
    const {status, headers, text} = await ask(await simulate(), '/model-import-jobs');
    expect([status, text]).toEqual([200, '{"modelImportJobSummaries":[]}']);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-amzn-requestid')).toMatch(UUID);
    expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN();
  });

  it('is an error in the form of Bedrock', async () => {
    const {status, headers, body} = await ask(await simulate(), '/model-import-jobs/nobody');
    expect(status).toBe(404);
    expect(headers.get('x-amzn-errortype')).toBe(
      'ResourceNotFoundException:http://internal.amazon.com/coral/com.amazon.bedrock/',
    );
    expect(Object.keys(body)).toEqual(['message']);
    expect(headers.get('x-amzn-requestid')).toMatch(UUID);
  });

  it('is found with a slash at the end, and with an encoded ARN', async () => {
    const simulator = await simulate({running: 1});
    const arn = simulator.world.jobs[0]?.arn ?? '';
    expect((await ask(simulator, '/model-import-jobs/')).body.modelImportJobSummaries).toHaveLength(1);
    expect((await ask(simulator, `/model-import-jobs/${encodeURIComponent(arn)}`)).body.jobArn).toBe(arn);
    expect((await ask(simulator, `/model-import-jobs/${encodeURIComponent(arn)}/`)).body.jobArn).toBe(arn);
  });
});

describe('a request', () => {
  it.each([
    [{}],
    [{authorization: ''}],
    [{authorization: 'Basic eDp5'}],
    [{authorization: 'AWS4-HMAC-SHA256 SignedHeaders=host'}],
    [{authorization: 'Bearer '}],
  ])('without a signature is refused: %j', async headers => {
    const answer = await ask(await simulate(), '/model-import-jobs', {headers});
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-errortype')).toMatch(/^MissingAuthenticationTokenException:/);
  });

  it('may carry an API key instead', async () => {
    const answer = await ask(await simulate(), '/model-import-jobs', {headers: {authorization: 'Bearer key'}});
    expect(answer.status).toBe(200);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/foundation-models'],
    ['PUT', '/model-import-jobs'],
    ['DELETE', '/model-import-jobs/some-job'],
    ['GET', '/model-import-jobs/arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl'],
    ['GET', '//model-import-jobs'],
    ['GET', '/model-import-jobs//'],
    ['GET', '/listTagsForResource'],
    ['GET', '/constructor'],
  ])('for another route is unknown: %s %s', async (method, path) => {
    const answer = await ask(await simulate(), path, {method});
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-amzn-errortype')).toMatch(/^UnknownOperationException:/);
  });

  it.each(['{', '[]', '"text"', 'null'])('with the body %s is no structure', async body => {
    const answer = await ask(await simulate(), '/tagResource', {body});
    expect(answer.status).toBe(400);
    expect(answer.headers.get('x-amzn-errortype')).toMatch(/^SerializationException:/);
  });

  it('may have a body of 1 MiB, and no more', async () => {
    const simulator = await simulate();
    const size = (bytes: number) => ask(simulator, '/tagResource', {body: `"${'x'.repeat(bytes - 2)}"`});
    expect((await size(1024 * 1024)).status).toBe(400);
    expect((await size(1024 * 1024 + 1)).status).toBe(413);
  });

  it('reuses its connection', async () => {
    const {port} = await simulate();
    const socket = connect(port, '127.0.0.1');
    const lines = `GET /model-import-jobs HTTP/1.1\r\nhost: x\r\nauthorization: ${SIGNED.authorization}\r\n\r\n`;
    for (let i = 0; i < 3; i += 1) {
      socket.write(lines);
      const [data] = await once(socket, 'data');
      expect(String(data)).toMatch(/^HTTP\/1\.1 200 OK/);
    }
    socket.destroy();
  });
});

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

  it('names everything that is wrong with it', async () => {
    const {body} = await ask(await simulate(), '/model-import-jobs?maxResults=0&sortBy=Name');
    const violations = [
      at("'0'", 'maxResults', 'have value greater than or equal to 1'),
      at("'Name'", 'sortBy', 'satisfy enum value set: [CreationTime]'),
    ];
    expect(body.message).toBe(refused(2, violations.join('; ')));
  });

  it('is held to the pattern of model names where it asks for models', async () => {
    const simulator = await simulate();
    expect((await ask(simulator, '/imported-models?nameContains=a_b')).status).toBe(200);
    expect((await ask(simulator, '/imported-models?nameContains=a.b')).status).toBe(400);
    expect((await ask(simulator, '/imported-models?statusEquals=x')).status).toBe(200);
  });

  it('is answered at once, however it was made to be slow', async () => {
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

  it('names every required member that is missing', async () => {
    const {body} = await post(await simulate(), '/model-import-jobs', {});
    expect(body.message).toMatch(/^4 validation errors detected: Value null at 'jobName'/);
  });
});

describe('requests', () => {
  it('are kept with what they asked and no credential', async () => {
    const heard: RequestEntry[] = [];
    const simulator = await simulate({onRequest: entry => heard.push(entry)});
    const headers = {...SIGNED, 'X-Amz-Security-Token': 'SECRET', 'x-other': 'kept'};
    await ask(simulator, '/model-import-jobs?nameContains=a%2Bb&X-Amz-Credential=SECRET', {headers});
    await ask(simulator, '/nothing', {headers: {authorization: 'Bearer SECRET'}});
    expect(simulator.requests).toMatchObject([
      {
        at: NOON,
        method: 'GET',
        path: '/model-import-jobs?nameContains=a%2Bb&X-Amz-Credential=...',
        operation: 'ListModelImportJobs',
        query: {nameContains: 'a+b'},
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=.../20261123/us-east-1/bedrock/aws4_request',
          'x-other': 'kept',
        },
        status: 200,
      },
      {operation: undefined, status: 404, headers: {authorization: 'Bearer ...'}},
    ]);
    expect(JSON.stringify(simulator.requests)).not.toMatch(/SECRET|AKIDEXAMPLE|Signature/);
    expect(heard).toEqual(simulator.requests);
  });

  it('are told in one line', async () => {
    const simulator = await simulate();
    await ask(simulator, '/model-import-jobs?statusEquals=Failed&nameContains=%1b%5b2J');
    expect(simulator.requests.map(describeRequest)).toEqual([
      '2026-11-23T12:00:00.000Z 400 ListModelImportJobs GET /model-import-jobs statusEquals=Failed nameContains=?[2J',
    ]);
  });
});

describe('an intercepted request', () => {
  it('may pass, or be answered by something else', async () => {
    const simulator = await simulate({
      intercept: async entry =>
        entry.query.maxResults === '7'
          ? {
              status: 429,
              headers: {'Retry-After': '3', 'X-Amzn-ErrorType': 'ThrottlingException'},
              body: '{"message":"slow"}',
            }
          : 'pass',
    });
    expect((await ask(simulator, '/model-import-jobs')).status).toBe(200);
    const {status, headers, body} = await ask(simulator, '/model-import-jobs?maxResults=7');
    expect([status, headers.get('retry-after'), body.message]).toEqual([429, '3', 'slow']);
    expect(simulator.requests.map(entry => entry.status)).toEqual([200, 429]);
  });

  it('may be reset', async () => {
    const simulator = await simulate({intercept: () => 'reset'});
    await expect(ask(simulator, '/model-import-jobs')).rejects.toMatchObject({cause: {code: 'ECONNRESET'}});
  });

  it('may be cut in the middle of its body', async () => {
    const simulator = await simulate({
      intercept: () => ({status: 200, headers: {'content-length': '100'}, body: '{"mod'}),
    });
    await expect(ask(simulator, '/model-import-jobs')).rejects.toThrow('terminated');
  });

  it('may hang until the simulator closes, which it does at once', async () => {
    const simulator = await simulate({intercept: () => 'hang'});
    const hanging = request(`${simulator.url}/model-import-jobs`, {headers: SIGNED}).end();
    const ended = once(hanging, 'error');
    const idle = connect(simulator.port, '127.0.0.1');
    await once(idle, 'connect');
    await expect.poll(() => simulator.requests.length).toBe(1);
    expect(simulator.requests[0]?.status).toBeUndefined();
    await simulator.close();
    expect(await ended).toMatchObject([{code: 'ECONNRESET'}]);
    idle.destroy();
  });

  it('is an internal error where the interception itself fails', async () => {
    const simulator = await simulate({
      intercept: () => {
        throw new Error('broken');
      },
    });
    expect((await ask(simulator, '/model-import-jobs')).status).toBe(500);
  });
});

describe('a simulator', () => {
  it('listens on loopback only, on a port that must be free', async () => {
    const simulator = await simulate();
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`);
    await expect(simulate({port: simulator.port})).rejects.toMatchObject({code: 'EADDRINUSE'});
  });
});
