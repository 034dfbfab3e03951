/** Changes the pages of ListObjectsV2. S3 answers in XML, which faults get as a finished body. */
import type {RawAnswer} from '../http/interception.ts';
import type {RequestEntry} from '../http/request-log.ts';

export const isS3List = ({operation}: RequestEntry): boolean => operation === 'ListObjectsV2';

/** The token that the page was asked for with, as S3 names it. */
export const s3TokenOf = ({query}: RequestEntry): string | undefined => query['continuation-token'];

const NEXT = /<NextContinuationToken>(.*?)<\/NextContinuationToken>/;

/** The page with the token that `choose` makes of its own one, or unchanged if it is an error. The token is base64 or a word. */
export const withS3Token = (raw: RawAnswer, choose: (own: string | undefined) => string): RawAnswer => {
  const {body, status} = raw;
  if (status !== 200 || typeof body !== 'string') return raw;
  const token = choose(NEXT.exec(body)?.[1]);
  const changed = body
    .replace(NEXT, '')
    .replace('<KeyCount>', `<NextContinuationToken>${token}</NextContinuationToken><KeyCount>`)
    .replace('<IsTruncated>false<', '<IsTruncated>true<');
  return {...raw, body: changed};
};
