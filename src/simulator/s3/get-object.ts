/** GetObject and HeadObject, whole or a range. What follows an object's stored bytes is sent as zeros. */
import type {StoredObject} from '../files/buckets.ts';
import {dataAnswer, errorAnswer, type S3Answer} from './answer.ts';

interface Span {
  readonly begin: number;
  /** Exclusive. */
  readonly end: number;
}

/** The bytes that a Range header asks for. S3 ignores a header with several ranges, and one that is not valid. */
const spanOf = (range: string | undefined, size: number): Span | 'none' | 'unsatisfiable' => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') return 'none';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : {begin: size - length, end: size};
  }
  if (last !== '' && Number(last) < Number(first)) return 'none';
  if (Number(first) >= size) return 'unsatisfiable';
  return {begin: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size)};
};

const CHUNK = 64 * 1024;
const ZEROS = Buffer.alloc(CHUNK);

/** The bytes in pieces, so that those of a large file are never in memory together. */
function* chunksOf({body}: StoredObject, {begin, end}: Span): Iterable<Uint8Array> {
  if (begin < body.length) yield body.subarray(begin, Math.min(end, body.length));
  for (let at = Math.max(begin, body.length); at < end; at += CHUNK) yield ZEROS.subarray(0, Math.min(CHUNK, end - at));
}

const ARCHIVED: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

const invalidRange = ({size}: StoredObject, range: string): S3Answer =>
  errorAnswer({
    status: 416,
    code: 'InvalidRange',
    message: 'The requested range is not satisfiable',
    members: {RangeRequested: range, ActualObjectSize: size},
  });

/** `headers`: those of the request, with names in lower case. */
export const getObject = (
  object: StoredObject,
  {
    headers,
    isHead,
  }: {readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly isHead: boolean},
): S3Answer => {
  const {range, 'if-match': ifMatch} = headers;
  if (!isHead && ARCHIVED.has(object.storageClass)) {
    return errorAnswer({
      status: 403,
      code: 'InvalidObjectState',
      message: "The operation is not valid for the object's storage class",
      members: {StorageClass: object.storageClass},
    });
  }
  if (
    typeof ifMatch === 'string' &&
    ifMatch !== '*' &&
    ifMatch.replaceAll('"', '') !== object.etag.replaceAll('"', '')
  ) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    return errorAnswer({status: 412, code: 'PreconditionFailed', message, members: {Condition: 'If-Match'}});
  }
  const asked = spanOf(typeof range === 'string' ? range : undefined, object.size);
  if (asked === 'unsatisfiable') return invalidRange(object, String(range));
  const span = asked === 'none' ? {begin: 0, end: object.size} : asked;
  const answerHeaders: Record<string, string> = {
    'accept-ranges': 'bytes',
    'content-type': 'binary/octet-stream',
    'content-length': String(span.end - span.begin),
    etag: object.etag,
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'x-amz-server-side-encryption': 'AES256',
    ...(object.storageClass === 'STANDARD' ? {} : {'x-amz-storage-class': object.storageClass}),
    ...(asked === 'none' ? {} : {'content-range': `bytes ${span.begin}-${span.end - 1}/${object.size}`}),
  };
  return dataAnswer(asked === 'none' ? 200 : 206, answerHeaders, isHead ? undefined : chunksOf(object, span));
};
