/** What the shared files and the environment say about several profiles and regions. Loaded only if there are several. */
import type {Environment} from '../../bedrock/settings.ts';
import {pending} from '../../bedrock/waiting/pending.ts';
import {CONNECTIONS_MAX, type Target} from '../../core/domain/target.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {nearest} from './nearest.ts';
import {type Choice, targetsOf} from './targets.ts';

/** Names that contain commas are profiles, too: as many parts as make a name are one. */
const joinedNames = (parts: readonly string[], known: readonly string[]): readonly string[] => {
  const names: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = parts.length;
    while (to > from + 1 && !known.includes(parts.slice(from, to).join(','))) to -= 1;
    names.push(parts.slice(from, to).join(','));
    from = to;
  }
  return names;
};

const unknownProfile = (name: string, known: readonly string[]): string => {
  const guess = nearest(name, known);
  const hint = guess === undefined ? '' : ` (did you mean ${plainText(guess)}?)`;
  return `--profile: there is no profile “${plainText(name)}” in the AWS configuration files${hint}`;
};

const profilesIn = (parts: readonly string[], known: readonly string[]): Parsed<readonly string[]> => {
  const names = [...new Set(joinedNames(parts, known))];
  const unknown = names.find(name => !known.includes(name));
  return unknown === undefined || names.length === 1 ? good(names) : bad(unknownProfile(unknown, known));
};

const API_KEY =
  'AWS_BEARER_TOKEN_BEDROCK is set, and an API key is used in place of every profile; unset it to use several profiles';

/** What the files and the environment have to say about several profiles. With one, nothing is read. */
const checkedProfiles = async ({profiles}: Choice, environment: Environment): Promise<Parsed<readonly string[]>> => {
  if (profiles.length < 2) return good(profiles);
  const {readSharedFiles} = await import('../../bedrock/profiles/profiles.ts');
  const {names: known} = await pending(readSharedFiles(environment));
  const names = profilesIn(profiles, known);
  return names.ok && names.value.length > 1 && environment.AWS_BEARER_TOKEN_BEDROCK ? bad(API_KEY) : names;
};

/** The targets of a choice, or a clause that says what is wrong with it. */
export const checkedTargets = async (choice: Choice, environment: Environment): Promise<Parsed<readonly Target[]>> => {
  const profiles = await checkedProfiles(choice, environment);
  if (!profiles.ok) return profiles;
  const targets = targetsOf({...choice, profiles: profiles.value});
  return targets.length > CONNECTIONS_MAX
    ? bad(`--profile and --region make ${targets.length} connections; at most ${CONNECTIONS_MAX} work at a time`)
    : good(targets);
};
