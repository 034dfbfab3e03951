/** Where Bedrock is asked: the region and the endpoint, and how a sentence names them. */
import type {BedrockClient} from '@aws-sdk/client-bedrock';
import type {AwsTarget} from '../core/target.ts';
import {type BooleanSources, type EndpointVariants, endpointVariants} from './booleans.ts';
import {chooseEndpoint, isLoopback} from './endpoint.ts';
import {problem} from './problem.ts';
import type {SharedFiles} from './profiles.ts';
import {proxyFor} from './proxy.ts';
import {chooseRegion} from './region.ts';
import type {Environment, GatewaySettings} from './settings.ts';

export interface Place {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly variants: EndpointVariants;
}

interface PlaceSources {
  readonly files: SharedFiles;
  /** The profile in force. */
  readonly name: string;
  readonly hasApiKey: boolean;
  /** Told the region as soon as it is known: what fails after it names it. */
  foundRegion(region: string): void;
}

/** Where to ask, by the flags, the environment and the profile. Throws if that makes no sense. */
export const placeOf = async (
  settings: Pick<AwsTarget, 'region' | 'endpointUrl'> & {readonly environment: Environment},
  sources: PlaceSources,
): Promise<Place> => {
  const {files, name, hasApiKey, foundRegion} = sources;
  const {environment} = settings;
  const profile = files.profile(name);
  const given: BooleanSources = {environment, profile, placeOf: setting => files.placeOf(name, setting)};
  const variants = endpointVariants(given);
  const region = await chooseRegion({option: settings.region, ...given});
  foundRegion(region);
  const endpoint = chooseEndpoint({option: settings.endpointUrl, files, ...given});
  if (hasApiKey && endpoint?.startsWith('http:') && !isLoopback(endpoint)) {
    throw problem(
      'KeyOverPlainHttp',
      `The API key in AWS_BEARER_TOKEN_BEDROCK would be sent unencrypted to ${endpoint}`,
    );
  }
  return {region, endpoint, variants};
};

/** The URL of Bedrock in the client's region: it depends on the partition, and on FIPS and dual-stack. */
export const regionUrl = async ({config}: BedrockClient): Promise<string> => {
  const {useFipsEndpoint: isFips, useDualstackEndpoint: isDualStack, endpointProvider} = config;
  const [Region, UseFIPS, UseDualStack] = [await config.region(), await isFips(), await isDualStack()];
  const {url} = endpointProvider({Region, UseFIPS, UseDualStack});
  return url.href.replace(/\/$/, '');
};

/** The peer that is asked, in words; a proxy is named without its password. */
export const peerOf = (url: string, {environment}: Pick<GatewaySettings, 'environment'>): string => {
  const proxy = proxyFor(new URL(url), environment);
  return proxy ? `${url} (through the proxy ${proxy.protocol}//${proxy.host})` : url;
};
