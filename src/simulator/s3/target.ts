/** Finds the operation of S3 for a request, with its bucket and key. */

export const S3_OPERATIONS = ['ListObjectsV2', 'GetObject', 'HeadObject', 'HeadBucket'] as const;
export type S3Operation = (typeof S3_OPERATIONS)[number];

const ACTIONS: Readonly<Record<S3Operation, string>> = {
  ListObjectsV2: 's3:ListBucket',
  HeadBucket: 's3:ListBucket',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
};

/** The IAM action of an operation of S3; undefined for other operations. */
export const s3ActionOf = (operation: string | undefined): string | undefined =>
  Object.entries(ACTIONS).find(([name]) => name === operation)?.[1];

export interface S3Target {
  /** Undefined if the simulator does not have it. */
  readonly operation: S3Operation | undefined;
  readonly bucket: string;
  /** Empty if the request is for the bucket. */
  readonly key: string;
  readonly query: URLSearchParams;
}

export interface S3Request {
  readonly method: string;
  /** The raw request target. */
  readonly url: string;
  /** The Host header. */
  readonly host: string | undefined;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The bucket that a host such as my-models.localhost:8080 names; undefined in path style. */
const bucketOfHost = (host: string | undefined): string | undefined =>
  /^(?!s3\.localhost)([a-z0-9][-.a-z0-9]*?)(?:\.s3)?\.localhost(?::\d*)?$/.exec(host ?? '')?.[1];

/** Parameters that ask for something else, such as the bucket's policy. */
const isPlain = (query: URLSearchParams, allowed: readonly string[]): boolean =>
  [...query.keys()].every(name => allowed.includes(name) || /^(x-id|x-amz-.*|response-.*)$/i.test(name));

const LIST_PARAMETERS = [
  ...['list-type', 'prefix', 'delimiter', 'continuation-token', 'max-keys', 'start-after', 'encoding-type'],
  'fetch-owner',
];

const operationOf = (method: string, key: string, query: URLSearchParams): S3Operation | undefined => {
  if (key === '') {
    if (method === 'HEAD' && isPlain(query, [])) return 'HeadBucket';
    return method === 'GET' && query.get('list-type') === '2' && isPlain(query, LIST_PARAMETERS)
      ? 'ListObjectsV2'
      : undefined;
  }
  if (!isPlain(query, [])) return undefined;
  if (method === 'HEAD') return 'HeadObject';
  return method === 'GET' ? 'GetObject' : undefined;
};

export const findS3Target = ({method, url, host}: S3Request): S3Target => {
  const [path = '', ...rest] = url.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const hostBucket = bucketOfHost(host);
  const [, first = '', ...others] = path.split('/');
  const bucket = hostBucket ?? decoded(first);
  const key = decoded(hostBucket === undefined ? others.join('/') : path.slice(1));
  return {operation: bucket === '' ? undefined : operationOf(method, key, query), bucket, key, query};
};
