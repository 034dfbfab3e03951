/** Opens one session with Bedrock: where to ask, who asks, how it travels, and the client that knows all of it. */
import type {BedrockClient, BedrockClientConfig} from '@aws-sdk/client-bedrock';
import {failure, type Outcome, success} from '../core/app-error.ts';
import type {Connection} from '../core/ports.ts';
import {withDeadline} from './abort.ts';
import {
  apiKey,
  checkProfile,
  chosenProfile,
  DEFAULT_PROFILE,
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
import {readSharedFiles} from './profiles.ts';
import {proxyFor} from './proxy.ts';
import {chooseRegion} from './region.ts';
import {isSecret, secretsOf} from './secrets.ts';
import {type GatewaySettings, SILENT_LOGGER, USUAL_LIMITS} from './settings.ts';
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
type Findings = {-readonly [K in keyof FailureContext]: FailureContext[K]};

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
    return failure(toAppError(undefined, cause, findings));
  }
};

/** The demo reads neither the files nor the credentials of the person, and leaves nothing to the SDK's own search. */
const openDemo = async (settings: GatewaySettings, findings: Findings): Promise<Session> => {
  const {environment} = settings;
  const region = settings.region || DEMO_REGION;
  const endpoint = chooseEndpoint({
    option: settings.endpointUrl,
    environment: {},
    profile: undefined,
    files: undefined,
  });
  if (endpoint === undefined || !isLoopback(endpoint)) {
    throw problem('DemoMisconfigured', 'the demo has no simulator on loopback');
  }
  Object.assign(findings, {region, peer: endpoint});
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

const openReal = async (
  settings: GatewaySettings,
  findings: Findings,
  chosen: string | undefined,
): Promise<Session> => {
  const {environment} = settings;
  const files = await readSharedFiles(environment);
  const profile = files.profile(chosen ?? DEFAULT_PROFILE);
  checkProfile(chosen, files);
  findings.secrets = [...findings.secrets, ...secretsOf(profile)];
  const region = await chooseRegion({option: settings.region, environment, profile});
  findings.region = region;
  const endpoint = chooseEndpoint({option: settings.endpointUrl, environment, profile, files});
  if (findings.hasApiKey && endpoint?.startsWith('http:') && !isLoopback(endpoint)) {
    throw problem(
      'KeyOverPlainHttp',
      `The API key in AWS_BEARER_TOKEN_BEDROCK would be sent unencrypted to ${endpoint}`,
    );
  }
  const limits = {...USUAL_LIMITS, ...settings.limits};
  const transport = marked(await createTransport({environment, profile, limits, isDemo: false}));
  const identity = await blamingIdentity({environment, chosen, profile, transport}, settings);
  const client = await createClient(settings, {region, endpoint, identity, transport}, {profile: chosen});
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
  const connection: Connection = {region, profile: findings.profile, endpoint, isDemo: false};
  return sessionOf({client, connection, findings, waitMs: limits.credentialsMs});
};

/** An identity whose failures name whoever was asked for it. */
const blamingIdentity = async (sources: IdentitySources, settings: GatewaySettings): Promise<Identity> => {
  const {environment, chosen, transport} = sources;
  const describe = (url: string) => peerOf(url, settings);
  const peers = createPeers({
    environment,
    transport,
    holder: chosen ?? DEFAULT_PROFILE,
    waitMs: {...USUAL_LIMITS, ...settings.limits}.credentialsMs,
    describe,
  });
  const identity = await identityOf({...sources, transport: peers.transport});
  return {...identity, credentials: peers.blamed(identity.credentials)};
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
