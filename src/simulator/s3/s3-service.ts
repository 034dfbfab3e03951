/** Answers a request for S3 from the buckets of a world. */
import type {IncomingHttpHeaders} from 'node:http';
import {type Bucket, bucketsOf} from '../files/buckets.ts';
import type {World} from '../world/world.ts';
import {arnPrefix, type WorldName} from '../world/world-name.ts';
import {dataAnswer, errorAnswer, type S3Answer} from './answer.ts';
import {getObject} from './get-object.ts';
import {listObjects} from './list-objects.ts';
import {s3Refusal} from './s3-refusal.ts';
import {findS3Target, type S3Request, type S3Target, s3ActionOf} from './target.ts';

interface S3Call extends S3Request {
  readonly headers: IncomingHttpHeaders;
  /** The region that the request is signed for. */
  readonly region: string;
  readonly world: World;
  /** All worlds. A bucket of another one exists, but may not be used. */
  readonly worlds: readonly World[];
}

const denied = ({operation, bucket, key}: S3Target, world: WorldName, region: string): S3Answer => {
  const action = s3ActionOf(operation) ?? 's3:ListBucket';
  const prefix = arnPrefix(world.region);
  const resource = action === 's3:ListBucket' ? bucket : `${bucket}/${key}`;
  const message = `User: ${prefix}:sts::${world.account}:assumed-role/Simulated/session is not authorized to perform: ${action} on resource: "${prefix}:s3:::${resource}" because no identity-based policy allows the ${action} action`;
  return errorAnswer({status: 403, code: 'AccessDenied', message, headers: {'x-amz-bucket-region': region}});
};

/** A request that is signed for a region that is not the bucket's. */
const inOtherRegion = ({name, region, wrongRegion}: Bucket, signed: string): S3Answer => {
  const headers = {'x-amz-bucket-region': region};
  return wrongRegion === 400
    ? errorAnswer({
        status: 400,
        code: 'AuthorizationHeaderMalformed',
        message: `The authorization header is malformed; the region '${signed}' is wrong; expecting '${region}'`,
        members: {Region: region},
        headers,
      })
    : errorAnswer({
        status: 301,
        code: 'PermanentRedirect',
        message:
          'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
        members: {Endpoint: `s3.${region}.amazonaws.com`, Bucket: name},
        headers,
      });
};

const noSuchBucket = (bucket: string): S3Answer =>
  errorAnswer({
    status: 404,
    code: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
    members: {BucketName: bucket},
  });

const onObject = (call: S3Call, target: S3Target, bucket: Bucket): S3Answer => {
  const object = bucket.find(target.key);
  // Without the permission to list, S3 does not tell whether a key exists.
  if (bucket.deniesGet || object?.isDenied || (!object && bucket.deniesList)) {
    return denied(target, call.world, bucket.region);
  }
  return object
    ? getObject(object, {headers: call.headers, isHead: target.operation === 'HeadObject'})
    : errorAnswer({
        status: 404,
        code: 'NoSuchKey',
        message: 'The specified key does not exist.',
        members: {Key: target.key},
      });
};

const onBucket = (call: S3Call, target: S3Target, bucket: Bucket): S3Answer => {
  if (target.operation === 'GetObject' || target.operation === 'HeadObject') return onObject(call, target, bucket);
  if (bucket.deniesList) return denied(target, call.world, bucket.region);
  return target.operation === 'HeadBucket'
    ? dataAnswer(200, {'x-amz-bucket-region': bucket.region, 'content-type': 'application/xml'})
    : listObjects(bucket, target.query);
};

const foundIn = (worlds: readonly World[], name: string): Bucket | undefined => {
  for (const world of worlds) {
    const found = bucketsOf(world).find(name);
    if (found) return found;
  }
  return undefined;
};

export const answerS3 = (call: S3Call): S3Answer => {
  const target = findS3Target(call);
  if (target.operation === undefined) {
    const message = 'The simulator has ListObjectsV2, GetObject, HeadObject and HeadBucket.';
    return errorAnswer({status: 501, code: 'NotImplemented', message});
  }
  const own = bucketsOf(call.world).find(target.bucket);
  const bucket = own ?? foundIn(call.worlds, target.bucket);
  if (!bucket) return noSuchBucket(target.bucket);
  if (bucket.region !== call.region) return inOtherRegion(bucket, call.region);
  return own ? onBucket(call, target, own) : denied(target, call.world, bucket.region);
};

export {s3Refusal};
