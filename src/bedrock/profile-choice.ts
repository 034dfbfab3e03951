/** Which profile is asked for, and by what. */
import {plainText} from '../core/plain-text.ts';
import type {Environment} from './settings.ts';

export const DEFAULT_PROFILE = 'default';

/** AWS_PROFILE wins, as in version 2 of the AWS CLI. */
const VARIABLES = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] as const;

/** The profile chosen by option or environment, or undefined if none was. */
export const chosenProfile = (option: string | undefined, environment: Environment): string | undefined =>
  option || VARIABLES.map(name => environment[name]).find(Boolean) || undefined;

/** The flag or variable that chose it; undefined if nothing did. */
export const profileChooser = (option: string | undefined, environment: Environment): string | undefined =>
  option ? '--profile' : VARIABLES.find(name => environment[name]);

/** Says which of two variables is in force if they name different profiles and no flag settles it. */
export const profileConflict = (option: string | undefined, environment: Environment): string | undefined => {
  const {AWS_PROFILE, AWS_DEFAULT_PROFILE} = environment;
  if (option || !AWS_PROFILE || !AWS_DEFAULT_PROFILE || AWS_PROFILE === AWS_DEFAULT_PROFILE) return undefined;
  return `Using profile ${plainText(AWS_PROFILE)} from AWS_PROFILE, not ${plainText(AWS_DEFAULT_PROFILE)} from AWS_DEFAULT_PROFILE`;
};
