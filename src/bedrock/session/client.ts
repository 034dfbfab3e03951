/** Creates the SDK's client for Bedrock. */
import type {BedrockClient, BedrockClientConfig} from '@aws-sdk/client-bedrock';
import type {Identity} from '../credentials/credentials.ts';
import {type GatewaySettings, SILENT_LOGGER} from '../settings.ts';
import type {Transport} from '../transport/transport.ts';

export interface ClientParts {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly identity: Identity;
  readonly transport: Transport;
}

const APP_ID = 'bedrock-imports-tui';

/** `defaults` yields to everything else that is set here. */
export const createClient = async (
  settings: GatewaySettings,
  {region, endpoint, identity, transport}: ClientParts,
  defaults: BedrockClientConfig,
): Promise<BedrockClient> => {
  const {BedrockClient} = await import('../sdk.ts');
  return new BedrockClient({
    ...defaults,
    ...(settings.attempts === undefined ? {} : {maxAttempts: settings.attempts}),
    ...identity,
    region,
    // The SDK must not look for an endpoint by itself: it would look in another profile (see endpoint.ts).
    ...(endpoint === undefined ? {ignoreConfiguredEndpointUrls: true} : {endpoint}),
    requestHandler: transport,
    logger: SILENT_LOGGER,
    userAgentAppId: APP_ID,
    customUserAgent: [[APP_ID, settings.appVersion]],
  });
};
