/** Settings that are true or false, in upper or lower case. Any other value is an error that names the setting. */
import {problem} from '../failures/problem.ts';
import type {Environment} from '../settings.ts';
import type {Profile} from './profiles.ts';

/** Undefined if nothing is set. `source` names the variable or setting. Throws if the value is neither true nor false. */
const booleanOf = (value: string | undefined, source: string): boolean | undefined => {
  const text = value?.trim().toLowerCase();
  if (!text) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw problem('SettingUnusable', `${source} is “${value?.trim()}”, which is neither true nor false`);
};

export interface BooleanSources {
  readonly environment: Environment;
  readonly profile: Profile | undefined;
  /** Where a setting of the profile comes from: `[profile dev] of ~/.aws/config`. */
  readonly originOf: (setting: string) => string;
}

/** For settings of which any value but “true” counts as false. */
export const isTrue = (value: string | undefined): boolean => value?.trim().toLowerCase() === 'true';

/** Whether the instance metadata service is switched off. Any value but “false” switches it off, as in the AWS CLI. */
export const isMetadataDisabled = ({AWS_EC2_METADATA_DISABLED = ''}: Environment): boolean =>
  !['', 'false'].includes(AWS_EC2_METADATA_DISABLED.trim().toLowerCase());

/** The variable overrides the profile's setting, as in the AWS CLI. */
const isEnabled = ({environment, profile, originOf}: BooleanSources, variable: string, setting: string): boolean =>
  booleanOf(environment[variable], variable) ??
  booleanOf(profile?.[setting], `${setting} in ${originOf(setting)}`) ??
  false;

/** Which variants of AWS's endpoints to use. The SDK itself ignores “True” without a word, so the values are read here. */
export const endpointVariants = (sources: BooleanSources) => ({
  useFipsEndpoint: isEnabled(sources, 'AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
  useDualstackEndpoint: isEnabled(sources, 'AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
});

export type EndpointVariants = ReturnType<typeof endpointVariants>;
