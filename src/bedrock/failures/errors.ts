/** Turns whatever the SDK or this folder throws into an AppError, using the failure tables. */
import type {AppError} from '../../core/domain/app-error.ts';
import {IMPORT_REGIONS, IMPORT_REGIONS_TEXT} from '../../core/domain/import-regions.ts';
import type {ApiOperation} from '../../core/domain/ports.ts';
import type {Target} from '../../core/domain/target.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {shellWord} from '../../core/text/shell-words.ts';
import {DEFAULT_PROFILE} from '../settings.ts';
import {type Facts, factsOf} from './facts.ts';
import type {FailurePattern, FailureRow} from './failure-row.ts';
import {type Peer, unwrapPeerFailure} from './peer-failure.ts';
import {withoutSecrets} from './secrets.ts';
import {ANSWER_FAILURES, UNKNOWN_FAILURE} from './table-answers.ts';
import {CHANGE_FAILURES} from './table-changes.ts';
import {CREDENTIAL_FAILURES} from './table-credentials.ts';
import {NETWORK_FAILURES} from './table-network.ts';
import {PEER_ANSWER_FAILURES, PEER_REFUSAL_FAILURES} from './table-peers.ts';
import {PROTOCOL_FAILURES} from './table-protocol.ts';
import {REFUSAL_FAILURES} from './table-refusals.ts';
import {S3_FAILURES} from './table-s3.ts';
import {SERVICE_FAILURES} from './table-service.ts';
import {REGION_FAILURES, SETUP_FAILURES} from './table-setup.ts';
import {WHOLE_ANSWER_FAILURES} from './table-whole-answer.ts';

/** All known failures, in the order in which they are tried. The last one matches everything. */
export const FAILURES: readonly FailureRow[] = [
  ...WHOLE_ANSWER_FAILURES,
  ...S3_FAILURES,
  ...REGION_FAILURES,
  ...SETUP_FAILURES,
  ...PEER_ANSWER_FAILURES,
  ...CREDENTIAL_FAILURES,
  ...REFUSAL_FAILURES,
  ...CHANGE_FAILURES,
  ...SERVICE_FAILURES,
  ...NETWORK_FAILURES,
  ...PROTOCOL_FAILURES,
  ...PEER_REFUSAL_FAILURES,
  ...ANSWER_FAILURES,
  UNKNOWN_FAILURE,
];

/** What an AppError says if the row has no `what` of its own. */
const PURPOSES: Readonly<Record<ApiOperation, string>> = {
  ListModelImportJobs: 'The list of jobs could not be read',
  GetModelImportJob: 'The job could not be read',
  CreateModelImportJob: 'The import could not be started',
  ListImportedModels: 'The list of models could not be read',
  GetImportedModel: 'The model could not be read',
  DeleteImportedModel: 'The model could not be deleted',
  ListTagsForResource: 'The tags could not be read',
  TagResource: 'The tags could not be changed',
  UntagResource: 'The tags could not be removed',
  ListObjectsV2: 'The files in S3 could not be listed',
  GetObject: 'The file in S3 could not be read',
};
/** The IAM actions whose names are not those of their operations. */
const ACTIONS: Readonly<Partial<Record<ApiOperation, string>>> = {
  ListObjectsV2: 's3:ListBucket',
  GetObject: 's3:GetObject',
};
const actionOf = (operation: ApiOperation = 'ListModelImportJobs'): string =>
  ACTIONS[operation] ?? `bedrock:${operation}`;
const CONNECTING = 'The connection to AWS could not be set up';
const CREDENTIALS = 'The credentials for {holder} could not be fetched';

/** What is known when a request fails. */
export interface FailureContext {
  /** Connection.profile: the profile's name, or the source of the credentials, such as `env keys`. */
  readonly profile: string;
  readonly region?: string | undefined;
  /** Bedrock's URL, followed by the proxy's if there is one; without passwords. */
  readonly peer?: string | undefined;
  /** Bedrock's own host name in this region; absent if another endpoint is used. */
  readonly regionHost?: string | undefined;
  readonly hasApiKey: boolean;
  /** The demo has no profile, so no advice may name one. */
  readonly targetKind?: Target['kind'];
  /** The request carried a page token. */
  readonly hasToken?: boolean;
  /** The profile to sign in with, if that is the source of a role. */
  readonly loginProfile?: string | undefined;
  /** Path of the config file, as shown to a person. */
  readonly configFile?: string | undefined;
  /** Names of profiles and SSO sessions by the SDK's names for them, if these differ. */
  readonly aliases?: ReadonlyMap<string, string> | undefined;
  /** Keys, tokens and passwords that must not appear in any text. */
  readonly secrets: readonly string[];
}

