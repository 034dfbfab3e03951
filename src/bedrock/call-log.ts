/** Logs each call: the request, how long it took, and how it ended. Keys, tokens and passwords are never logged. */
import type {AppError, Outcome} from '../core/domain/app-error.ts';
import type {JobPage, ListRequest} from '../core/domain/ports.ts';
import {plainText} from '../core/text/plain-text.ts';
import {unwrapPeerFailure} from './failures/peer-failure.ts';
import {maskOf, secretsOf} from './failures/secrets.ts';
import type {CallLog, Environment, LogEntry} from './settings.ts';

/** The part of the SDK's answers and errors that is logged. */
interface WithMetadata {
  readonly $metadata?: {
    readonly httpStatusCode?: number | undefined;
    readonly requestId?: string | undefined;
    readonly attempts?: number | undefined;
    readonly totalRetryDelay?: number | undefined;
  };
}

interface SecretHolder {
  readonly secrets: readonly string[];
}

/** One call, from its beginning to its end. */
export interface CallRecord {
  /** Hides the secrets of `holder` as well: those that it has when the call ends. */
  hideSecretsOf(holder: SecretHolder): void;
  /** Notes the metadata of an answer, and returns the answer. */
  noteAnswer<T extends WithMetadata>(answer: T): T;
  noteError(cause: unknown): void;
  /** Writes the entry. `describe` says what of the value is logged. */
  end<T>(outcome: Outcome<T>, describe: ((value: T) => LogEntry) | undefined): void;
}

interface CallStart {
  /** The API operation, or `connect`. */
  readonly event: string;
  readonly request: LogEntry | undefined;
  readonly secrets: readonly string[];
}

const NO_RECORD: CallRecord = {hideSecretsOf() {}, noteAnswer: answer => answer, noteError() {}, end() {}};
const MAX_TEXT = 2000;
// Hiding shorter ones would blank out ordinary words.
const MIN_SECRET = 4;

const isLongEnough = (text: string): boolean => text.length >= MIN_SECRET;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The user name and password of a proxy, as they appear in its URL, alone, and in a header. */
const proxySecrets = (environment: Environment): readonly string[] =>
  Object.entries(environment).flatMap(([name, value = '']) => {
    const login = /_proxy$/i.test(name) ? /^(?:[a-z]+:\/\/)?(.*)@/i.exec(value)?.[1] : undefined;
    if (login === undefined) return [];
    const password = login.slice(login.indexOf(':') + 1);
    const basic = Buffer.from(decoded(login)).toString('base64');
    return [`${login}@`, ...[login, password, decoded(password), basic].filter(isLongEnough)];
  });

/** All secrets of the environment that must not be logged: people show their logs to others. */
export const logSecretsOf = (environment: Environment): readonly string[] => [
  ...secretsOf(environment),
  ...[environment.AWS_ACCESS_KEY_ID?.trim() ?? ''].filter(isLongEnough),
  ...proxySecrets(environment),
];

// A login in a URL goes up to the last @, even if its password contains one.
const cleanText = (text: string, mask: (text: string) => string): string =>
  mask(plainText(text))
    .replace(/(\/\/)[^\s/]*@/g, '$1')
    .slice(0, MAX_TEXT);

/** `entry` with every text made plain, cut to 2,000 characters, and without `secrets` or anything that looks like one. */
export const cleanEntry = (entry: LogEntry, secrets: readonly string[]): LogEntry => {
  const mask = maskOf(secrets);
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return cleanText(value, mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, clean(member)]));
  };
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, clean(value)]));
};

const isoTime = (at: number | undefined): string | undefined =>
  at !== undefined && Number.isFinite(new Date(at).getTime()) ? new Date(at).toISOString() : undefined;

/** The filters of a list request. Of a page token only its length is logged. */
export const describeListRequest = ({token, createdAfter, createdBefore, ...rest}: ListRequest): LogEntry => ({
  ...rest,
  createdAfter: isoTime(createdAfter),
  createdBefore: isoTime(createdBefore),
  tokenLength: token?.length,
});

export const describePage = ({jobs, nextToken, isThrottled}: JobPage): LogEntry => ({
  jobs: jobs.length,
  hasNext: nextToken !== undefined,
  isThrottled,
});

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const errorEntry = ({kind, what, why}: AppError, cause: unknown): LogEntry => ({
  kind,
  what,
  why,
  name: textOf(memberOf(cause, 'name')),
  code: textOf(memberOf(cause, 'code')),
});

/** Begins the record of one call. Without a log the record does nothing. */
export const startRecord = (log: CallLog | undefined, {event, request, secrets}: CallStart): CallRecord => {
  if (!log) return NO_RECORD;
  const startedAt = log.now();
  let holder: SecretHolder | undefined;
  let metadata: WithMetadata['$metadata'];
  let thrown: unknown;
  return {
    hideSecretsOf: given => {
      holder = given;
    },
    noteAnswer: answer => {
      metadata = answer.$metadata;
      return answer;
    },
    noteError: cause => {
      thrown = unwrapPeerFailure(cause).cause;
      metadata = (memberOf(thrown, '$metadata') as WithMetadata['$metadata']) ?? metadata;
    },
    end: (outcome, describe) => {
      const entry = {
        at: isoTime(startedAt),
        event,
        asked: request,
        ms: Math.max(0, Math.round(log.now() - startedAt)),
        status: metadata?.httpStatusCode,
        requestId: metadata?.requestId,
        attempts: metadata?.attempts,
        retryDelayMs: metadata?.totalRetryDelay,
        ...(outcome.ok ? {answer: describe?.(outcome.value)} : {error: errorEntry(outcome.error, thrown)}),
      };
      log.write(cleanEntry(entry, [...secrets, ...(holder?.secrets ?? [])]));
    },
  };
};
