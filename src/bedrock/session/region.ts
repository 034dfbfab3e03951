/** Which region to use: from the flag, the environment, the profile, or else the machine itself. */
import {problem} from '../failures/problem.ts';
import {type BooleanSources, isMetadataDisabled} from '../profiles/booleans.ts';
import type {Environment} from '../settings.ts';

interface RegionSources extends BooleanSources {
  readonly option: string | undefined;
}

// The SDK accepts any host label. Regions of custom endpoints may have any name.
const REGION_FORM = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Follows the AWS CLI's order: --region, AWS_REGION, AWS_DEFAULT_REGION (which the SDK ignores), the profile. Throws if the
 * name is malformed, or if no source has one ("Region is missing").
 */
export const chooseRegion = async (given: RegionSources): Promise<string> => {
  const {option, environment, profile, originOf} = given;
  const sources = [
    ['--region', option],
    ['AWS_REGION', environment.AWS_REGION],
    ['AWS_DEFAULT_REGION', environment.AWS_DEFAULT_REGION],
    [originOf('region'), profile?.region],
  ] as const;
  const [source, text] = sources.find(([, value]) => value?.trim()) ?? [];
  const region = text?.trim();
  if (!region) return regionOfInstance(environment);
  if (REGION_FORM.test(region)) return region;
  throw problem('RegionMalformed', `“${region}”, from ${source}, is not the name of a region`);
};

/**
 * Asks the instance metadata service: two requests of at most a second each. After a failure the SDK answers at once for a
 * minute. That cannot be avoided, and does no harm: no machine gains a metadata service within a minute.
 */
const regionOfInstance = async (environment: Environment): Promise<string> => {
  const isAsked = !isMetadataDisabled(environment);
  const {NODE_REGION_CONFIG_OPTIONS} = await import('../sdk.ts');
  const ask = NODE_REGION_CONFIG_OPTIONS.default;
  const region = isAsked && typeof ask === 'function' ? await ask() : undefined;
  if (region && REGION_FORM.test(region)) return region;
  throw new Error('Region is missing');
};
