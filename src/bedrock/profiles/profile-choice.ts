/** Which profile is chosen, and by which flag or variable. */
import {plainText} from '../../core/text/plain-text.ts';
import type {Environment} from '../settings.ts';

/** AWS_PROFILE comes first, as in version 2 of the AWS CLI. */
const VARIABLES = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] as const;

/** The profile that the flag or the environment names, if any. */
export const chosenProfile = (option: string | undefined, environment: Environment): string | undefined =>
  option || VARIABLES.map(name => environment[name]).find(Boolean) || undefined;

/** The flag or variable that names the profile, if any. */
export const profileChooser = (option: string | undefined, environment: Environment): string | undefined =>
  option ? '--profile' : VARIABLES.find(name => environment[name]);

/** Says which of the two variables is used if they name different profiles and there is no flag. */
export const profileConflict = (option: string | undefined, environment: Environment): string | undefined => {
  const {AWS_PROFILE, AWS_DEFAULT_PROFILE} = environment;
  if (option || !AWS_PROFILE || !AWS_DEFAULT_PROFILE || AWS_PROFILE === AWS_DEFAULT_PROFILE) return undefined;
  return `Using profile ${plainText(AWS_PROFILE)} from AWS_PROFILE, not ${plainText(AWS_DEFAULT_PROFILE)} from AWS_DEFAULT_PROFILE`;
};
