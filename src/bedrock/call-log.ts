/** Tells a log of each call: what was asked, how long it took, how it ended; never a key, a token or a password. */
import type {AppError, Outcome} from '../core/app-error.ts';
import {plainText} from '../core/plain-text.ts';
import type {JobPage, ListRequest} from '../core/ports.ts';
import {unwrapped} from './peer-failure.ts';
import {maskOf, secretsOf} from './secrets.ts';
import type {CallLog, Environment, LogEntry} from './settings.ts';

/** As much of an answer, or of what the SDK throws, as the log is interested in. */
interface Answered {
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
  /** Whose secrets may not appear either: those that it has when the call ends. */
  hide(holder: SecretHolder): void;
  /** Notes what came with an answer, and passes the answer on. */
  answered<T extends Answered>(answer: T): T;
  threw(cause: unknown): void;
  end<T>(outcome: Outcome<T>, told: ((value: T) => LogEntry) | undefined): void;
}

interface CallStart {
  /** The API operation, or `connect`. */
  readonly event: string;
  readonly asked: LogEntry | undefined;
  readonly secrets: readonly string[];
}

const NO_RECORD: CallRecord = {hide() {}, answered: answer => answer, threw() {}, end() {}};
const LONGEST_TEXT = 2000;
// Shorter ones would blank out ordinary words.
const SHORTEST_SECRET = 4;

const isLong = (text: string): boolean => text.length >= SHORTEST_SECRET;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The user and password of a proxy's address, as they may stand in it, alone, or in a header. */
const proxySecrets = (environment: Environment): readonly string[] =>
  Object.entries(environment).flatMap(([name, value = '']) => {
    const login = /_proxy$/i.test(name) ? /^(?:[a-z]+:\/\/)?(.*)@/i.exec(value)?.[1] : undefined;
    if (login === undefined) return [];
    const password = login.slice(login.indexOf(':') + 1);
    const basic = Buffer.from(decoded(login)).toString('base64');
    return [`${login}@`, ...[login, password, decoded(password), basic].filter(isLong)];
  });

/** Whatever of the environment may not stand in a log, which a person will show to others. */
export const logSecretsOf = (environment: Environment): readonly string[] => [
  ...secretsOf(environment),
  ...[environment.AWS_ACCESS_KEY_ID?.trim() ?? ''].filter(isLong),
  ...proxySecrets(environment),
];

// A login in an address goes up to the last @, also where its password holds one.
const cleanText = (text: string, mask: (text: string) => string): string =>
  mask(plainText(text))
    .replace(/(\/\/)[^\s/]*@/g, '$1')
    .slice(0, LONGEST_TEXT);

/** `entry` with every text plain, without `secrets` or anything that looks like one, cut to a length that a log can hold. */
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

/** The filters of a list request; of a page token only how long it is. */
export const listAsked = ({token, createdAfter, createdBefore, ...rest}: ListRequest): LogEntry => ({
  ...rest,
  createdAfter: isoTime(createdAfter),
  createdBefore: isoTime(createdBefore),
  tokenLength: token?.length,
});

export const pageTold = ({jobs, nextToken, isThrottled}: JobPage): LogEntry => ({
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

/** Begins the record of one call; without a log it does nothing. */
export const startRecord = (log: CallLog | undefined, {event, asked, secrets}: CallStart): CallRecord => {
  if (!log) return NO_RECORD;
  const began = log.now();
  let holder: SecretHolder | undefined;
  let metadata: Answered['$metadata'];
  let thrown: unknown;
  return {
    hide: held => {
      holder = held;
    },
    answered: answer => {
      metadata = answer.$metadata;
      return answer;
    },
    threw: cause => {
      thrown = unwrapped(cause).cause;
      metadata = (memberOf(thrown, '$metadata') as Answered['$metadata']) ?? metadata;
    },
    end: (outcome, told) => {
      const entry = {
        at: isoTime(began),
        event,
        asked,
        ms: Math.max(0, Math.round(log.now() - began)),
        status: metadata?.httpStatusCode,
        requestId: metadata?.requestId,
        attempts: metadata?.attempts,
        retryDelayMs: metadata?.totalRetryDelay,
        ...(outcome.ok ? {answer: told?.(outcome.value)} : {error: errorEntry(outcome.error, thrown)}),
      };
      log.write(cleanEntry(entry, [...secrets, ...(holder?.secrets ?? [])]));
    },
  };
};
