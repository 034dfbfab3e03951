/** Opens one session with Bedrock: where to ask, who asks, how it travels, and the client that knows all of it. */
import type {BedrockClient, BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {type AppError, failure, type Outcome, success} from '../core/app-error.ts';
import type {Connection} from '../core/ports.ts';
import {withDeadline} from './abort.ts';
import {type BooleanSources, endpointVariants} from './booleans.ts';
import {
  apiKey,
  checkProfile,
  DEMO_IDENTITY,
  type Identity,
  type IdentitySources,
  identityOf,
  sourceOf,
} from './credentials.ts';
import {chooseEndpoint, isLoopback} from './endpoint.ts';
import {type FailureContext, toAppError} from './errors.ts';
import {createPeers} from './peers.ts';
import {problem} from './problem.ts';
import {processProfile, watchProcess} from './process-watch.ts';
import {chosenProfile, DEFAULT_PROFILE, profileConflict} from './profile-choice.ts';
import {checkFiles, readSharedFiles, type SharedFiles} from './profiles.ts';
import {proxyFor} from './proxy.ts';
import {chooseRegion} from './region.ts';
import {handFilesToSdk, NO_FILES} from './sdk-files.ts';
import {isSecret, secretsOf} from './secrets.ts';
import {type GatewaySettings, SILENT_LOGGER, USUAL_LIMITS} from './settings.ts';
import {withTokenFiles} from './token-files.ts';
import {createTransport, type Transport} from './transport.ts';
import {marked} from './transport-errors.ts';

export interface Session {
  readonly client: BedrockClient;
  readonly connection: Connection;
  readonly context: FailureContext;
  /** Resolves once there are credentials that have not expired; rejects if there are none, or only after too long. */
  ready(): Promise<void>;
  close(): void;
}

/** What is found out step by step; a failure is explained with as much of it as is known by then. */
type Findings = {-readonly [K in keyof FailureContext]: FailureContext[K]} & {
  /** What may be why something is missing: configuration files that were not read, a profile that another one beat. */
  notes?: readonly string[];
};

type AwsCredentialIdentity = Awaited<ReturnType<BedrockClient['config']['credentials']>>;

/** Keys that SSO, a role or a process gave stand in no file and no variable. */
const hideCredentials = (findings: Findings, {secretAccessKey, sessionToken}: AwsCredentialIdentity): void => {
  const secrets = [secretAccessKey, ...(sessionToken ? [sessionToken] : [])].filter(isSecret);
  findings.secrets = [...new Set([...findings.secrets, ...secrets])];
};

interface Place {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly identity: Identity;
  readonly transport: Transport;
}

interface Chosen {
  readonly files: SharedFiles;
  readonly name: string;
}

const APP_ID = 'bedrock-imports-tui';
const DEMO_REGION = 'us-east-1';

/** Resolves region, endpoint and credentials. No request goes to Bedrock. Never rejects. */
export const openSession = async (settings: GatewaySettings): Promise<Outcome<Session>> => {
  const {environment, isDemo} = settings;
  const chosen = isDemo ? undefined : chosenProfile(settings.profile, environment);
  const key = isDemo ? undefined : apiKey(environment);
  const findings: Findings = {
    profile: isDemo ? 'demo' : key ? 'API key' : (chosen ?? DEFAULT_PROFILE),
    hasApiKey: key !== undefined,
    isDemo,
    secrets: secretsOf(environment),
  };
  try {
    return success(await (isDemo ? openDemo(settings, findings) : openReal(settings, findings, chosen)));
  } catch (cause) {
    return failure(withNotes(toAppError(undefined, cause, findings), findings));
  }
};

const withNotes = (error: AppError, {notes = []}: Findings): AppError => {
  const isMissing = error.kind === 'credentials' || error.kind === 'region';
  return isMissing ? {...error, why: [error.why, ...notes].join('. ')} : error;
};

/** The demo reads neither the files nor the credentials of the person, and leaves nothing to the SDK's own search. */
const openDemo = async (settings: GatewaySettings, findings: Findings): Promise<Session> => {
  const {environment} = settings;
  const region = settings.region || DEMO_REGION;
  const endpoint = chooseEndpoint({
    option: settings.endpointUrl,
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
  const limits = {...USUAL_LIMITS, ...settings.limits};
  const transport = marked(await createTransport({environment, profile: undefined, limits, isDemo: true}));
  const fixed: BedrockClientConfig = {
    defaultsMode: 'legacy',
    retryMode: 'standard',
    maxAttempts: 3,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  const client = await createClient(settings, {region, endpoint, identity: DEMO_IDENTITY, transport}, fixed);
  const connection: Connection = {region, profile: findings.profile, endpoint, isDemo: true};
  return sessionOf({client, connection, findings, waitMs: limits.credentialsMs});
};

/** Where to ask, by the flags, the environment and the profile. Throws what makes no sense. */
const placeOf = async (settings: GatewaySettings, findings: Findings, {files, name}: Chosen) => {
  const {environment} = settings;
  const profile = files.profile(name);
  const given: BooleanSources = {environment, profile, placeOf: setting => files.placeOf(name, setting)};
  const variants = endpointVariants(given);
  const region = await chooseRegion({option: settings.region, ...given});
  findings.region = region;
  const endpoint = chooseEndpoint({option: settings.endpointUrl, files, ...given});
  if (findings.hasApiKey && endpoint?.startsWith('http:') && !isLoopback(endpoint)) {
    throw problem(
      'KeyOverPlainHttp',
      `The API key in AWS_BEARER_TOKEN_BEDROCK would be sent unencrypted to ${endpoint}`,
    );
  }
  return {region, endpoint, variants};
};

const openReal = async (
  settings: GatewaySettings,
  findings: Findings,
  chosen: string | undefined,
): Promise<Session> => {
  const {environment} = settings;
  const files = await readSharedFiles(environment);
  const note = profileConflict(settings.profile, environment);
  findings.notes = [...files.notes, ...(note ? [note] : [])];
  checkFiles(files);
  checkProfile(chosen, files);
  // A role starts from the keys of another profile.
  findings.secrets = [...findings.secrets, ...files.names.flatMap(each => secretsOf(files.profile(each)))];
  const name = chosen ?? DEFAULT_PROFILE;
  const profile = files.profile(name);
  const {region, endpoint, variants} = await placeOf(settings, findings, {files, name});
  await handFilesToSdk(environment, files.sdk);
  const limits = {...USUAL_LIMITS, ...settings.limits};
  const transport = marked(await createTransport({environment, profile, limits, isDemo: false}));
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
  const connection: Connection = {region, profile: findings.profile, endpoint, isDemo: false, ...(note && {note})};
  return sessionOf({client, connection, findings, waitMs: limits.credentialsMs});
};

/** An identity whose failures name whoever was asked for it, that says when a process runs for it, and that blocks no key. */
const identityFor = async (sources: IdentitySources, settings: GatewaySettings): Promise<Identity> => {
  const {environment, chosen, files, transport} = sources;
  const holder = chosen ?? DEFAULT_PROFILE;
  const waitMs = {...USUAL_LIMITS, ...settings.limits}.credentialsMs;
  const peers = createPeers({environment, transport, holder, waitMs, describe: url => peerOf(url, settings)});
  const found = await identityOf({...sources, transport: peers.transport});
  const blamed = {...found, credentials: peers.blamed(found.credentials)};
  const identity = withTokenFiles(blamed, {environment, profile: files.profile(holder), files});
  return watchProcess(identity, processProfile(files, chosen, environment), settings);
};

/** The URL of Bedrock in the client's region: it depends on the partition, and on FIPS and dual-stack. */
const regionUrl = async ({config}: BedrockClient): Promise<string> => {
  const {useFipsEndpoint: isFips, useDualstackEndpoint: isDualStack, endpointProvider} = config;
  const [Region, UseFIPS, UseDualStack] = [await config.region(), await isFips(), await isDualStack()];
  const {url} = endpointProvider({Region, UseFIPS, UseDualStack});
  return url.href.replace(/\/$/, '');
};

/** Who is asked, in words; a proxy is named without its password. */
const peerOf = (url: string, {environment}: GatewaySettings): string => {
  const proxy = proxyFor(new URL(url), environment);
  return proxy ? `${url} (through the proxy ${proxy.protocol}//${proxy.host})` : url;
};

const createClient = async (
  settings: GatewaySettings,
  {region, endpoint, identity, transport}: Place,
  fixed: BedrockClientConfig,
): Promise<BedrockClient> => {
  const {BedrockClient} = await import('./sdk.ts');
  return new BedrockClient({
    ...fixed,
    ...(settings.attempts === undefined ? {} : {maxAttempts: settings.attempts}),
    ...identity,
    region,
    // Without an endpoint of ours the SDK may not look for one either: it would look in another profile (see endpoint.ts).
    ...(endpoint === undefined ? {ignoreConfiguredEndpointUrls: true} : {endpoint}),
    requestHandler: transport,
    logger: SILENT_LOGGER,
    userAgentAppId: APP_ID,
    customUserAgent: [[APP_ID, settings.appVersion]],
  });
};

interface SessionParts {
  readonly client: BedrockClient;
  readonly connection: Connection;
  readonly findings: Findings;
  readonly waitMs: number;
}

export const tooSlow = (): Error => problem('CredentialsSlow', 'there are no credentials yet');

const sessionOf = ({client, connection, findings, waitMs}: SessionParts): Session => ({
  client,
  connection,
  context: findings,
  ready: async () => {
    if (findings.hasApiKey || connection.isDemo) return;
    hideCredentials(findings, await withDeadline(client.config.credentials(), waitMs, tooSlow));
  },
  // The transport goes with it.
  close: () => client.destroy(),
});
