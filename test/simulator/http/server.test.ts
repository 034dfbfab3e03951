/** The simulator over plain HTTP: routes, errors, kept requests, and intercepted requests. */
import {once} from 'node:events';
import {request} from 'node:http';
import {connect} from 'node:net';
import {describe, expect, it} from 'vitest';
import {describeRequest, type RequestEntry} from '../../../src/simulator/http/request-log.ts';
import {ask, NOON, SIGNED, simulate} from '../simulated.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an answer', () => {
  it('carries a request id, a date and JSON', async () => {
    const {status, headers, text} = await ask(await simulate(), '/model-import-jobs');
    expect([status, text]).toEqual([200, '{"modelImportJobSummaries":[]}']);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-amzn-requestid')).toMatch(UUID);
    expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN();
  });

  it('may be an error in Bedrock’s form', async () => {
    const {status, headers, body} = await ask(await simulate(), '/model-import-jobs/nobody');
    expect(status).toBe(404);
    expect(headers.get('x-amzn-errortype')).toBe(
      'ResourceNotFoundException:http://internal.amazon.com/coral/com.amazon.bedrock/',
    );
    expect(Object.keys(body)).toEqual(['message']);
    expect(headers.get('x-amzn-requestid')).toMatch(UUID);
  });

  it('is found by a path with a slash at the end, and by an encoded ARN', async () => {
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
  ])('for an unknown route is refused: %s %s', async (method, path) => {
    const answer = await ask(await simulate(), path, {method});
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-amzn-errortype')).toMatch(/^UnknownOperationException:/);
  });

  it.each(['{', '[]', '"text"', 'null'])('with the body %s is refused', async body => {
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

  it('can reuse a connection', async () => {
    const {port} = await simulate();
    const socket = connect(port, '127.0.0.1');
    const lines = `GET /model-import-jobs HTTP/1.1\r\nhost: localhost\r\nauthorization: ${SIGNED.authorization}\r\n\r\n`;
    for (let i = 0; i < 3; i += 1) {
      socket.write(lines);
      const [data] = await once(socket, 'data');
      expect(String(data)).toMatch(/^HTTP\/1\.1 200 OK/);
    }
    socket.destroy();
  });
});

describe('requests', () => {
  it('are kept with their query, without credentials', async () => {
    const reported: RequestEntry[] = [];
    const simulator = await simulate({onRequest: entry => reported.push(entry)});
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
    expect(reported).toEqual(simulator.requests);
  });

  it('are kept up to the last 10,000', async () => {
    const simulator = await simulate();
    const socket = connect(simulator.port, '127.0.0.1');
    socket.resume();
    for (let i = 1; i <= 10_003; i += 1) socket.write(`GET /${i} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    await expect.poll(() => simulator.requests.at(-1)?.path, {timeout: 15_000}).toBe('/10003');
    expect(simulator.requests).toHaveLength(10_000);
    expect(simulator.requests[0]?.path).toBe('/4');
    socket.destroy();
  });

  it('can be described in one line', async () => {
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

  it('may be answered with half a body', async () => {
    const simulator = await simulate({
      intercept: () => ({status: 200, headers: {'content-length': '100'}, body: '{"mod'}),
    });
    await expect(ask(simulator, '/model-import-jobs')).rejects.toThrow('terminated');
  });

  it('may hang, which does not delay closing the simulator', async () => {
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

  it('gets an internal error if the interception throws', async () => {
    const simulator = await simulate({
      intercept: () => {
        throw new Error('broken');
      },
    });
    expect((await ask(simulator, '/model-import-jobs')).status).toBe(500);
    expect(simulator.requests.map(entry => entry.status)).toEqual([500]);
  });
});

describe('a simulator', () => {
  it('listens on loopback only, on a port that must be free', async () => {
    const simulator = await simulate();
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}`);
    await expect(simulate({port: simulator.port})).rejects.toMatchObject({code: 'EADDRINUSE'});
  });
});
