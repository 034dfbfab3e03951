/** Settings that are true or false, written in any case; anything else is an error that says where it is. */
import {problem} from './problem.ts';
import type {Profile} from './profiles.ts';
import type {Environment} from './settings.ts';

/** Undefined if nothing is set. `place` is the variable, or the setting and where it is. Throws if it is neither of the two. */
const booleanOf = (value: string | undefined, place: string): boolean | undefined => {
  const text = value?.trim().toLowerCase();
  if (!text) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw problem('SettingUnusable', `${place} is “${value?.trim()}”, which is neither true nor false`);
};

export interface BooleanSources {
  readonly environment: Environment;
  readonly profile: Profile | undefined;
  /** Where a setting of the profile is, for a person. */
  readonly placeOf: (setting: string) => string;
}

/** The same if only “true” means something; everything else switches nothing on. */
export const isTrue = (value: string | undefined): boolean => value?.trim().toLowerCase() === 'true';

/** Whether nobody may ask the instance metadata service: anything but “false” forbids it, as in the AWS CLI. */
export const isMetadataDisabled = ({AWS_EC2_METADATA_DISABLED = ''}: Environment): boolean =>
  !['', 'false'].includes(AWS_EC2_METADATA_DISABLED.trim().toLowerCase());

/** The variable beats the profile's setting, as in the AWS CLI. */
const isSwitchedOn = ({environment, profile, placeOf}: BooleanSources, variable: string, setting: string): boolean =>
  booleanOf(environment[variable], variable) ??
  booleanOf(profile?.[setting], `${setting} in ${placeOf(setting)}`) ??
  false;

/** Which variants of AWS's endpoints are asked. The SDK itself takes “True” for neither true nor false, and says nothing. */
export const endpointVariants = (sources: BooleanSources) => ({
  useFipsEndpoint: isSwitchedOn(sources, 'AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
  useDualstackEndpoint: isSwitchedOn(sources, 'AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
});

export type EndpointVariants = ReturnType<typeof endpointVariants>;
