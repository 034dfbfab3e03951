/** ListModelImportJobs on the wire and back. */
import {describe, expect, it} from 'vitest';
import type {ListRequest} from '../../src/core/domain/ports.ts';
import {answerOf, errorOf, gatewayAt, LIST, NEVER, SUMMARY} from './gateway-under-test.ts';
import {emptyList, sendError, sendJson, startStub} from './stub-server.ts';

const DEFAULTS = 'maxResults=100&sortBy=CreationTime&sortOrder=Descending';

describe('the query string', () => {
  const cases: readonly (readonly [string, Partial<ListRequest>, string])[] = [
    ['nothing but order and size', {}, DEFAULTS],
    ['status', {status: 'InProgress'}, `${DEFAULTS}&statusEquals=InProgress`],
    ['an unknown status', {status: 'Stopping'}, `${DEFAULTS}&statusEquals=Stopping`],
    [
      'name',
      {name: 'my+job.name-1'},
      `maxResults=100&nameContains=my%2Bjob.name-1&sortBy=CreationTime&sortOrder=Descending`,
    ],
    ['an empty name counts as none', {name: ''}, DEFAULTS],
    ['after', {createdAfter: Date.UTC(2024, 7, 20)}, `creationTimeAfter=2024-08-20T00%3A00%3A00Z&${DEFAULTS}`],
    [
      'before',
      {createdBefore: Date.UTC(2024, 7, 21, 12, 34, 56, 789)},
      `creationTimeBefore=2024-08-21T12%3A34%3A56.789Z&${DEFAULTS}`,
    ],
    ['the epoch itself', {createdAfter: 0}, `creationTimeAfter=1970-01-01T00%3A00%3A00Z&${DEFAULTS}`],
    ['order', {order: 'Ascending'}, 'maxResults=100&sortBy=CreationTime&sortOrder=Ascending'],
    ['page size', {pageSize: 25}, 'maxResults=25&sortBy=CreationTime&sortOrder=Descending'],
    [
      'token',
      {token: 'abc+/=~tok&x'},
      `maxResults=100&nextToken=abc%2B%2F%3D~tok%26x&sortBy=CreationTime&sortOrder=Descending`,
    ],
    [
      'all eight',
      {
        status: 'Failed',
        name: 'a',
        createdAfter: 0,
        createdBefore: 1000,
        order: 'Ascending',
        pageSize: 1000,
        token: 't',
      },
      'creationTimeAfter=1970-01-01T00%3A00%3A00Z&creationTimeBefore=1970-01-01T00%3A00%3A01Z&maxResults=1000&nameContains=a&nextToken=t&sortBy=CreationTime&sortOrder=Ascending&statusEquals=Failed',
    ],
  ];
  it.each(cases)('%s', async (_, part, query) => {
    const stub = await startStub(emptyList);
    expect(answerOf(await gatewayAt(stub.url).listJobs({...LIST, ...part}, NEVER))).toEqual({jobs: []});
    expect(stub.lines).toEqual([`GET /model-import-jobs?${query}`]);
  });
});

it('names the program and its version, and signs for Bedrock', async () => {
  const stub = await startStub(emptyList);
  await gatewayAt(stub.url).listJobs(LIST, NEVER);
  const {headers} = stub.requests[0]!;
  expect(headers['user-agent']).toContain('app/bedrock-imports-tui');
  expect(headers['user-agent']).toContain('bedrock-imports-tui/1.2.3');
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/bedrock\/aws4_request/,
  );
});

it('keeps the members of each job, with times in ms', async () => {
  const bare = {
    jobArn: `${SUMMARY.jobArn}2`,
    jobName: 'import-2',
    status: 'Queued',
    creationTime: '2026-11-01T13:00:00+01:00',
  };
  const stub = await startStub(response =>
    sendJson(response, {modelImportJobSummaries: [SUMMARY, bare], nextToken: 'next'}),
  );
  const page = answerOf(await gatewayAt(stub.url).listJobs(LIST, NEVER));
  expect(page).toEqual({
    nextToken: 'next',
    jobs: [
      {
        arn: SUMMARY.jobArn,
        name: 'import-1',
        status: 'Completed',
        createdAt: Date.UTC(2026, 10, 1, 12),
        modifiedAt: Date.UTC(2026, 10, 1, 12, 20, 0, 500),
        endedAt: Date.UTC(2026, 10, 1, 12, 20, 0, 250),
        modelArn: SUMMARY.importedModelArn,
        modelName: 'model-1',
      },
      {arn: bare.jobArn, name: 'import-2', status: 'Queued', createdAt: Date.UTC(2026, 10, 1, 12)},
    ],
  });
});

