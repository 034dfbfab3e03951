import {describe, expect, it} from 'vitest';
import type {BucketChoice} from '../../../src/simulator/world/bucket.ts';
import {ask, NOON, simulate} from '../simulated.ts';
import {all, askS3, range} from './s3.ts';

const GIGABYTES = 250_000_000_000;
const BUCKET: BucketChoice = {
  name: 'given',
  objects: [
    {key: 'a/text', body: '0123456789'},
    {key: 'a/weights', body: 'head', size: GIGABYTES},
    {key: 'a/odd name+&<é>', body: 'x'},
    {key: 'a/secret', body: 'x', isDenied: true},
    {key: 'a/cold', body: 'x', storageClass: 'GLACIER'},
    {key: 'a/empty'},
  ],
};

const withBuckets = (...buckets: BucketChoice[]) => simulate({buckets: [BUCKET, ...buckets]});

describe('GetObject', () => {
  it('a whole object', async () => {
    const {status, headers, text} = await askS3(await withBuckets(), '/given/a/text');
    expect({status, text}).toEqual({status: 200, text: '0123456789'});
    expect(Object.fromEntries(headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': '10',
      'content-type': 'binary/octet-stream',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'last-modified': new Date(NOON).toUTCString(),
      'x-amz-request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
    });
    expect(headers.has('content-range')).toBe(false);
  });

  it.each([
    ['bytes=0-3', '0123', '0-3'],
    ['bytes=8-', '89', '8-9'],
    ['bytes=8-99', '89', '8-9'],
    ['bytes=-3', '789', '7-9'],
    ['bytes=-99', '0123456789', '0-9'],
  ])('%s', async (asked, expected, span) => {
    const {status, headers, text} = await askS3(await withBuckets(), '/given/a/text', {headers: {range: asked}});
    expect({status, text}).toEqual({status: 206, text: expected});
    expect(headers.get('content-range')).toBe(`bytes ${span}/10`);
  });

  it.each(['bytes=3-1', 'bytes=0-1,3-4', 'bytes=-', 'lines=1-2'])('ignores the range %s', async asked => {
    const {status, text} = await askS3(await withBuckets(), '/given/a/text', {headers: {range: asked}});
    expect({status, text}).toEqual({status: 200, text: '0123456789'});
  });

  it.each([
    ['a/text', 'bytes=10-'],
    ['a/empty', 'bytes=0-7'],
    ['a/text', 'bytes=-0'],
  ])('%s has no %s', async (key, asked) => {
    const {status, code} = await askS3(await withBuckets(), `/given/${key}`, {headers: {range: asked}});
    expect({status, code}).toEqual({status: 416, code: 'InvalidRange'});
  });

  it('the weights of a huge object are zeros', async () => {
    const simulator = await withBuckets();
    const near = await askS3(simulator, '/given/a/weights', range(2, 7));
    expect(near.bytes).toEqual(Buffer.from('ad\0\0\0\0'));
    const far = await askS3(simulator, '/given/a/weights', range(GIGABYTES - 200_000, GIGABYTES + 5));
    expect(far.bytes).toEqual(Buffer.alloc(200_000));
    expect(far.headers.get('content-range')).toBe(`bytes ${GIGABYTES - 200_000}-${GIGABYTES - 1}/${GIGABYTES}`);
  });

  it.each([
    ['a/nothing', 404, 'NoSuchKey'],
    ['a/secret', 403, 'AccessDenied'],
    ['a/cold', 403, 'InvalidObjectState'],
  ])('%s: %i %s', async (key, status, code) => {
    expect(await askS3(await withBuckets(), `/given/${key}`)).toMatchObject({status, code});
  });

  it('with If-Match', async () => {
    const simulator = await withBuckets();
    const etag = (await askS3(simulator, '/given/a/text')).headers.get('etag') ?? '';
    const matching = await askS3(simulator, '/given/a/text', {headers: {'if-match': etag}});
    const other = await askS3(simulator, '/given/a/text', {headers: {'if-match': '"other"'}});
    expect(matching.status).toBe(200);
    expect(other).toMatchObject({status: 412, code: 'PreconditionFailed'});
  });

  it('a key with characters that are encoded', async () => {
    const path = `/given/a/${encodeURIComponent('odd name+&<é>')}`;
    expect(await askS3(await withBuckets(), path)).toMatchObject({status: 200, text: 'x'});
  });
});

describe('HeadObject', () => {
  it('has the length, and no body', async () => {
    const {status, headers, bytes} = await askS3(await withBuckets(), '/given/a/weights', {method: 'HEAD'});
    expect({status, length: headers.get('content-length'), bytes: bytes.length}).toEqual({
      status: 200,
      length: String(GIGABYTES),
      bytes: 0,
    });
  });

  it('of an unknown key', async () => {
    expect(await askS3(await withBuckets(), '/given/a/nothing', {method: 'HEAD'})).toMatchObject({
      status: 404,
      text: '',
    });
  });
});

