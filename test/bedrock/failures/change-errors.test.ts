/** Failures of the operations on models, tags and imports, over HTTP: those that AWS reports, and answers that never come. */
import {describe, expect, it} from 'vitest';
import type {ErrorKind} from '../../../src/core/domain/app-error.ts';
import type {ApiOperation, Gateway, Operation} from '../../../src/core/domain/ports.ts';
import {errorOf, gatewayAt, LIST, NEVER} from '../gateway-under-test.ts';
import {sendError, sendJson, startStub} from '../stub-server.ts';

const JOB = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl';
const MODEL = 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl';
const IMPORT = {
  jobName: 'support-v8',
  modelName: 'support-v8',
  roleArn: 'arn:aws:iam::111122223333:role/import',
  s3Uri: 's3://bucket/',
  subnetIds: [],
  securityGroupIds: [],
  jobTags: [],
  modelTags: [],
  clientRequestToken: 'token-1',
};

type Acting = Exclude<Operation, 'listJobs' | 'getJob' | 'checkFiles'>;
const ACTING: {
  readonly [K in Acting]: {readonly api: ApiOperation; call(gateway: Gateway, signal: AbortSignal): unknown};
} = {
  createJob: {api: 'CreateModelImportJob', call: (gateway, signal) => gateway.createJob(IMPORT, signal)},
  listModels: {api: 'ListImportedModels', call: (gateway, signal) => gateway.listModels(LIST, signal)},
  getModel: {api: 'GetImportedModel', call: (gateway, signal) => gateway.getModel(MODEL, signal)},
  deleteModel: {api: 'DeleteImportedModel', call: (gateway, signal) => gateway.deleteModel(MODEL, signal)},
  listTags: {api: 'ListTagsForResource', call: (gateway, signal) => gateway.listTags(JOB, signal)},
  tag: {api: 'TagResource', call: (gateway, signal) => gateway.tag({arn: JOB, tags: []}, signal)},
  untag: {api: 'UntagResource', call: (gateway, signal) => gateway.untag({arn: JOB, keys: []}, signal)},
};
const IDS = Object.keys(ACTING) as readonly Acting[];
const APIS = Object.values(ACTING).map(({api}) => api);
const LIMITS = {limits: {connectMs: 300, requestMs: 100}};

const failWith = async (url: string, api: ApiOperation, settings = {}) => {
  const id = IDS.find(known => ACTING[known].api === api);
  const outcome = await ACTING[id!].call(gatewayAt(url, settings), NEVER);
  return errorOf(outcome as Parameters<typeof errorOf>[0]);
};

interface Case {
  readonly name: string;
  readonly message: string;
  readonly status?: number;
  readonly operations: readonly ApiOperation[];
  readonly kind: ErrorKind;
  readonly why: string;
  readonly next: string;
}

const CREATE: readonly ApiOperation[] = ['CreateModelImportJob'];
const ON_A_MODEL: readonly ApiOperation[] = ['GetImportedModel', 'DeleteImportedModel'];
const ON_TAGS: readonly ApiOperation[] = ['ListTagsForResource', 'TagResource', 'UntagResource'];
const USER = 'User: arn:aws:iam::111122223333:user/ada is not authorized to perform:';

const CASES: readonly Case[] = [
  {
    name: 'ValidationException',
    message: 'The provided job name is currently in use.',
    operations: CREATE,
    kind: 'name-taken',
    why: 'The job name is taken',
    next: 'Choose another job name',
  },
  {
    name: 'ConflictException',
    message: 'A job with this name already exists',
    operations: CREATE,
    kind: 'name-taken',
    why: 'The job name is taken',
    next: 'Choose another job name',
  },
  {
    name: 'ValidationException',
    message: 'The provided model name is currently in use.',
    operations: CREATE,
    kind: 'name-taken',
    why: 'The model name is taken',
    next: 'delete the model that has it',
  },
  {
    name: 'ValidationException',
    message: 'The provided role ARN is invalid',
    operations: CREATE,
    kind: 'role-refused',
    why: 'AWS cannot use the role',
    next: 'If the role is new, retry in a few minutes',
  },
  {
    name: 'ConflictException',
    message: 'The client request token was used with other parameters',
    operations: CREATE,
    kind: 'conflict',
    why: 'AWS has seen this client request token with other values',
    next: 'another token',
  },
  {
    name: 'ServiceQuotaExceededException',
    message: 'Please request a quota increase for Concurrent model import jobs',
    operations: CREATE,
    kind: 'import-running',
    why: 'Another import is running',
    next: 'one import at a time',
  },
  {
    name: 'ServiceQuotaExceededException',
    message: 'You have reached the limit of imported models per account',
    operations: CREATE,
    kind: 'quota',
    why: 'number of imported models',
    next: 'Delete a model',
  },
  {
    name: 'AccessDeniedException',
    message: `${USER} iam:PassRole on resource: arn:aws:iam::111122223333:role/import`,
    status: 403,
    operations: CREATE,
    kind: 'access',
    why: 'Access denied',
    next: 'IAM action iam:PassRole',
  },
  ...ON_A_MODEL.flatMap((operation): readonly Case[] =>
    [
      ['ResourceNotFoundException', 'The provided model was not found', 404] as const,
      ['ValidationException', 'The provided model identifier is invalid.', 400] as const,
      ['ValidationException', 'Could not find the imported model m', 400] as const,
      ['ValidationException', "Imported model m doesn't exist", 400] as const,
    ].map(([name, message, status]) => ({
      ...{name, message, status, kind: 'not-found', operations: [operation]},
      why: 'AWS did not find the model',
      next: 'Check the model’s name or ARN',
    })),
  ),
  {
    name: 'ConflictException',
    message: 'The model is in use',
    operations: ['DeleteImportedModel'],
    kind: 'conflict',
    why: 'AWS does not delete the model now',
    next: 'Wait until nothing uses the model',
  },
  {
    name: 'ResourceNotFoundException',
    message: 'No such resource',
    status: 404,
    operations: ON_TAGS,
    kind: 'not-found',
    why: 'AWS did not find the job or model',
    next: 'Check the ARN',
  },
  {
    name: 'ValidationException',
    message: 'The resource does not exist',
    operations: ON_TAGS,
    kind: 'not-found',
    why: 'AWS did not find the job or model',
    next: 'Check the ARN',
  },
  {
    name: 'TooManyTagsException',
    message: 'A resource can have 50 tags',
    operations: ['CreateModelImportJob', 'TagResource'],
    kind: 'quota',
    why: 'There are too many tags',
    next: '50 are allowed',
  },
  {
    name: 'ValidationException',
    message: "1 validation error detected: Value 'x' at 'y' failed to satisfy constraint: z was not found",
    operations: APIS,
    kind: 'invalid',
    why: 'AWS rejected the request',
    next: 'Change the filter or value',
  },
  {
    name: 'ConflictException',
    message: 'Something else is going on',
    operations: ['CreateModelImportJob', 'TagResource', 'UntagResource'],
    kind: 'conflict',
    why: 'AWS reports a conflict',
    next: 'wait until the other change is finished',
  },
];

