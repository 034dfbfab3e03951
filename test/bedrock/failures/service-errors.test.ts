/** Errors from AWS as AppErrors: over HTTP, with the SDK's own retries. */
import {describe, expect, it, onTestFinished} from 'vitest';
import {createPool} from '../../../src/bedrock/session/pool.ts';
import {openSession} from '../../../src/bedrock/session/session.ts';
import type {ErrorKind} from '../../../src/core/domain/app-error.ts';
import {awsHome} from '../aws-home.ts';
import {assumeRoleXml} from '../credential-peers.ts';
import {answerOf, errorOf, gatewayAt, gatewayWith, LIST, NEVER, SUMMARY} from '../gateway-under-test.ts';
import {sendError, sendJson, startStub} from '../stub-server.ts';

interface Case {
  readonly name: string;
  readonly status: number;
  readonly message?: string;
  readonly kind: ErrorKind;
  readonly isTransient?: boolean;
  readonly next?: string;
}

const DENIED =
  'User: arn:aws:iam::111122223333:user/ada is not authorized to perform: bedrock:ListModelImportJobs because no identity-based policy allows the bedrock:ListModelImportJobs action';

const CASES: readonly Case[] = [
  {name: 'UnrecognizedClientException', status: 403, kind: 'credentials', next: 'aws sts get-caller-identity'},
  {name: 'ExpiredTokenException', status: 403, kind: 'credentials', next: 'aws sso login'},
  {
    name: 'InvalidSignatureException',
    status: 403,
    message: 'Signature expired: 2026 is now earlier',
    kind: 'credentials',
    next: 'clock',
  },
  {
    name: 'InvalidSignatureException',
    status: 403,
    message: 'The signature does not match',
    kind: 'credentials',
    next: 'secret key',
  },
  {
    name: 'AccessDeniedException',
    status: 403,
    message: DENIED,
    kind: 'access',
    next: 'IAM action bedrock:ListModelImportJobs',
  },
  {name: 'OptInRequired', status: 403, kind: 'access'},
  {name: 'ValidationException', status: 400, message: "Value 'x' at 'nameContains' failed", kind: 'invalid'},
  {name: 'ResourceNotFoundException', status: 404, kind: 'not-found'},
  {name: 'ConflictException', status: 400, kind: 'conflict'},
  {name: 'ServiceQuotaExceededException', status: 400, kind: 'quota'},
  {name: 'UnknownOperationException', status: 404, kind: 'region', next: 'eu-central-1'},
  {name: 'ThrottlingException', status: 429, kind: 'throttled', isTransient: true},
  {name: 'InternalServerException', status: 500, kind: 'service', isTransient: true},
  {name: 'ServiceUnavailableException', status: 503, kind: 'service', isTransient: true},
  {name: 'BrandNewException', status: 418, kind: 'invalid'},
];

describe('named errors', () => {
  it.each(CASES)('$name: $kind', async ({name, status, message = 'A reason', kind, isTransient = false, next = ''}) => {
    const stub = await startStub(response => sendError(response, name, message, status));
    const error = errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind, isTransient, operation: 'ListModelImportJobs', requestId: 'request-1'});
    expect(error.why).toContain(message);
    expect(error.next).toContain(next);
  });
});

describe('answers without an error name', () => {
  it.each([
    ['an empty 403', 403, '', 'access', false],
    ['an empty 404', 404, '', 'answer', false],
    ['a redirect', 302, '', 'network', false],
    ['a proxy that needs a login', 407, '', 'network', false],
    ['an empty 429', 429, '', 'throttled', true],
    ['an empty 503', 503, '', 'service', true],
    ['HTML with 503', 503, '<html>busy</html>', 'service', true],
    ['HTML with 403', 403, '<html>blocked</html>', 'access', false],
    ['HTML with 404', 404, '<html>nothing here</html>', 'answer', false],
  ])('%s', async (_, status, body, kind, isTransient) => {
    const stub = await startStub(response => response.writeHead(status).end(body));
    const error = errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind, isTransient});
    expect(error.why).not.toContain('UnknownError');
  });
});

