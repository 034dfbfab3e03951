/** Turns whatever the SDK or this folder throws into an AppError, by the failure tables. */
import type {AppError} from '../core/app-error.ts';
import {IMPORT_REGIONS} from '../core/import-regions.ts';
import {plainText} from '../core/plain-text.ts';
import {DEFAULT_PROFILE} from './credentials.ts';
import type {FailurePattern, FailureRow} from './failure.ts';
import {CREDENTIAL_FAILURES} from './failures-credentials.ts';
import {NETWORK_FAILURES} from './failures-network.ts';
import {REFUSAL_FAILURES} from './failures-refusals.ts';
import {ANSWER_FAILURES, FAULT, SERVICE_FAILURES} from './failures-service.ts';
import {REGION_FAILURES, SETUP_FAILURES} from './failures-setup.ts';
import {withoutSecrets} from './secrets.ts';

/** Every failure that is known, in the order in which they are tried; the last one takes what is left. */
export const FAILURES: readonly FailureRow[] = [
  ...REGION_FAILURES,
  ...SETUP_FAILURES,
  ...CREDENTIAL_FAILURES,
  ...REFUSAL_FAILURES,
  ...SERVICE_FAILURES,
  ...NETWORK_FAILURES,
  ...ANSWER_FAILURES,
  FAULT,
];

/** The API operations that are called, and what each one was for. */
const PURPOSES = {
  ListModelImportJobs: 'The list of jobs could not be read',
  GetModelImportJob: 'The job could not be read',
} as const;

export type Operation = keyof typeof PURPOSES;

/** What is known when a request fails. */
export interface FailureContext {
  /** As a person would name it. */
  readonly profile: string;
  readonly region?: string | undefined;
  /** Who is asked: an endpoint's URL, with the proxy before it where there is one; without passwords. */
  readonly peer?: string | undefined;
  readonly hasApiKey: boolean;
  /** The demo's own keys: there is no profile to mend. */
  readonly isDemo?: boolean;
  readonly hasToken?: boolean;
  /** Keys, tokens and passwords that may appear in no text. */
  readonly secrets: readonly string[];
}

interface Facts {
  readonly name: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly isUnreadable: boolean;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** How the SDK signs its own time-outs. */
const SDK_PREFIX = /^@smithy\/[\w-]+ - (\[\w+\] )?/;

const factsOf = (cause: unknown): Facts => {
  const error: Readonly<Record<string, unknown>> =
    typeof cause === 'object' && cause !== null ? (cause as Record<string, unknown>) : {message: String(cause)};
  const metadata = (error.$metadata ?? {}) as Readonly<Record<string, unknown>>;
  const code = asText(error.code);
  // The SDK adds a hint for programmers after the reason. An error of several tried addresses has no message at all.
  const [text = ''] = asText(error.message).split(/\n\s*Deserialization error:/);
  const message = text.replace(SDK_PREFIX, '');
  return {
    name: asText(error.name),
    code,
    status: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
    message: message || code || asText(error.name) || 'no reason was given',
    requestId: asText(metadata.requestId) || undefined,
    // Only what the service itself said has a $fault; anything else that holds a response fell over while reading it.
    isUnreadable: '$response' in error && !('$fault' in error),
  };
};

const isIn = (list: readonly string[] | undefined, value: string): boolean =>
  list === undefined || list.includes(value);
const isSame = (wanted: boolean | undefined, value: boolean): boolean => wanted === undefined || wanted === value;

const fits = (when: FailurePattern, facts: Facts, context: FailureContext): boolean => {
  const [from, to] = when.status ?? [];
  const status = facts.status ?? 0;
  return (
    isIn(when.names, facts.name) &&
    isIn(when.codes, facts.code) &&
    (from === undefined || to === undefined || (status >= from && status <= to)) &&
    (when.message?.test(facts.message) ?? true) &&
    isSame(when.isUnreadable, facts.isUnreadable) &&
    isSame(when.hasApiKey, context.hasApiKey) &&
    isSame(when.hasToken, context.hasToken ?? false) &&
    isSame(when.isImportRegion, IMPORT_REGIONS.includes(context.region ?? ''))
  );
};

/** Where credentials can come from besides a profile, as Connection.profile calls it. */
const OTHER_HOLDERS = ['env keys', 'API key', 'instance role', 'container role', 'web identity'];

const holderOf = ({profile, isDemo}: FailureContext): string =>
  isDemo || OTHER_HOLDERS.includes(profile) ? `the ${plainText(profile)}` : `profile ${plainText(profile)}`;

/** ` --profile NAME` as a shell takes it, or nothing where the profile is the default or no profile at all. */
const profileFlag = (profile: string): string => {
  if (profile === DEFAULT_PROFILE || OTHER_HOLDERS.includes(profile)) return '';
  return /^[\w.@%+:/-]+$/.test(profile) ? ` --profile ${profile}` : ` --profile '${profile.replaceAll("'", `'\\''`)}'`;
};

const valuesOf = (facts: Facts, operation: Operation | undefined, context: FailureContext) => {
  // Where a role's source profile is the one whose session ended, the SDK's text names it.
  const loginProfile = /\bprofile=(\S+?)[.,]?\s/.exec(facts.message)?.[1] ?? context.profile;
  const deniedAction = /\bperform: ([a-z0-9-]+:\w+)/i.exec(facts.message)?.[1];
  const values: Readonly<Record<string, string>> = {
    message: plainText(withoutSecrets(facts.message, context.secrets)).trim(),
    profile: plainText(context.profile),
    holder: holderOf(context),
    profileFlag: context.isDemo ? '' : profileFlag(plainText(context.profile)),
    loginFlag: context.isDemo ? '' : profileFlag(plainText(loginProfile)),
    region: plainText(context.region ?? 'this region'),
    regions: IMPORT_REGIONS.join(', '),
    peer: plainText(context.peer ?? 'AWS'),
    action: deniedAction ?? `bedrock:${operation ?? 'ListModelImportJobs'}`,
    status: String(facts.status ?? 'unknown'),
  };
  return values;
};

/** Fills the places of a row's text in one pass, so that AWS's words are never taken for a place. */
const filled = (template: string, values: Readonly<Record<string, string>>): string => {
  const text = template.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return text.replace(/\.\)/g, ')').replace(/^the /, 'The ');
};

/** The row of the tables that explains `cause`. */
export const failureFor = (cause: unknown, context: FailureContext): FailureRow => {
  const facts = factsOf(cause);
  return FAILURES.find(row => fits(row.when, facts, context)) ?? FAULT;
};

/** Explains `cause` to a person. `operation` is undefined for what goes before the first request. Never throws. */
export const toAppError = (operation: Operation | undefined, cause: unknown, context: FailureContext): AppError => {
  const facts = factsOf(cause);
  const row = failureFor(cause, context);
  const values = valuesOf(facts, operation, context);
  const purpose = operation ? PURPOSES[operation] : 'The connection could not be prepared';
  return {
    kind: row.kind,
    what: filled(row.what ?? purpose, values),
    why: filled(row.why, values),
    next: filled(row.next, values),
    isTransient: row.isTransient ?? false,
    operation,
    requestId: facts.requestId && plainText(facts.requestId),
  };
};

/** What an aborted call answers with. */
export const cancelled = (operation: Operation | undefined): AppError =>
  toAppError(operation, Object.assign(new Error('aborted'), {name: 'AbortError'}), {
    profile: DEFAULT_PROFILE,
    hasApiKey: false,
    secrets: [],
  });