it('removes control characters', async () => {
  const steering = {
    ...SUMMARY,
    jobName: 'a\u001b[31mb\nc',
    status: 'Comp\u202eleted',
    importedModelName: '\u001b]0;x\u0007m',
  };
  const stub = await startStub(response => sendJson(response, {modelImportJobSummaries: [steering]}));
  const [job] = answerOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).jobs;
  expect(job).toMatchObject({name: 'ab c', status: 'Completed', modelName: 'm'});
});

it('requests the next page by its token, and stops at an empty token', async () => {
  const stub = await startStub((response, _, index) =>
    sendJson(response, {modelImportJobSummaries: [SUMMARY], nextToken: index === 0 ? 'two' : ''}),
  );
  const gateway = gatewayAt(stub.url);
  const first = answerOf(await gateway.listJobs(LIST, NEVER));
  const second = answerOf(await gateway.listJobs({...LIST, token: first.nextToken}, NEVER));
  expect([first.nextToken, second.nextToken]).toEqual(['two', undefined]);
  expect(stub.lines[1]).toContain('nextToken=two');
});

it('accepts every token that the API allows', async () => {
  const stub = await startStub(response =>
    sendJson(response, {modelImportJobSummaries: [], nextToken: `😀+/=${'x'.repeat(2043)}`}),
  );
  const gateway = gatewayAt(stub.url);
  const {nextToken} = answerOf(await gateway.listJobs(LIST, NEVER));
  answerOf(await gateway.listJobs({...LIST, token: nextToken?.slice(0, 5)}, NEVER));
  expect(stub.lines[1]).toContain(`nextToken=${encodeURIComponent('😀+/=')}`);
});

describe('an answer that breaks the API’s promises is refused', () => {
  const list = (...items: unknown[]) => ({modelImportJobSummaries: items});
  const cases: readonly (readonly [string, unknown])[] = [
    ['no list', {}],
    ['a list of null', {modelImportJobSummaries: null}],
    ['no object', null],
    ['a list that is text', {modelImportJobSummaries: 'none'}],
    ['a job without an ARN', list({...SUMMARY, jobArn: undefined})],
    ['a job with an empty ARN', list({...SUMMARY, jobArn: ''})],
    ['a job without a name', list({...SUMMARY, jobName: undefined})],
    ['a job without a status', list({...SUMMARY, status: undefined})],
    ['a job without a creation time', list(SUMMARY, {...SUMMARY, creationTime: undefined})],
    ['a job that is null', list(null)],
    ['a job that is text', list('job')],
    ['times as epoch numbers', list({...SUMMARY, creationTime: 1_730_000_000})],
    ['an invalid time', list({...SUMMARY, creationTime: 'yesterday'})],
    ['a token that is an object', {...list(SUMMARY), nextToken: {a: 1}}],
    ['a token that is a number', {...list(SUMMARY), nextToken: 7}],
    ['a token that is a list', {...list(SUMMARY), nextToken: ['t']}],
    ['a token with half of a surrogate pair', {...list(SUMMARY), nextToken: 'a\udc00b'}],
    ['a token with white space', {...list(SUMMARY), nextToken: 'a b'}],
    ['a token with a line break', {...list(SUMMARY), nextToken: 'a\n'}],
    ['a token with a control character', {...list(SUMMARY), nextToken: 'a\u0000'}],
    ['a token that is too long', {...list(SUMMARY), nextToken: 'x'.repeat(2049)}],
    ['the token that was sent', {...list(SUMMARY), nextToken: 'same'}],
  ];
  it.each(cases)('%s', async (_, body) => {
    const stub = await startStub(response => sendJson(response, body));
    const error = errorOf(await gatewayAt(stub.url).listJobs({...LIST, token: 'same'}, NEVER));
    expect(error).toMatchObject({kind: 'answer', operation: 'ListModelImportJobs', isTransient: false});
    expect(error.why).not.toContain('Deserialization');
  });

  it.each([
    ['HTML with 200', '<html>Sign in</html>', 'answer'],
    ['JSON that ends too soon', '{"modelImportJobSummaries":[{"jobArn":"a', 'answer'],
    ['an empty body', '', 'answer'],
  ])('%s', async (_, text, kind) => {
    const stub = await startStub(response => response.end(text));
    expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).kind).toBe(kind);
  });
});

it('notes if AWS made the request wait', async () => {
  const stub = await startStub((response, request, index) => {
    if (index > 0) return emptyList(response, request, index);
    response.setHeader('retry-after', '1');
    sendError(response, 'ThrottlingException', 'Too many requests', 429);
  });
  const gateway = gatewayAt(stub.url);
  expect(answerOf(await gateway.listJobs(LIST, NEVER)).isThrottled).toBe(true);
  expect(answerOf(await gateway.listJobs(LIST, NEVER)).isThrottled).toBeUndefined();
});
