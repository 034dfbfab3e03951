/** Makes the SDK's client for Bedrock. */
import type {BedrockClient, BedrockClientConfig} from '@aws-sdk/client-bedrock';
import type {Identity} from './credentials.ts';
import {type GatewaySettings, SILENT_LOGGER} from './settings.ts';
import type {Transport} from './transport.ts';

interface ClientParts {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly identity: Identity;
  readonly transport: Transport;
}

const APP_ID = 'bedrock-imports-tui';

export const createClient = async (
  settings: GatewaySettings,
  {region, endpoint, identity, transport}: ClientParts,
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
