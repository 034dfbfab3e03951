/** Command lines of the AWS CLI, quoted for a shell. */
import {shellWord} from './shell-words.ts';

/** Where a command sends its requests. */
export interface AwsPlace {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** A flag with its value; without a value it is left out. */
export const awsFlag = (name: string, value: string | undefined): readonly string[] => {
  if (value === undefined || value === '') return [];
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
};

/** `aws SERVICE SUBCOMMAND` with its flags and those of the place. */
export const awsServiceLine = (
  [service, command]: readonly [service: string, command: string],
  flags: readonly string[],
  place: AwsPlace,
): string =>
  [
    ...['aws', service, command, ...flags],
    ...awsFlag('region', place.region),
    ...awsFlag('profile', place.profile),
    ...awsFlag('endpoint-url', place.endpointUrl),
  ]
    .map(shellWord)
    .join(' ');

/** The same with `aws bedrock`. */
export const awsLine = (command: string, flags: readonly string[], place: AwsPlace): string =>
  awsServiceLine(['bedrock', command], flags, place);
