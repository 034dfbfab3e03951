/** Turns whatever the SDK or this folder throws into an AppError, using the failure tables. */
import type {AppError} from '../core/app-error.ts';
import {IMPORT_REGIONS} from '../core/import-regions.ts';
import {plainText} from '../core/plain-text.ts';
import {shellWord} from '../core/shell-words.ts';
import type {Target} from '../core/target.ts';
import {type Facts, factsOf} from './facts.ts';
import type {FailurePattern, FailureRow, Operation} from './failure.ts';
import {ANSWER_FAILURES, FAULT} from './failures-answers.ts';
import {CREDENTIAL_FAILURES} from './failures-credentials.ts';
import {NETWORK_FAILURES} from './failures-network.ts';
import {PEER_ANSWER_FAILURES, PEER_REFUSAL_FAILURES} from './failures-peers.ts';
import {PROTOCOL_FAILURES} from './failures-protocol.ts';
import {REFUSAL_FAILURES} from './failures-refusals.ts';
import {SERVICE_FAILURES} from './failures-service.ts';
import {REGION_FAILURES, SETUP_FAILURES} from './failures-setup.ts';
import {WHOLE_ANSWER_FAILURES} from './failures-whole-answer.ts';
import {type Peer, unwrapped} from './peer-failure.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import {withoutSecrets} from './secrets.ts';

/** All known failures, in the order in which they are tried; the last one takes what is left. */
export const FAILURES: readonly FailureRow[] = [
  ...WHOLE_ANSWER_FAILURES,
  ...REGION_FAILURES,
  ...SETUP_FAILURES,
  ...PEER_ANSWER_FAILURES,
  ...CREDENTIAL_FAILURES,
  ...REFUSAL_FAILURES,
  ...SERVICE_FAILURES,
  ...NETWORK_FAILURES,
  ...PROTOCOL_FAILURES,
  ...PEER_REFUSAL_FAILURES,
  ...ANSWER_FAILURES,
  FAULT,
];

/** What fails if an operation fails. */
const PURPOSES: Readonly<Record<Operation, string>> = {
  ListModelImportJobs: 'The list of jobs could not be read',
  GetModelImportJob: 'The job could not be read',
};
const CONNECTING = 'The connection to AWS could not be set up';
const CREDENTIALS = 'The credentials for {holder} could not be fetched';

export type {Operation} from './failure.ts';

/** What is known when a request fails. */
export interface FailureContext {
  /** As a person would name it. */
  readonly profile: string;
  readonly region?: string | undefined;
  /** Bedrock's URL, with the proxy in front of it if there is one; without passwords. */
  readonly peer?: string | undefined;
  /** The host name that AWS gives Bedrock in this region; absent if the endpoint is another one. */
  readonly regionHost?: string | undefined;
  readonly hasApiKey: boolean;
  /** The demo uses keys of its own, so no profile can be the reason. */
  readonly targetKind?: Target['kind'];
  readonly hasToken?: boolean;
  /** The profile that has to sign in, if that is the source of a role. */
  readonly loginProfile?: string | undefined;
  /** The config file, for a person. */
  readonly configFile?: string | undefined;
  /** Names of profiles and SSO sessions, by what the SDK calls them, if that is something else. */
  readonly aliases?: ReadonlyMap<string, string> | undefined;
  /** Keys, tokens and passwords that may appear in no text. */
  readonly secrets: readonly string[];
}

/** One failure, and all that is known of it. */
interface Failed {
  readonly facts: Facts;
  /** The service that was asked for credentials, if the failure is not Bedrock's. */
  readonly peer: Peer | undefined;
  readonly operation: Operation | undefined;
  readonly context: FailureContext;
}

const failedOf = (thrown: unknown, operation: Operation | undefined, context: FailureContext): Failed => {
  const {cause, peer} = unwrapped(thrown);
  return {facts: factsOf(cause), peer, operation, context};
};

const isIn = <T>(list: readonly T[] | undefined, value: T | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value));
const isSame = (wanted: boolean | undefined, value: boolean): boolean => wanted === undefined || wanted === value;

const isStatus = (range: readonly [number, number] | undefined, status = 0): boolean =>
  range === undefined || (status >= range[0] && status <= range[1]);

/** The region's own host is the one that could not be looked up, and not a proxy's, for example. */
const isOfRegionHost = ({facts, context: {regionHost}}: Failed): boolean =>
  regionHost !== undefined && facts.message.split(' ').includes(regionHost);

