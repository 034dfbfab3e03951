/** Opens a session with Bedrock: finds region, endpoint and credentials, and creates the transport and the client. */
import type {BedrockClient, BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {type AppError, failure, type Outcome, success} from '../../core/domain/app-error.ts';
import type {ResolvedTarget} from '../../core/domain/ports.ts';
import type {AwsTarget} from '../../core/domain/target.ts';

import {apiKey} from '../credentials/api-key.ts';
import {checkProfile, DEMO_IDENTITY} from '../credentials/credentials.ts';
import type {IdentityLease} from '../credentials/shared-credentials.ts';

import {sourceName} from '../credentials/source.ts';
import {type FailureContext, toAppError} from '../failures/errors.ts';
import {problem} from '../failures/problem.ts';
import {isSecret, secretsOf} from '../failures/secrets.ts';
import {loginProfileOf, profileChain} from '../profiles/profile-chain.ts';
import {chosenProfile, profileConflict} from '../profiles/profile-choice.ts';
import {checkFiles, readSharedFiles, type SharedFiles} from '../profiles/profiles.ts';
import {giveFilesToSdk, NO_FILES} from '../profiles/sdk-files.ts';
import {sharedPaths} from '../profiles/shared-paths.ts';
import {DEFAULT_PROFILE, type DemoGatewayTarget, type GatewaySettings, limitsOf} from '../settings.ts';
import {NO_EARLY_CONNECTION} from '../transport/early-sockets.ts';
import {describeUrl} from '../transport/proxy.ts';
import {takeTransport} from '../transport/shared-transports.ts';
import {withDeadline} from '../waiting/race.ts';
import {type ClientParts, createClient} from './client.ts';
import {chooseEndpoint, isLoopback} from './endpoint.ts';
import {expectedUrl, locateService, regionUrl} from './location.ts';
import {type Pool, takeIdentity} from './pool.ts';

/** What a client for another service is made from. */
interface ServiceParts extends Omit<ClientParts, 'endpoint'> {
  readonly settings: GatewaySettings;
  readonly defaults: BedrockClientConfig;
  /** Throws if it is unusable. */
  s3Endpoint(): string | undefined;
}

export interface Session {
  readonly client: BedrockClient;
  readonly parts: ServiceParts;
  readonly connection: ResolvedTarget;
  readonly context: FailureContext;
  /** Resolves once there are valid credentials. Rejects if there are none, or not within the time limit. */
  ready(): Promise<void>;
  /** Sessions of this profile that are opened from now on search for credentials anew. */
  retire(): void;
  /** Gives back what other sessions may still use. */
  close(): void;
}

/** What is found out step by step. A failure is explained with what is known by then. */
type Findings = {-readonly [K in keyof FailureContext]: FailureContext[K]} & {
  /** Possible reasons why something is missing: files that were not read, a profile that another one overrides. */
  notes?: readonly string[];
  /** The secrets in the environment and the files. */
  configuredSecrets: readonly string[];
  /** The secrets of the last credentials that were fetched, the newest last. */
  fetchedSecrets: readonly (readonly string[])[];
};

/** What a session gets from its gateway. */
export interface SessionHost {
  readonly pool: Pool;
  /** Aborts when the gateway is closed, perhaps before the session is open. */
  readonly closed: AbortSignal;
}

interface SessionSources extends SessionHost {
  readonly settings: GatewaySettings;
  readonly findings: Findings;
}

type AwsCredentialIdentity = Awaited<ReturnType<BedrockClient['config']['credentials']>>;

/** Requests that were signed with the previous credentials may still be under way. */
const KEPT_CREDENTIALS = 2;

/** Notes fetched credentials as secrets: those from SSO, a role or a process are in no file and no variable. */
const noteSecrets = (findings: Findings, {secretAccessKey, sessionToken}: AwsCredentialIdentity): void => {
  const fetched = [secretAccessKey, ...(sessionToken ? [sessionToken] : [])].filter(isSecret);
  if (findings.fetchedSecrets.at(-1)?.join() === fetched.join()) return;
  findings.fetchedSecrets = [...findings.fetchedSecrets, fetched].slice(-KEPT_CREDENTIALS);
};

const DEMO_REGION = 'us-east-1';

/** Resolves region, endpoint and credentials. No request goes to Bedrock, but a connection is opened. Never rejects. */
export const openSession = async (settings: GatewaySettings, host: SessionHost): Promise<Outcome<Session>> => {
  const {environment, target} = settings;
  const isDemo = target.kind === 'demo';
  const chosen = isDemo ? undefined : chosenProfile(target.profile, environment);
  const key = isDemo ? undefined : apiKey(environment);
  const findings: Findings = {
    profile: isDemo ? 'demo' : key ? 'API key' : (chosen ?? DEFAULT_PROFILE),
    hasApiKey: key !== undefined,
    targetKind: target.kind,
    configuredSecrets: secretsOf(environment),
    fetchedSecrets: [],
    get secrets() {
      return [...this.configuredSecrets, ...this.fetchedSecrets.flat()];
    },
  };
  try {
    const sources = {...host, settings, findings};
    return success(await (isDemo ? openDemo(target, sources) : openAws(target, sources, chosen)));
  } catch (cause) {
    return failure(withNotes(toAppError(undefined, cause, findings), findings));
  }
};

/** Sessions of the target's profile that are opened from now on search for credentials anew. */
export const renewCredentials = ({target, environment}: GatewaySettings, {credentials}: Pool): void => {
  if (target.kind === 'aws') credentials.renew(chosenProfile(target.profile, environment));
};

const withNotes = (error: AppError, {notes = []}: Findings): AppError => {
  const isMissing = error.kind === 'credentials' || error.kind === 'region';
  return isMissing && notes.length > 0 ? {...error, why: [error.why.replace(/\.$/, ''), ...notes].join('. ')} : error;
};

/** The demo uses none of the person's files, credentials or network settings, and leaves nothing for the SDK to look up. */
const openDemo = async (
  {simulatorUrl, region = DEMO_REGION}: DemoGatewayTarget,
  {pool, settings, findings}: SessionSources,
): Promise<Session> => {
  const {environment} = settings;
  const endpoint = chooseEndpoint({
    option: simulatorUrl,
    environment: {},
    profile: undefined,
    originOf: setting => setting,
    files: undefined,
    service: 'bedrock',
  });
  if (endpoint === undefined || !isLoopback(endpoint)) {
    throw problem('DemoMisconfigured', 'the demo has no simulator on loopback');
  }
  Object.assign(findings, {region, peer: endpoint});
  await pool.turns({name: 'demo', text: NO_FILES.text}, () => giveFilesToSdk(environment, NO_FILES));
  const limits = limitsOf(settings);
  // Without an environment there is no proxy: the demo's requests must not leave the machine.
  const shared = await takeTransport(pool.transports, {environment: {}, profile: undefined, limits});
  const transport = await (await shared.value).load();
  const defaults: BedrockClientConfig = {
    defaultsMode: 'legacy',
    retryMode: 'standard',
    maxAttempts: 3,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  const parts = {region, identity: DEMO_IDENTITY, transport};
  const client = await createClient(settings, {endpoint, ...parts}, defaults);
  const connection: ResolvedTarget = {region, profile: findings.profile, endpoint};
  return sessionOf({
    client,
    parts: {settings, defaults, s3Endpoint: () => endpoint, ...parts},
    connection,
    findings,
    waitMs: limits.credentialsMs,
    retire: () => {},
    close: shared.release,
  });
};

/** Notes what failures need to know about the profile that is used. */
const noteProfile = (findings: Findings, name: string, files: SharedFiles): void => {
  // A role may use the keys of another profile.
  const chain = profileChain(name, files);
  findings.configuredSecrets = [...findings.configuredSecrets, ...chain.flatMap(({profile}) => secretsOf(profile))];
  findings.loginProfile = loginProfileOf(chain);
  findings.aliases = files.sdk.aliases;
};

const openAws = async (
  target: AwsTarget,
  {pool, closed, settings, findings}: SessionSources,
  chosen: string | undefined,
): Promise<Session> => {
  const {environment, service = 'bedrock'} = settings;
  const files = await readSharedFiles(environment);
  const note = profileConflict(target.profile, environment);
  findings.notes = [...files.notes, ...(note && !settings.isConflictReported ? [note] : [])];
  findings.configFile = sharedPaths(environment).config.shown;
  checkFiles(files);
  checkProfile(chosen, files);
  const name = chosen ?? DEFAULT_PROFILE;
  noteProfile(findings, name, files);
  const profile = files.profile(name);
  const onRegion = (region: string) => {
    findings.region = region;
  };
  const {hasApiKey} = findings;
  const {region, endpoint, variants, s3Endpoint} = await locateService(
    {...target, environment},
    {files, name, hasApiKey, service, onRegion},
  );
  const limits = limitsOf(settings);
  const shared = await takeTransport(pool.transports, {environment, profile, limits});
  const given = files.sdk.forProfile(name, environment);
  let identities: IdentityLease | undefined;
  const close = () => {
    identities?.release();
    shared.release();
  };
  try {
    const {agents, load} = await shared.value;
    // The handshake runs while the SDK is loaded and credentials are fetched.
    const expected = endpoint ?? expectedUrl(region, variants);
    const isExpected = expected !== undefined && service === 'bedrock';
    const early = isExpected ? agents.connectEarly(expected) : NO_EARLY_CONNECTION;
    closed.addEventListener('abort', early.drop, {once: true});
    // Loading the SDK blocks the event loop for longer than a handshake takes.
    await early.underWay;
    await pool.turns({name, text: given.text}, () => giveFilesToSdk(environment, given));
    const transport = await load();
    identities = takeIdentity(pool, {environment, chosen, files, transport, variants}, {settings, given, shared});
    const identity = await identities.identity;
    const defaults = {profile: chosen && files.sdk.profileName(chosen), ...variants};
    const parts = {region, identity, transport};
    const client = await createClient(settings, {endpoint, ...parts}, defaults);
    const url = endpoint ?? (await regionUrl(client));
    if (url !== expected) early.drop();
    if (endpoint === undefined) findings.regionHost = new URL(url).hostname;
    findings.peer = describeUrl(url, environment);
    const credentials = findings.hasApiKey ? undefined : await client.config.credentials();
    if (credentials) noteSecrets(findings, credentials);
    if (credentials && chosen === undefined) findings.profile = sourceName(credentials, profile);
    const connection: ResolvedTarget = {region, profile: findings.profile, endpoint, ...(note && {note})};
    const {retire} = identities;
    return sessionOf({
      ...{client, connection, findings, waitMs: limits.credentialsMs, retire, close},
      parts: {settings, defaults, s3Endpoint, ...parts},
    });
  } catch (cause) {
    identities?.retire();
    close();
    throw cause;
  }
};

interface SessionParts {
  readonly client: BedrockClient;
  readonly parts: ServiceParts;
  readonly connection: ResolvedTarget;
  readonly findings: Findings;
  readonly waitMs: number;
  readonly retire: () => void;
  readonly close: () => void;
}

export const credentialsTooSlow = (): Error => problem('CredentialsSlow', 'there are no credentials yet');

const sessionOf = ({client, parts, connection, findings, waitMs, retire, close}: SessionParts): Session => ({
  client,
  parts,
  connection,
  context: findings,
  ready: async () => {
    if (findings.hasApiKey || findings.targetKind === 'demo') return;
    noteSecrets(findings, await withDeadline(client.config.credentials(), waitMs, credentialsTooSlow));
  },
  retire,
  // The client is not destroyed: that would close the transport.
  close,
});
