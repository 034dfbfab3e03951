/** Where requests go: the region, the endpoint, and Bedrock's URL. */
import type {BedrockClient} from '@aws-sdk/client-bedrock';
import type {AwsTarget} from '../../core/domain/target.ts';
import {problem} from '../failures/problem.ts';
import {type BooleanSources, type EndpointVariants, endpointVariants} from '../profiles/booleans.ts';
import type {SharedFiles} from '../profiles/profiles.ts';
import type {Environment, Service} from '../settings.ts';
import {chooseEndpoint, chooseS3Endpoint, isLoopback} from './endpoint.ts';
import {chooseRegion} from './region.ts';

interface ServiceLocation {
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly variants: EndpointVariants;
  /** The endpoint of S3. Throws if it is unusable, which does not matter before it is used. */
  s3Endpoint(): string | undefined;
}

interface LocationSources {
  readonly files: SharedFiles;
  /** The name of the profile that is used. */
  readonly name: string;
  readonly hasApiKey: boolean;
  /** The service that the target's endpoint is for. */
  readonly service: Service;
  /** Called as soon as the region is known, so that later failures can name it. */
  onRegion(region: string): void;
}

/**
 * Where to send requests, by flags, environment and profile. Throws if the region or the endpoint is unusable, or if an API
 * key would leave this machine unencrypted.
 */
export const locateService = async (
  settings: Pick<AwsTarget, 'region' | 'endpointUrl'> & {readonly environment: Environment},
  sources: LocationSources,
): Promise<ServiceLocation> => {
  const {files, name, hasApiKey, service, onRegion} = sources;
  const {environment} = settings;
  const profile = files.profile(name);
  const given: BooleanSources = {environment, profile, originOf: setting => files.originOf(name, setting)};
  const variants = endpointVariants(given);
  const region = await chooseRegion({option: settings.region, ...given});
  onRegion(region);
  const endpoints = {option: settings.endpointUrl, files, service: 'bedrock', ...given} as const;
  const endpoint = chooseEndpoint(endpoints);
  if (hasApiKey && endpoint?.startsWith('http:') && !isLoopback(endpoint)) {
    throw problem(
      'KeyOverPlainHttp',
      `The API key in AWS_BEARER_TOKEN_BEDROCK would be sent unencrypted to ${endpoint}`,
    );
  }
  return {region, endpoint, variants, s3Endpoint: () => chooseS3Endpoint(endpoints, service)};
};

/** Bedrock's URL in the client's region. It depends on the partition, FIPS and dual-stack. */
export const regionUrl = async ({config}: BedrockClient): Promise<string> => {
  const {useFipsEndpoint: isFips, useDualstackEndpoint: isDualStack, endpointProvider} = config;
  const [Region, UseFIPS, UseDualStack] = [await config.region(), await isFips(), await isDualStack()];
  const {url} = endpointProvider({Region, UseFIPS, UseDualStack});
  return url.href.replace(/\/$/, '');
};

/** The partitions in which Bedrock's URL is known without the SDK. */
const PARTITIONS: readonly (readonly [region: RegExp, suffix: string, dualStackSuffix: string])[] = [
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+$/, 'amazonaws.com', 'api.aws'],
  [/^us-gov-[a-z]+-\d+$/, 'amazonaws.com', 'api.aws'],
  [/^cn-[a-z]+-\d+$/, 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
];

/** What `regionUrl` will give, before the SDK is loaded. Undefined for a region of another partition. */
export const expectedUrl = (region: string, variants: EndpointVariants): string | undefined => {
  const partition = PARTITIONS.find(([pattern]) => pattern.test(region));
  if (!partition) return undefined;
  const [, suffix, dualStackSuffix] = partition;
  const host = `bedrock${variants.useFipsEndpoint ? '-fips' : ''}.${region}`;
  return `https://${host}.${variants.useDualstackEndpoint ? dualStackSuffix : suffix}`;
};