const fits = (when: FailurePattern, failed: Failed): boolean => {
  const {facts, peer, operation, context} = failed;
  return (
    isIn(when.names, facts.name) &&
    isIn(when.codes, facts.code) &&
    (when.code?.test(facts.code) ?? true) &&
    isStatus(when.status, facts.status) &&
    (when.message?.test(facts.message) ?? true) &&
    isSame(when.isUnreadable, facts.isUnreadable) &&
    isSame(when.isOfFile, facts.isOfFile) &&
    isSame(when.isOfTransport, facts.isOfTransport) &&
    isSame(when.isOfPeer, peer !== undefined) &&
    isIn(when.peers, peer?.id) &&
    isIn(when.operations, operation) &&
    isSame(when.hasApiKey, context.hasApiKey) &&
    isSame(when.hasToken, context.hasToken ?? false) &&
    isSame(when.isOfRegionHost, isOfRegionHost(failed)) &&
    isSame(when.isImportRegion, IMPORT_REGIONS.includes(context.region ?? ''))
  );
};

/** Where credentials can come from besides a profile, as Connection.profile calls it. */
const OTHER_HOLDERS = ['env keys', 'API key', 'instance role', 'container role', 'web identity'];

const holderOf = ({profile, targetKind}: FailureContext): string => {
  if (profile === 'env keys') return 'the environment';
  if (profile === DEFAULT_PROFILE) return 'the default profile';
  const isNamed = targetKind !== 'demo' && !OTHER_HOLDERS.includes(profile);
  return `${isNamed ? 'profile' : 'the'} ${plainText(profile)}`;
};

/** ` --profile NAME` as a shell takes it, or nothing for the default profile or without a profile. */
const profileFlag = (profile: string): string =>
  profile === DEFAULT_PROFILE || OTHER_HOLDERS.includes(profile) ? '' : ` --profile ${shellWord(profile)}`;

/** `message` with the names as the files have them. An alias consists of word characters and hyphens alone. */
const withoutAliases = (message: string, {aliases = new Map()}: FailureContext): string => {
  let text = message;
  for (const [alias, name] of aliases) {
    text = text.replace(new RegExp(`(?<![\\w-])${alias}(?![\\w-])`, 'g'), () => name);
  }
  return text;
};

const valuesOf = ({facts, peer, operation, context}: Failed) => {
  const loginProfile = context.loginProfile ?? context.profile;
  const deniedAction = /\bperform: ([a-z0-9-]+:\w+)/i.exec(facts.message)?.[1];
  const values: Readonly<Record<string, string>> = {
    // Plain first: a control character within a secret would hide it.
    message: withoutSecrets(plainText(withoutAliases(facts.message, context)), context.secrets).trim(),
    profile: plainText(context.profile),
    holder: peer?.holder ?? holderOf(context),
    profileFlag: context.targetKind === 'demo' ? '' : profileFlag(plainText(context.profile)),
    loginFlag: context.targetKind === 'demo' ? '' : profileFlag(plainText(loginProfile)),
    configFile: plainText(context.configFile ?? '~/.aws/config'),
    region: plainText(context.region ?? 'this region'),
    regions: IMPORT_REGIONS.join(', '),
    service: plainText(peer?.service ?? 'AWS'),
    peer: plainText(peer?.words ?? context.peer ?? 'AWS'),
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

const rowOf = (failed: Failed): FailureRow => FAILURES.find(row => fits(row.when, failed)) ?? FAULT;

/** The row of the tables that explains `cause`. */
export const failureFor = (cause: unknown, context: FailureContext): FailureRow =>
  rowOf(failedOf(cause, undefined, context));

/** Explains `cause` to a person. `operation` is undefined before the first request. Never throws. */
export const toAppError = (operation: Operation | undefined, cause: unknown, context: FailureContext): AppError => {
  const failed = failedOf(cause, operation, context);
  const {facts, peer} = failed;
  const row = rowOf(failed);
  const values = valuesOf(failed);
  const purpose = peer ? CREDENTIALS : operation ? PURPOSES[operation] : CONNECTING;
  return {
    kind: row.kind,
    what: filled(row.what ?? purpose, values),
    why: filled(row.why, values),
    next: filled(row.next, values),
    isTransient: row.isTransient ?? false,
    operation,
    requestId: facts.requestId && withoutSecrets(plainText(facts.requestId), context.secrets),
  };
};

/** What an aborted call answers with. */
export const cancelled = (operation: Operation | undefined): AppError =>
  toAppError(operation, Object.assign(new Error('aborted'), {name: 'AbortError'}), {
    profile: DEFAULT_PROFILE,
    hasApiKey: false,
    secrets: [],
  });
