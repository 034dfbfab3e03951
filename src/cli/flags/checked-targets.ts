/** What the shared files and the environment say about several profiles and regions. Loaded only if there are several. */
import type {SharedFiles} from '../../bedrock/profiles/profiles.ts';
import type {Environment} from '../../bedrock/settings.ts';
import {pending} from '../../bedrock/waiting/pending.ts';
import {CONNECTIONS_MAX, type Target} from '../../core/domain/target.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {nearest} from './nearest.ts';
import {type Choice, namesIn, productOf, splitName} from './targets.ts';

const unknownProfile = (name: string, {names, notes}: SharedFiles): string => {
  const guess = nearest(name, names);
  const hint = guess === undefined ? '' : ` (did you mean ${plainText(guess)}?)`;
  const missing = `--profile: there is no profile “${plainText(name)}” in the AWS configuration files${hint}`;
  return [missing, ...notes].join('; ');
};

/** A value that is a profile's name is that profile; any other is split at its commas. */
const profilesIn = (values: readonly string[], files: SharedFiles): Parsed<readonly string[]> => {
  const {names: known} = files;
  const names = [...new Set(values.flatMap(value => (known.includes(value) ? [value] : splitName(value))))];
  const unknown = names.find(name => !known.includes(name));
  return unknown === undefined ? good(names) : bad(unknownProfile(unknown, files));
};

const API_KEY =
  'AWS_BEARER_TOKEN_BEDROCK is set, and an API key is used in place of every profile; unset it to use several profiles';

/** What the files and the environment have to say about several profiles. With one, nothing is read. */
const checkedProfiles = async ({profiles}: Choice, environment: Environment): Promise<Parsed<readonly string[]>> => {
  if (namesIn(profiles).length < 2) return good(profiles);
  const {readSharedFiles} = await import('../../bedrock/profiles/profiles.ts');
  const files = await pending(readSharedFiles(environment));
  // Each connection says what is wrong with the files.
  const names = files.problem ? good(namesIn(profiles)) : profilesIn(profiles, files);
  const hasApiKey = Boolean(environment.AWS_BEARER_TOKEN_BEDROCK?.trim());
  return names.ok && names.value.length > 1 && hasApiKey ? bad(API_KEY) : names;
};

/** The targets of a choice, or a clause that says what is wrong with it. */
export const checkedTargets = async (choice: Choice, environment: Environment): Promise<Parsed<readonly Target[]>> => {
  const profiles = await checkedProfiles(choice, environment);
  if (!profiles.ok) return profiles;
  const targets = productOf(profiles.value, choice);
  return targets.length > CONNECTIONS_MAX
    ? bad(`--profile and --region make ${targets.length} connections; at most ${CONNECTIONS_MAX} work at a time`)
    : good(targets);
};