it('retries temporary errors, and returns the answer', async () => {
  const stub = await startStub((response, _, index) =>
    index < 2
      ? sendError(response, 'InternalServerException', 'Oops', 500)
      : sendJson(response, {modelImportJobSummaries: [SUMMARY]}),
  );
  expect(answerOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).jobs).toHaveLength(1);
  expect(stub.requests).toHaveLength(3);
});

it('does not retry permanent errors', async () => {
  const stub = await startStub(response => sendError(response, 'AccessDeniedException', DENIED, 403));
  await gatewayAt(stub.url).listJobs(LIST, NEVER);
  expect(stub.requests).toHaveLength(1);
});

it('distinguishes an expired page token from an invalid request', async () => {
  const stub = await startStub(response => sendError(response, 'ValidationException', 'The nextToken is invalid', 400));
  const gateway = gatewayAt(stub.url);
  expect(errorOf(await gateway.listJobs({...LIST, token: 'old'}, NEVER))).toMatchObject({kind: 'not-found'});
  expect(errorOf(await gateway.listJobs(LIST, NEVER))).toMatchObject({kind: 'invalid'});
});

it('removes secrets from AWS’s messages', async () => {
  const canonical = 'GET /x-amz-security-token:TOK/secret+part== secret-of-environment AKIAIOSFODNN7EXAMPLE';
  const stub = await startStub(response => sendError(response, 'SignatureDoesNotMatch', canonical, 403));
  const {why} = errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER));
  for (const secret of ['TOK/', 'secret-of-environment', 'AKIAIOSFODNN7EXAMPLE']) expect(why).not.toContain(secret);
});

it('knows the secrets of the profile that is used', async () => {
  const credentials = '[default]\naws_access_key_id=AKIDFILE\naws_secret_access_key=secret-of-file\n';
  const {environment} = awsHome({credentials, env: {AWS_REGION: 'us-east-1'}});
  const stub = await startStub(response => sendError(response, 'ValidationException', 'Not secret-of-file', 400));
  const gateway = gatewayWith({environment, endpointUrl: stub.url});
  expect(errorOf(await gateway.listJobs(LIST, NEVER)).why).toBe('AWS rejected the request: Not …');
});

it('keeps the secrets of the profile’s chain and of the last two fetched credentials, and no others', async () => {
  const keysOf = (name: string) => `aws_access_key_id=AKID\naws_secret_access_key=secret-of-${name}\n`;
  const role = '[role]\nrole_arn=arn:aws:iam::111122223333:role/x\nsource_profile=base\n';
  let issued = 0;
  const sts = await startStub(response => {
    issued += 1;
    response.writeHead(200, {'content-type': 'text/xml'});
    response.end(
      assumeRoleXml({
        accessKeyId: 'A',
        secretAccessKey: `fetched-secret-${issued}`,
        sessionToken: `fetched-token-${issued}`,
        expiration: new Date(Date.now() + 1_000).toISOString(),
      }),
    );
  });
  const credentials = `${role}[base]\n${keysOf('base')}[other]\n${keysOf('other')}`;
  const {environment} = awsHome({credentials, env: {AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_STS: sts.url}});
  const opened = await openSession(
    {environment, target: {kind: 'aws', profile: 'role'}, appVersion: '0'},
    {pool: createPool(), closed: NEVER},
  );
  if (!opened.ok) throw new Error(opened.error.why);
  onTestFinished(() => opened.value.close());
  while (issued < 5) await opened.value.ready();
  expect(opened.value.context.secrets).toEqual([
    'secret-of-base',
    ...[4, 5].flatMap(number => [`fetched-secret-${number}`, `fetched-token-${number}`]),
  ]);
});

it('removes control characters from AWS’s messages', async () => {
  const stub = await startStub(response => sendError(response, 'ValidationException', 'a\u001b[2Jb\nc', 400));
  expect(errorOf(await gatewayAt(stub.url).listJobs(LIST, NEVER)).why).toBe('AWS rejected the request: ab c');
});