/** One failure, and all that is known about it. */
interface FailedCall {
  readonly facts: Facts;
  /** The service that was asked for credentials, if the failure is not Bedrock's. */
  readonly peer: Peer | undefined;
  readonly operation: ApiOperation | undefined;
  readonly context: FailureContext;
}

const failedCall = (thrown: unknown, operation: ApiOperation | undefined, context: FailureContext): FailedCall => {
  const {cause, peer} = unwrapPeerFailure(thrown);
  return {facts: factsOf(cause), peer, operation, context};
};

const isIn = <T>(list: readonly T[] | undefined, value: T | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value));
const isSame = (wanted: boolean | undefined, value: boolean): boolean => wanted === undefined || wanted === value;

const isStatus = (range: readonly [number, number] | undefined, status = 0): boolean =>
  range === undefined || (status >= range[0] && status <= range[1]);

/** Whether the host that could not be looked up is the region's own, and not a proxy's, for example. */
const isOfRegionHost = ({facts, context: {regionHost}}: FailedCall): boolean =>
  regionHost !== undefined && facts.message.split(' ').includes(regionHost);

const matches = (when: FailurePattern, failed: FailedCall): boolean => {
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

/** Sources of credentials other than a profile, as Connection.profile names them. */
const OTHER_SOURCES = ['env keys', 'API key', 'instance role', 'container role', 'web identity'];

/** Where the credentials come from, in words. */
const holderOf = ({profile, targetKind}: FailureContext): string => {
  if (profile === 'env keys') return 'the environment';
  if (profile === DEFAULT_PROFILE) return 'the default profile';
  return targetKind === 'demo' || OTHER_SOURCES.includes(profile)
    ? `the ${plainText(profile)}`
    : `profile ${plainText(profile)}`;
};

/** ` --profile NAME`, quoted for a shell; empty for the default profile, or if there is no profile. */
const profileFlag = (profile: string): string =>
  profile === DEFAULT_PROFILE || OTHER_SOURCES.includes(profile) ? '' : ` --profile ${shellWord(profile)}`;

/** `message` with the names that the files use. An alias consists of word characters and hyphens only. */
const withoutAliases = (message: string, {aliases = new Map()}: FailureContext): string => {
  let text = message;
  for (const [alias, name] of aliases) {
    text = text.replace(new RegExp(`(?<![\\w-])${alias}(?![\\w-])`, 'g'), () => name);
  }
  return text;
};

const valuesOf = ({facts, peer, operation, context}: FailedCall) => {
  const loginProfile = context.loginProfile ?? context.profile;
  const deniedAction = /\bperform: ([a-z0-9-]+:\w+)/i.exec(facts.message)?.[1];
  const values: Readonly<Record<string, string>> = {
    // Made plain first: a control character in the middle of a secret would keep it from being found.
    message: withoutSecrets(plainText(withoutAliases(facts.message, context)), context.secrets).trim(),
    profile: plainText(context.profile),
    holder: peer?.holder ?? holderOf(context),
    profileFlag: context.targetKind === 'demo' ? '' : profileFlag(plainText(context.profile)),
    loginFlag: context.targetKind === 'demo' ? '' : profileFlag(plainText(loginProfile)),
    configFile: plainText(context.configFile ?? '~/.aws/config'),
    region: plainText(context.region ?? 'this region'),
    regions: IMPORT_REGIONS_TEXT,
    service: plainText(peer?.service ?? 'AWS'),
    peer: plainText(peer?.address ?? context.peer ?? 'AWS'),
    action: deniedAction ?? actionOf(operation),
    status: String(facts.status ?? 'unknown'),
  };
  return values;
};

/** Fills in a row's {placeholders} in one pass, so that text from AWS is never taken for a placeholder. */
const filled = (template: string, values: Readonly<Record<string, string>>): string => {
  const text = template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  return text.replace(/\.\)/g, ')').replace(/^the /, 'The ');
};

const rowFor = (failed: FailedCall): FailureRow => FAILURES.find(row => matches(row.when, failed)) ?? UNKNOWN_FAILURE;

/** Explains `cause` to a person. `operation` is undefined before the first request. Never throws. */
export const toAppError = (operation: ApiOperation | undefined, cause: unknown, context: FailureContext): AppError => {
  const failed = failedCall(cause, operation, context);
  const {facts, peer} = failed;
  const row = rowFor(failed);
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

/** The error of an aborted call. */
export const cancelled = (operation: ApiOperation | undefined): AppError =>
  toAppError(operation, Object.assign(new Error('aborted'), {name: 'AbortError'}), {
    profile: DEFAULT_PROFILE,
    hasApiKey: false,
    secrets: [],
  });
