/** What cannot be read in S3, in words: the bucket, the list, single files, and answers that are not S3's. */
import {createServer} from 'node:net';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {BucketChoice} from '../../../src/simulator/world/bucket.ts';
import {awsHome} from '../aws-home.ts';
import {answerOf, errorOf, gatewayWith, NEVER} from '../gateway-under-test.ts';
import {type Answer, closedPort, startStub} from '../stub-server.ts';
import {bucket, gatewayFor, objectsOf, PASSING, resultsOf, simulateBuckets, whyOf} from './buckets.ts';

const MODEL = {s3Uri: 's3://models/model/'};
const SHARD = 'model-00002-of-00002.safetensors';

const check = async (choice: Partial<BucketChoice>, s3Uri = MODEL.s3Uri) => {
  const simulator = await simulateBuckets(bucket(choice));
  return gatewayFor(simulator).checkFiles({s3Uri}, NEVER);
};

/** The objects of a passing model, the one with this name changed. */
const withChanged = (changed: string, change: object) =>
  objectsOf(PASSING).map(object => (object.key === `model/${changed}` ? {...object, ...change} : object));

describe('the whole check fails', () => {
  it('without such a bucket', async () => {
    const simulator = await simulateBuckets(bucket());
    const error = errorOf(await gatewayFor(simulator).checkFiles({s3Uri: 's3://others/model/'}, NEVER));
    expect(error).toMatchObject({
      kind: 'not-found',
      what: 'The files in S3 could not be listed',
      why: 'There is no such bucket: The specified bucket does not exist',
      next: 'Check the name of the bucket.',
      operation: 'ListObjectsV2',
    });
    expect(error.requestId).toMatch(/^[-0-9a-fA-F]{16,}$/);
  });

  it('without permission to list', async () => {
    const error = errorOf(await check({denies: ['list']}));
    expect(error).toMatchObject({kind: 'access', isTransient: false});
    expect(error.why).toMatch(/^Access denied: User: .* is not authorized to perform: s3:ListBucket/);
    expect(error.next).toBe(
      'Ask for the IAM action s3:ListBucket on this bucket, or use credentials other than those from the environment.',
    );
  });

  it.each([
    ['SlowDown', 503, 'throttled', 'Throttled by AWS: reduce your rate'],
    ['InternalError', 500, 'service', 'AWS had an internal error: reduce your rate'],
    ['ExpiredToken', 400, 'credentials', 'The credentials from the environment have expired: reduce your rate'],
    [
      'InvalidAccessKeyId',
      403,
      'credentials',
      'AWS does not accept the credentials from the environment: reduce your rate',
    ],
    ['AuthorizationHeaderMalformed', 400, 'region', 'The bucket is not in us-east-1: reduce your rate'],
  ])('with %s', async (code, status, kind, why) => {
    const {url} = await startStub((response: Parameters<Answer>[0]) => {
      response.writeHead(status, {'content-type': 'application/xml'});
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>reduce your rate</Message></Error>`);
    });
    expect(errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER))).toMatchObject({kind, why});
  });

  it.each([200, 403, 503])('with an HTML page in the place of XML, status %i', async status => {
    const {url} = await startStub(response => {
      response.writeHead(status, {'content-type': 'text/html'});
      response.end('<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Hello<br></body></html>');
    });
    const error = errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect(['answer', 'access', 'service']).toContain(error.kind);
    expect(error.why).toContain(url);
    expect(error.why).not.toMatch(/Internal error|undefined|Unexpected/);
  });

  it('with an HTML page that is also XML', async () => {
    const {url} = await startStub(response => {
      response.writeHead(200, {'content-type': 'text/html'});
      response.end('<html><body>Sign in</body></html>');
    });
    expect(errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER))).toMatchObject({
      kind: 'answer',
      why: `The answer from ${url} is not what the API promises: it is not a list of files`,
    });
  });

  it('if nothing listens, and names S3', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    const error = errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain(`${url} refused the connection`);
  });

  it('if there is no answer in time', async () => {
    const {url} = await startStub(() => {});
    const error = errorOf(await gatewayFor({url}, {limits: {requestMs: 50}}).checkFiles(MODEL, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('did not answer in time');
  });

  it('if the time for all requests is over', async () => {
    const {url} = await startStub(() => {});
    const error = errorOf(await gatewayFor({url}, {limits: {filesMs: 50}}).checkFiles(MODEL, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('did not finish its answer in time (no complete answer within 0.05 s)');
  });

  it('if the connection is reset', async () => {
    const server = createServer(socket => socket.once('data', () => socket.resetAndDestroy()));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const {port} = server.address() as {readonly port: number};
    const error = errorOf(await gatewayFor({url: `http://127.0.0.1:${port}`}).checkFiles(MODEL, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
  });

  it('with an API key, which S3 does not know', async () => {
    const {environment} = awsHome({env: {AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-x', AWS_REGION: 'us-east-1'}});
    const simulator = await simulateBuckets(bucket());
    const gateway = gatewayWith({environment, endpointUrl: simulator.url});
    expect(errorOf(await gateway.checkFiles(MODEL, NEVER))).toMatchObject({
      kind: 'credentials',
      why: 'A Bedrock API key does not work for S3, and AWS_BEARER_TOKEN_BEDROCK is set',
    });
    expect(simulator.requests).toEqual([]);
  });

  it('if it is cancelled, and no request is left', async () => {
    const {url, arrived} = await startStub(() => {});
    const controller = new AbortController();
    const running = gatewayFor({url}).checkFiles(MODEL, controller.signal);
    await arrived(1);
    controller.abort();
    expect(errorOf(await running).kind).toBe('cancelled');
  });
});

describe('a file that cannot be read', () => {
  it('makes its checks not checked: a shard', async () => {
    const report = answerOf(await check({objects: withChanged(SHARD, {isDenied: true})}));
    const notChecked = {headers: 'not-checked', lengths: 'not-checked', tensors: 'not-checked'};
    expect(resultsOf(report)).toMatchObject({...notChecked, shards: 'pass', size: 'pass', config: 'pass'});
    expect(whyOf(report, 'headers')).toMatch(
      /^model-00002-of-00002\.safetensors could not be read: Access denied: User: .* s3:GetObject/,
    );
    expect(report.verdict).toBe('pass');
  });

  it('makes its checks not checked: config.json', async () => {
    const report = answerOf(await check({objects: withChanged('config.json', {storageClass: 'GLACIER'})}));
    expect(resultsOf(report)).toMatchObject({config: 'not-checked', architecture: 'not-checked', headers: 'pass'});
    expect(whyOf(report, 'config')).toBe(
      "config.json could not be read: The file is archived: The operation is not valid for the object's storage class",
    );
    expect(whyOf(report, 'architecture')).toBe('config.json could not be read');
  });

  it('makes its checks not checked: the index and the tokenizer', async () => {
    const denied = ['model.safetensors.index.json', 'tokenizer_config.json'].map(name => `model/${name}`);
    const objects = objectsOf(PASSING).map(object => ({...object, isDenied: denied.includes(object.key)}));
    expect(resultsOf(answerOf(await check({objects})))).toMatchObject({
      ...{shards: 'not-checked', tensors: 'not-checked'},
      ...{'tokenizer-class': 'not-checked', 'chat-template': 'not-checked', tokenizer: 'pass'},
    });
  });

  it('is every one: only names and sizes are checked', async () => {
    const report = answerOf(await check({denies: ['get']}));
    expect(resultsOf(report)).toMatchObject({files: 'pass', safetensors: 'pass', config: 'not-checked'});
  });

  it('is longer than it may be', async () => {
    const objects = withChanged('model.safetensors.index.json', {size: 64_000_001});
    const report = answerOf(await check({objects}));
    expect(whyOf(report, 'shards')).toBe('model.safetensors.index.json could not be read: it is longer than 64 MB');
  });
});

/** Lists one shard, and answers reads in its own way. */
const listing =
  (read: Answer): Answer =>
  (response, request, index) => {
    if (!request.url?.includes('list-type=2')) return read(response, request, index);
    const content = `<Contents><Key>model/${SHARD}</Key><Size>1000</Size><ETag>"e"</ETag></Contents>`;
    const config = '<Contents><Key>model/config.json</Key><Size>2</Size><ETag>"c"</ETag></Contents>';
    response.writeHead(200, {'content-type': 'application/xml'});
    response.end(
      `<?xml version="1.0"?><ListBucketResult><Name>models</Name><IsTruncated>false</IsTruncated>${config}${content}</ListBucketResult>`,
    );
  };

describe('an answer to a read', () => {
  it('that is an HTML page is no part of the file', async () => {
    const {url} = await startStub(
      listing(response => {
        response.writeHead(200, {'content-type': 'text/html'});
        response.end('<html>Sign in</html>');
      }),
    );
    const report = answerOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect(whyOf(report, 'headers')).toMatch(/could not be read: The answer from .* is not what the API promises/);
  });

  it('that is the whole file instead of a part is not taken in', async () => {
    const {url} = await startStub(
      listing(response => {
        response.writeHead(200, {'content-type': 'binary/octet-stream'});
        response.end(Buffer.alloc(1_000_000));
      }),
    );
    const report = answerOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect(whyOf(report, 'headers')).toMatch(/could not be read: The answer from .* is too large/);
  });

  it('that never comes: the time for all files ends it, and what was read is checked', async () => {
    const {url} = await startStub(
      listing((response, request) => {
        if (request.url?.includes('config.json')) response.writeHead(206, {'content-length': '2'}).end('{}');
      }),
    );
    const report = answerOf(await gatewayFor({url}, {limits: {filesMs: 300}}).checkFiles(MODEL, NEVER));
    expect(resultsOf(report)).toMatchObject({config: 'pass', headers: 'not-checked'});
    expect(whyOf(report, 'headers')).toBe(`${SHARD} could not be read: there was no answer within 0s`);
  });

  it('that is SlowDown for every file is a failure of the check, which can be retried', async () => {
    const {url} = await startStub(
      listing(response => {
        response.writeHead(503, {'content-type': 'application/xml'});
        response.end('<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>');
      }),
    );
    expect(errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER))).toMatchObject({
      kind: 'throttled',
      what: 'The file in S3 could not be read',
      isTransient: true,
    });
  });

  it('that refuses the credentials ends the check', async () => {
    const {url} = await startStub(
      listing(response => {
        response.writeHead(400, {'content-type': 'application/xml'});
        response.end('<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>');
      }),
    );
    expect(errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER)).kind).toBe('credentials');
  });

  it('that says the file has changed', async () => {
    const {url} = await startStub(
      listing(response => {
        response.writeHead(412, {'content-type': 'application/xml'});
        response.end('<Error><Code>PreconditionFailed</Code><Message>It did not hold</Message></Error>');
      }),
    );
    const report = answerOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect(whyOf(report, 'headers')).toContain('The file has changed since it was listed');
  });
});

describe('a bucket in another region', () => {
  const XML = {'content-type': 'application/xml'};
  const refusal = (text: string) =>
    `<Error><Code>AuthorizationHeaderMalformed</Code><Message>${text}</Message></Error>`;

  it('is found by what the message says, if no header says it', async () => {
    const {url, requests} = await startStub((response, request) => {
      const isSigned = request.headers.authorization?.includes('/eu-west-1/s3/');
      response.writeHead(isSigned ? 404 : 400, XML);
      response.end(
        isSigned
          ? '<Error><Code>NoSuchBucket</Code><Message>It is gone</Message></Error>'
          : refusal("The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'"),
      );
    });
    const error = errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect([error.why, requests.length]).toEqual(['There is no such bucket: It is gone', 2]);
  });

  it('that sends back again is not followed for ever', async () => {
    const {url, requests} = await startStub((response, _, index) => {
      response.writeHead(301, {...XML, 'x-amz-bucket-region': `eu-west-${index + 1}`});
      response.end('<Error><Code>PermanentRedirect</Code><Message>Elsewhere</Message></Error>');
    });
    const error = errorOf(await gatewayFor({url}).checkFiles(MODEL, NEVER));
    expect(error).toMatchObject({kind: 'region', why: 'The bucket is not in eu-west-1: Elsewhere'});
    expect(requests.length).toBe(2);
  });

  it.each([301, 400] as const)('is read there, and the check of the region says so (status %i)', async wrongRegion => {
    const report = answerOf(await check({region: 'eu-west-1', wrongRegion}));
    expect(resultsOf(report)).toMatchObject({region: 'warn', headers: 'pass', config: 'pass'});
    expect(whyOf(report, 'region')).toBe(
      'the bucket is in eu-west-1, and the import would run in us-east-1; AWS does not say that this works',
    );
  });
});
