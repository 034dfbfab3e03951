/** Answers of S3: XML, errors in S3's form, and bytes. */
import {randomBytes} from 'node:crypto';

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A large body comes in pieces. */
  readonly body?: string | Uint8Array | Iterable<Uint8Array> | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

/** XML 1.0 does not allow most control characters. S3 writes them as references all the same. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\x00-\x1f\x7f]/g, found => ENTITIES[found] ?? `&#x${found.charCodeAt(0).toString(16)};`);

/** Members as elements, in this order. Those without a value are left out. Content that is already XML is a list. */
export const elements = (
  members: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>,
): string =>
  Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) return '';
      if (typeof value === 'object') return value.map(inner => `<${name}>${inner}</${name}>`).join('');
      return value === '' ? `<${name}/>` : `<${name}>${escapeXml(String(value))}</${name}>`;
    })
    .join('');

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const commonHeaders = () => ({
  server: 'AmazonS3',
  'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
  'x-amz-id-2': randomBytes(48).toString('base64'),
});

export const xmlAnswer = (xml: string, headers: Readonly<Record<string, string>> = {}): S3Answer => ({
  status: 200,
  headers: {...commonHeaders(), 'content-type': 'application/xml', ...headers},
  body: DECLARATION + xml,
});

export const dataAnswer = (
  status: number,
  headers: Readonly<Record<string, string>>,
  body?: S3Answer['body'],
): S3Answer => ({
  status,
  headers: {...commonHeaders(), ...headers},
  body,
});

export interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Further elements, such as the key. */
  readonly members?: Readonly<Record<string, string | number>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const errorAnswer = ({status, code, message, members, headers}: S3Error): S3Answer => {
  const common = commonHeaders();
  const ids = {RequestId: common['x-amz-request-id'], HostId: common['x-amz-id-2']};
  return {
    status,
    headers: {...common, 'content-type': 'application/xml', ...headers},
    body: `${DECLARATION}<Error>${elements({Code: code, Message: message, ...members, ...ids})}</Error>`,
  };
};
