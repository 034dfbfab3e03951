/** What can be told of an error that the SDK, Node or this folder has thrown, whatever it is. */
import {excerpt} from './excerpt.ts';
import {isOfTransport} from './transport-errors.ts';

export interface Facts {
  readonly name: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly isUnreadable: boolean;
  /** A file of this machine could not be opened or read. */
  readonly isOfFile: boolean;
  /** Thrown while a request was on its way. */
  readonly isOfTransport: boolean;
}

const asText = (value: unknown): string => (typeof value === 'string' ? excerpt(value) : '');

/** What the SDK puts before its own words. */
const SDK_PREFIX = /^@smithy\/[\w-]+ - (\[\w+\] )?|^@aws-sdk (?=XML )/;

const seconds = (ms: string): string => `${Number(ms) / 1_000} s`;

/** What the SDK and the parser of JSON say to programmers, and what that means. */
const WORDS: readonly (readonly [RegExp, (given: string) => string])[] = [
  [/^Unexpected token '<', .*is not valid JSON$/, () => 'it is an HTML page'],
  [/^a request has exceeded the configured (\d+) ms requestTimeout\b.*$/, ms => `no answer within ${seconds(ms)}`],
  [/^the request socket did not establish .* timeout of (\d+) ms\b.*$/, ms => `no connection within ${seconds(ms)}`],
];

/** A message without what the SDK adds for programmers. */
const oneLine = (message: string): string => {
  const [text = ''] = message.split(/\n\s*Deserialization error:/);
  const plain = text.replace(SDK_PREFIX, '');
  for (const [pattern, words] of WORDS) {
    const [all, given = ''] = pattern.exec(plain) ?? [];
    if (all !== undefined) return words(given);
  }
  return plain;
};

const FILE_CALL = /^(open|read|stat|lstat|scandir|access)$/;

export const factsOf = (cause: unknown): Facts => {
  const error: Readonly<Record<string, unknown>> =
    typeof cause === 'object' && cause !== null ? (cause as Record<string, unknown>) : {message: String(cause)};
  const metadata = (error.$metadata ?? {}) as Readonly<Record<string, unknown>>;
  const code = asText(error.code);
  const message = oneLine(asText(error.message));
  return {
    name: asText(error.name),
    code,
    status: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
    // An error of several tried addresses has no message at all.
    message: message || code || asText(error.name) || 'no reason was given',
    requestId: asText(metadata.requestId) || undefined,
    // Only what the service itself said has a $fault; anything else that holds a response fell over while reading it.
    isUnreadable: '$response' in error && !('$fault' in error),
    isOfFile: FILE_CALL.test(asText(error.syscall)) && typeof error.path === 'string',
    isOfTransport: isOfTransport(error),
  };
};
