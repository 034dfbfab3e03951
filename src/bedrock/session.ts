/** Opens one session with Bedrock: where to ask, who asks, how it travels, and the client that knows all of it. */
import type {BedrockClient, BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {type AppError, failure, type Outcome, success} from '../core/app-error.ts';
import type {ResolvedTarget} from '../core/ports.ts';
import type {AwsTarget} from '../core/target.ts';
import {withDeadline} from './abort.ts';
import {createClient} from './client.ts';
import {sourceOf} from './credential-source.ts';
import {apiKey, checkProfile, DEMO_IDENTITY} from './credentials.ts';
import {chooseEndpoint, isLoopback} from './endpoint.ts';
import {type FailureContext, toAppError} from './errors.ts';
import {identityFor} from './identity.ts';
import {peerOf, placeOf, regionUrl} from './place.ts';
import {problem} from './problem.ts';
import {loginProfileOf, profileChain} from './profile-chain.ts';
import {chosenProfile, DEFAULT_PROFILE, profileConflict} from './profile-choice.ts';
import {checkFiles, readSharedFiles, type SharedFiles} from './profiles.ts';
import {handFilesToSdk, NO_FILES} from './sdk-files.ts';
import {isSecret, secretsOf} from './secrets.ts';
import {type DemoGatewayTarget, type GatewaySettings, limitsOf} from './settings.ts';
import {sharedPaths} from './shared-paths.ts';
import {createTransport} from './transport.ts';
import {marked} from './transport-errors.ts';

export interface Session {
  readonly client: BedrockClient;
  readonly connection: ResolvedTarget;
  readonly context: FailureContext;
  /** Resolves once there are credentials that have not expired; rejects if there are none, or only after too long. */
  ready(): Promise<void>;
  close(): void;
}

/** What is found out step by step; a failure is explained with as much of it as is known by then. */
type Findings = {-readonly [K in keyof FailureContext]: FailureContext[K]} & {
  /** What may be why something is missing: configuration files that were not read, a profile that another one beat. */
  notes?: readonly string[];
  /** The secrets that the environment and the files hold. */
  written: readonly string[];
  /** Those of the credentials that were fetched last. */
  fetched: readonly (readonly string[])[];
};

interface SessionSources {
  readonly settings: GatewaySettings;
  readonly findings: Findings;
}

type AwsCredentialIdentity = Awaited<ReturnType<BedrockClient['config']['credentials']>>;

/** Requests that were signed with the credentials before the last ones may still be on their way. */
const KEPT_CREDENTIALS = 2;

/** Keys that SSO, a role or a process gave stand in no file and no variable. */
const hideCredentials = (findings: Findings, {secretAccessKey, sessionToken}: AwsCredentialIdentity): void => {
  const fetched = [secretAccessKey, ...(sessionToken ? [sessionToken] : [])].filter(isSecret);
  if (findings.fetched.at(-1)?.join() === fetched.join()) return;
  findings.fetched = [...findings.fetched, fetched].slice(-KEPT_CREDENTIALS);
};

const DEMO_REGION = 'us-east-1';

/** Resolves region, endpoint and credentials. No request goes to Bedrock. Never rejects. */
export const openSession = async (settings: GatewaySettings): Promise<Outcome<Session>> => {
  const {environment, target} = settings;
  const isDemo = target.kind === 'demo';
  const chosen = isDemo ? undefined : chosenProfile(target.profile, environment);
  const key = isDemo ? undefined : apiKey(environment);
  const findings: Findings = {
    profile: isDemo ? 'demo' : key ? 'API key' : (chosen ?? DEFAULT_PROFILE),
    hasApiKey: key !== undefined,
    targetKind: target.kind,
    written: secretsOf(environment),
    fetched: [],
    get secrets() {
      return [...this.written, ...this.fetched.flat()];
    },
  };
  try {
    const sources = {settings, findings};
    return success(await (isDemo ? openDemo(target, sources) : openAws(target, sources, chosen)));
  } catch (cause) {
    return failure(withNotes(toAppError(undefined, cause, findings), findings));
  }
};

const withNotes = (error: AppError, {notes = []}: Findings): AppError => {
  const isMissing = error.kind === 'credentials' || error.kind === 'region';
  return isMissing && notes.length > 0 ? {...error, why: [error.why.replace(/\.$/, ''), ...notes].join('. ')} : error;
};

/** The demo reads neither the files nor the credentials of the person, and leaves nothing to the SDK's own search. */
const openDemo = async ({simulatorUrl}: DemoGatewayTarget, {settings, findings}: SessionSources): Promise<Session> => {
  const {environment} = settings;
  const region = DEMO_REGION;
  const endpoint = chooseEndpoint({
    option: simulatorUrl,
    environment: {},
    profile: undefined,
    placeOf: setting => setting,
    files: undefined,
  });
  if (endpoint === undefined || !isLoopback(endpoint)) {
    throw problem('DemoMisconfigured', 'the demo has no simulator on loopback');
  }
  Object.assign(findings, {region, peer: endpoint});
  await handFilesToSdk(environment, NO_FILES);
  const limits = limitsOf(settings);
  const transport = marked(await createTransport({environment, profile: undefined, limits, targetKind: 'demo'}));
  const fixed: BedrockClientConfig = {
    defaultsMode: 'legacy',
    retryMode: 'standard',
    maxAttempts: 3,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  const client = await createClient(settings, {region, endpoint, identity: DEMO_IDENTITY, transport}, fixed);
  const connection: ResolvedTarget = {region, profile: findings.profile, endpoint};
  return sessionOf({client, connection, findings, waitMs: limits.credentialsMs});
};

/** What the files say of the profile in force, as far as failures need it. */
const noteProfile = (findings: Findings, name: string, files: SharedFiles): void => {
  // A role starts from the keys of another profile.
  const chain = profileChain(name, files);
  findings.written = [...findings.written, ...chain.flatMap(({profile}) => secretsOf(profile))];
  findings.loginProfile = loginProfileOf(chain);
  findings.aliases = files.sdk.aliases;
};

const openAws = async (
  target: AwsTarget,
  {settings, findings}: SessionSources,
  chosen: string | undefined,
): Promise<Session> => {
  const {environment} = settings;
  const files = await readSharedFiles(environment);
  const note = profileConflict(target.profile, environment);
  findings.notes = [...files.notes, ...(note && !settings.isConflictTold ? [note] : [])];
  findings.configFile = sharedPaths(environment).config.shown;
  checkFiles(files);
  checkProfile(chosen, files);
  const name = chosen ?? DEFAULT_PROFILE;
  noteProfile(findings, name, files);
  const profile = files.profile(name);
  const foundRegion = (region: string) => {
    findings.region = region;
  };
  const {hasApiKey} = findings;
  const {region, endpoint, variants} = await placeOf({...target, environment}, {files, name, hasApiKey, foundRegion});
  await handFilesToSdk(environment, files.sdk.forProfile(name, environment));
  const limits = limitsOf(settings);
  const transport = marked(await createTransport({environment, profile, limits, targetKind: 'aws'}));
  const identity = await identityFor({environment, chosen, files, transport, variants}, settings);
  const fixed = {profile: chosen && files.sdk.profileName(chosen), ...variants};
  const client = await createClient(settings, {region, endpoint, identity, transport}, fixed);
  try {
    const url = endpoint ?? (await regionUrl(client));
    if (endpoint === undefined) findings.regionHost = new URL(url).hostname;
    findings.peer = peerOf(url, settings);
    const credentials = findings.hasApiKey ? undefined : await client.config.credentials();
    if (credentials) hideCredentials(findings, credentials);
    if (credentials && chosen === undefined) findings.profile = sourceOf(credentials, profile);
  } catch (cause) {
    client.destroy();
    throw cause;
  }
  const connection: ResolvedTarget = {region, profile: findings.profile, endpoint, ...(note && {note})};
  return sessionOf({client, connection, findings, waitMs: limits.credentialsMs});
};

interface SessionParts {
  readonly client: BedrockClient;
  readonly connection: ResolvedTarget;
  readonly findings: Findings;
  readonly waitMs: number;
}

export const tooSlow = (): Error => problem('CredentialsSlow', 'there are no credentials yet');

const sessionOf = ({client, connection, findings, waitMs}: SessionParts): Session => ({
  client,
  connection,
  context: findings,
  ready: async () => {
    if (findings.hasApiKey || findings.targetKind === 'demo') return;
    hideCredentials(findings, await withDeadline(client.config.credentials(), waitMs, tooSlow));
  },
  // The transport goes with it.
  close: () => client.destroy(),
});