describe('HeadBucket', () => {
  const DENIED: BucketChoice = {name: 'denied', denies: ['list', 'get'], objects: [{key: 'x'}]};
  const FAR: BucketChoice = {name: 'far', region: 'eu-central-1'};
  const STRICT: BucketChoice = {...FAR, name: 'strict', wrongRegion: 400};

  it.each([
    ['given', 200, 'us-east-1'],
    ['denied', 403, 'us-east-1'],
    ['far', 301, 'eu-central-1'],
    ['strict', 400, 'eu-central-1'],
    ['unknown', 404, null],
  ])('%s: %i', async (name, status, region) => {
    const simulator = await withBuckets(DENIED, FAR, STRICT);
    const {headers, ...answer} = await askS3(simulator, `/${name}`, {method: 'HEAD'});
    expect(answer).toMatchObject({status, text: ''});
    expect(headers.get('x-amz-bucket-region')).toBe(region);
  });

  it('other operations say why', async () => {
    const simulator = await withBuckets(DENIED, FAR, STRICT);
    const codeOf = async (path: string) => (await askS3(simulator, path)).code;
    expect(await codeOf('/far?list-type=2')).toBe('PermanentRedirect');
    expect(await codeOf('/strict/key')).toBe('AuthorizationHeaderMalformed');
    expect(await codeOf('/denied?list-type=2')).toBe('AccessDenied');
    expect(await codeOf('/denied/unknown')).toBe('AccessDenied');
    expect(await codeOf('/unknown?list-type=2')).toBe('NoSuchBucket');
    expect(await askS3(simulator, '/far?list-type=2', {region: 'eu-central-1'})).toMatchObject({status: 200});
  });
});

describe('what is for S3', () => {
  it('is decided by the signature', async () => {
    const simulator = await simulate({buckets: [{name: 'imported-models', objects: [{key: 'x', body: 'of S3'}]}]});
    expect((await ask(simulator, '/imported-models')).body).toEqual({modelSummaries: []});
    expect((await askS3(simulator, '/imported-models/x')).text).toBe('of S3');
    expect(simulator.requests.map(({operation}) => operation)).toEqual(['ListImportedModels', 'GetObject']);
  });

  it('other operations are not implemented', async () => {
    const simulator = await withBuckets();
    for (const init of [{method: 'PUT'}, {method: 'DELETE'}]) {
      expect(await askS3(simulator, '/given/a/text', init)).toMatchObject({status: 501, code: 'NotImplemented'});
    }
    for (const path of ['/', '/given', '/given?policy', '/given/a/text?tagging', '/given?list-type=2&versions']) {
      expect(await askS3(simulator, path)).toMatchObject({status: 501, code: 'NotImplemented'});
    }
  });

  it('a bucket of another world is a redirection, and one of another account is denied', async () => {
    const simulator = await simulate({
      worlds: [
        {region: 'us-east-1', account: '111122223333', buckets: []},
        {region: 'us-east-1', account: '444455556666', buckets: [{name: 'theirs'}]},
        {region: 'eu-central-1', account: '111122223333', buckets: [{name: 'far'}]},
      ],
    });
    expect(await askS3(simulator, '/far?list-type=2')).toMatchObject({status: 301});
    expect(await askS3(simulator, '/far?list-type=2', {region: 'eu-central-1'})).toMatchObject({status: 200});
    expect(await askS3(simulator, '/far?list-type=2', {region: 'us-west-2'})).toMatchObject({status: 301});
    expect(await askS3(simulator, '/theirs?list-type=2')).toMatchObject({status: 403, code: 'AccessDenied'});
  });
});

describe('a fault', () => {
  it.each([
    ['throttle:op=S3', 503, 'SlowDown'],
    ['error=500:op=ListObjectsV2', 500, 'InternalError'],
    ['error=503', 503, 'ServiceUnavailable'],
    ['expired:op=S3', 400, 'ExpiredToken'],
    ['unrecognized:op=S3', 403, 'InvalidAccessKeyId'],
    ['deny:op=S3', 403, 'AccessDenied'],
  ])('%s: %i %s', async (fault, status, code) => {
    const answer = await askS3(await simulate({buckets: [BUCKET], faults: [fault]}), '/given?list-type=2');
    expect(answer).toMatchObject({status, code});
    if (code === 'AccessDenied') expect(all(answer.text, 'Message')[0]).toContain('s3:ListBucket');
  });

  it.each([
    'throttle:op=List',
    'throttle:op=Get',
    'throttle:op=GetObject',
    'exception=AccessDeniedException',
    'sparse',
  ])('%s is not for ListObjectsV2', async fault => {
    const answer = await askS3(await simulate({buckets: [BUCKET], faults: [fault]}), '/given?list-type=2');
    expect(answer).toMatchObject({status: 200});
  });

  it('of S3 leaves Bedrock alone', async () => {
    const simulator = await simulate({buckets: [BUCKET], faults: ['deny:op=S3']});
    expect((await ask(simulator, '/model-import-jobs')).status).toBe(200);
  });

  it('cuts a large body', async () => {
    const simulator = await simulate({buckets: [BUCKET], faults: ['truncate:op=GetObject']});
    await expect(askS3(simulator, '/given/a/weights')).rejects.toThrow('terminated');
    expect((await askS3(simulator, '/given/a/weights', {method: 'HEAD'})).status).toBe(200);
  });
});
