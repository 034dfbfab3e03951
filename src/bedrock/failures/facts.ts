/** Reads from an error, whoever threw it, the facts that the failure tables match on. */
import {excerpt} from './excerpt.ts';

export interface Facts {
  readonly name: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly message: string;
  readonly requestId: string | undefined;
  /** An answer came, and the SDK could not read it. */
  readonly isUnreadable: boolean;
  /** A local file could not be opened or read. */
  readonly isOfFile: boolean;
  /** Thrown by the transport while a request was under way. */
  readonly isOfTransport: boolean;
}

/** Node's error codes for a request that can never be sent, which is a bug in this program. */
const OWN_MISTAKE = /^ERR_(INVALID|HTTP_INVALID|UNESCAPED|MISSING|OUT_OF_RANGE)/;

const transportErrors = new WeakSet<object>();

/** Notes that `cause` was thrown by the transport while a request was under way. */
export const markTransportError = (cause: unknown): void => {
  if (typeof cause !== 'object' || cause === null) return;
  const {code} = cause as {code?: unknown};
  if (!OWN_MISTAKE.test(String(code ?? ''))) transportErrors.add(cause);
};

const asText = (value: unknown): string => (typeof value === 'string' ? excerpt(value) : '');

/** What the SDK puts in front of its own messages. */
const SDK_PREFIX = /^@smithy\/[\w-]+ - (\[\w+\] )?|^@aws-sdk (?=XML )/;

const seconds = (ms: string): string => `${Number(ms) / 1_000} s`;

/** Messages of the SDK and of JSON.parse that only a programmer understands, and what they mean. */
const REWORDED: readonly (readonly [RegExp, (given: string) => string])[] = [
  [/^Unexpected token '<', .*is not valid JSON$/, () => 'it is an HTML page'],
  [/^a request has exceeded the configured (\d+) ms requestTimeout\b.*$/, ms => `no answer within ${seconds(ms)}`],
  [/^the request socket did not establish .* timeout of (\d+) ms\b.*$/, ms => `no connection within ${seconds(ms)}`],
];

/** A message without what the SDK adds for programmers. */
const readable = (message: string): string => {
  const [text = ''] = message.split(/\n\s*Deserialization error:/);
  const plain = text.replace(SDK_PREFIX, '');
  for (const [pattern, words] of REWORDED) {
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
  const message = readable(asText(error.message));
  return {
    name: asText(error.name),
    code,
    status: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
    // The error for several failed addresses has no message at all.
    message: message || code || asText(error.name) || 'no reason was given',
    requestId: asText(metadata.requestId) || undefined,
    // Errors that the service reports have a $fault. If there is a response but no $fault, reading it failed.
    isUnreadable: '$response' in error && !('$fault' in error),
    isOfFile: FILE_CALL.test(asText(error.syscall)) && typeof error.path === 'string',
    isOfTransport: transportErrors.has(error),
  };
};