describe('what AWS reports', () => {
  const rows = CASES.flatMap(({operations, ...row}) => operations.map(operation => ({...row, operation})));
  it.each(rows)('$operation: $name, $message', async ({name, message, status = 400, operation, kind, why, next}) => {
    const stub = await startStub(response => sendError(response, name, message, status));
    const error = await failWith(stub.url, operation);
    expect(error).toMatchObject({kind, isTransient: false, operation, requestId: 'request-1'});
    expect(error.why).toContain(why);
    expect(error.why).toContain(message.replace(/\.$/, ''));
    expect(error.next).toContain(next);
    expect(stub.requests).toHaveLength(1);
  });
});

describe.each(APIS)('%s', api => {
  it('is access denied, with the action that is missing', async () => {
    const stub = await startStub(response => sendError(response, 'AccessDeniedException', 'No policy allows it', 403));
    const error = await failWith(stub.url, api);
    expect(error).toMatchObject({kind: 'access', next: expect.stringContaining(`IAM action bedrock:${api},`)});
  });

  it.each([
    ['throttled', 'ThrottlingException', 429],
    ['service', 'InternalServerException', 500],
    ['service', 'ServiceUnavailableException', 503],
  ])('is %s after the last attempt: %s', async (kind, name, status) => {
    const stub = await startStub(response => sendError(response, name, 'A reason', status));
    expect(await failWith(stub.url, api, {attempts: 2})).toMatchObject({kind, isTransient: true, operation: api});
    expect(stub.requests).toHaveLength(2);
  });

  it('gets no answer from a server that hangs', async () => {
    const stub = await startStub(() => {});
    expect(await failWith(stub.url, api, LIMITS)).toMatchObject({kind: 'network', isTransient: true});
    expect(stub.requests).toHaveLength(3);
  });

  it('gets no answer if the connection is reset', async () => {
    const stub = await startStub((_, request) => request.socket.resetAndDestroy());
    expect(await failWith(stub.url, api)).toMatchObject({kind: 'network', isTransient: true});
  });

  it('gets an answer that is cut off', async () => {
    const stub = await startStub((response, request) => {
      response.writeHead(200, {'content-length': '1000'});
      response.write('{', () => request.socket.destroy());
    });
    expect(await failWith(stub.url, api)).toMatchObject({kind: 'network', isTransient: true});
  });

  it.each([200, 502])('gets HTML with status %i', async status => {
    const stub = await startStub(response => response.writeHead(status).end('<html>busy</html>'));
    expect(await failWith(stub.url, api)).toMatchObject({kind: status === 200 ? 'answer' : 'service', operation: api});
  });

  it('is cancelled, also while the server hangs', async () => {
    const stub = await startStub(() => {});
    const ending = new AbortController();
    const id = IDS.find(known => ACTING[known].api === api);
    const outcome = ACTING[id!].call(gatewayAt(stub.url), ending.signal);
    await stub.arrived(1);
    ending.abort();
    expect(await outcome).toMatchObject({ok: false, error: {kind: 'cancelled'}});
  });

  it('keeps control characters out of its errors', async () => {
    const stub = await startStub(response => sendError(response, 'ValidationException', 'a\u001b[31mb\u202e', 400));
    expect((await failWith(stub.url, api)).why).toContain('ab');
  });
});

it('a list of models that is no JSON object is refused', async () => {
  const stub = await startStub(response => sendJson(response, [1, 2]));
  expect(await failWith(stub.url, 'ListImportedModels')).toMatchObject({kind: 'answer'});
});
