/** ListObjectsV2: a page of the keys of a bucket, with those below a delimiter as common prefixes. */
import type {Bucket, StoredObject} from '../files/buckets.ts';
import {elements, errorAnswer, type S3Answer, xmlAnswer} from './answer.ts';

const MAX_KEYS = 1000;
const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A key, or a common prefix of several. */
interface Item {
  readonly name: string;
  /** Undefined for a common prefix. */
  readonly object: StoredObject | undefined;
}

const invalidArgument = (message: string, name: string, value: string): S3Answer =>
  errorAnswer({
    status: 400,
    code: 'InvalidArgument',
    message,
    members: {ArgumentName: name, ArgumentValue: value},
  });

const itemsOf = (objects: readonly StoredObject[], prefix: string, delimiter: string): readonly Item[] => {
  const items: Item[] = [];
  for (const object of objects) {
    const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
    const name = end === -1 ? object.key : object.key.slice(0, end + delimiter.length);
    if (end === -1) items.push({name, object});
    else if (items.at(-1)?.name !== name) items.push({name, object: undefined});
  }
  return items;
};

/** Bound to the bucket and the prefix. Contains the last item of the page before. */
const tokenOf = (bucket: string, prefix: string, last: string): string =>
  Buffer.from(JSON.stringify([bucket, prefix, last])).toString('base64');

const lastOfToken = (token: string, bucket: string, prefix: string): string | undefined => {
  try {
    const [ofBucket, ofPrefix, last] = JSON.parse(Buffer.from(token, 'base64').toString());
    return ofBucket === bucket && ofPrefix === prefix && typeof last === 'string' ? last : undefined;
  } catch {
    return undefined;
  }
};

/** As S3 does it: a space is a plus sign, and a slash stays. */
const urlEncoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text).toString())
    .replace(/[!'()]/g, found => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+');

const contentOf = (
  {key, modifiedAt, etag, size, storageClass}: StoredObject,
  encode: (text: string) => string,
): string =>
  elements({
    Key: encode(key),
    LastModified: new Date(modifiedAt).toISOString(),
    ETag: etag,
    Size: size,
    StorageClass: storageClass,
  });

const readMaxKeys = (text: string | null): number | undefined => {
  if (text === null || text === '') return MAX_KEYS;
  return /^\d{1,10}$/.test(text) ? Math.min(Number(text), MAX_KEYS) : undefined;
};

/** The index of the first item after `last`. */
const indexAfter = (items: readonly Item[], last: string): number => {
  const index = items.findIndex(({name}) => name === last);
  // The item may be gone. Keys that are not in ASCII could then be in another order, which does not matter here.
  return index === -1 ? items.filter(({name}) => name <= last).length : index + 1;
};

export const listObjects = (bucket: Bucket, query: URLSearchParams): S3Answer => {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const startAfter = query.get('start-after') ?? '';
  const token = query.get('continuation-token');
  const maxKeys = readMaxKeys(query.get('max-keys'));
  if (maxKeys === undefined) {
    const message = 'Provided max-keys not an integer or within integer range';
    return invalidArgument(message, 'max-keys', query.get('max-keys') ?? '');
  }
  const encoding = query.get('encoding-type');
  if (encoding !== null && encoding !== 'url') {
    return invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encoding);
  }
  const last = token === null ? undefined : lastOfToken(token, bucket.name, prefix);
  if (token !== null && last === undefined) {
    return invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
  const objects = bucket.list(prefix).filter(({key}) => last !== undefined || startAfter === '' || key > startAfter);
  const all = itemsOf(objects, prefix, delimiter);
  const begin = last === undefined ? 0 : indexAfter(all, last);
  const items = all.slice(begin, begin + maxKeys);
  const isTruncated = maxKeys > 0 && begin + maxKeys < all.length;
  const encode = encoding === 'url' ? urlEncoded : (text: string) => text;
  const next = isTruncated ? tokenOf(bucket.name, prefix, items.at(-1)?.name ?? '') : undefined;
  return xmlAnswer(
    `<ListBucketResult xmlns="${NAMESPACE}">${elements({
      Name: bucket.name,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      StartAfter: startAfter === '' ? undefined : encode(startAfter),
      ContinuationToken: token ?? undefined,
      NextContinuationToken: next,
      KeyCount: items.length,
      MaxKeys: maxKeys,
      EncodingType: encoding ?? undefined,
      IsTruncated: isTruncated,
      Contents: items.flatMap(({object}) => (object ? [contentOf(object, encode)] : [])),
      CommonPrefixes: items.flatMap(({name, object}) => (object ? [] : [elements({Prefix: encode(name)})])),
    })}</ListBucketResult>`,
    {'x-amz-bucket-region': bucket.region},
  );
};
