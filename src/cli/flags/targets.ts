/** The connections that --profile and --region choose: every profile in every region. */
import type {SharedFiles} from '../../bedrock/profiles/profiles.ts';
import type {Environment} from '../../bedrock/settings.ts';
import {pending} from '../../bedrock/waiting/pending.ts';
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {type Target, targetKey} from '../../core/domain/target.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {nearest} from './nearest.ts';
import {parseRegion} from './value-reader.ts';

/** More than anybody watches; each one sends requests of its own. */
const CONNECTIONS_MAX = 40;

const ALL = 'all';

/** Regions that are separated by commas; “all” is every region with model import. */
export const parseRegions = (text: string): Parsed<readonly string[]> => {
  const regions: string[] = [];
  const parts = text.split(',');
  for (const part of parts.length > 1 ? parts.map(each => each.trim()) : parts) {
    if (part === ALL) regions.push(...IMPORT_REGIONS);
    else {
      const region = parseRegion(part);
      if (!region.ok) return region;
      regions.push(region.value);
    }
  }
  return good([...new Set(regions)]);
};

/** A name may contain a comma, so several --profile are kept apart by something that no argument contains. */
export const PROFILE_JOINT = '\0';

/** The values of --profile as they were given. Only the files tell whether a comma in one separates two names. */
export const parseProfiles = (text: string): Parsed<readonly string[]> => {
  const values = text.split(PROFILE_JOINT);
  return namesIn(values).includes('') ? bad('needs the name of a profile') : good(values);
};

/** The names in a value that is not a profile itself. A space beside a comma is no part of a name. */
const splitName = (value: string): readonly string[] =>
  value.includes(',') ? value.split(',').map(name => name.trim()) : [value.trim() === '' ? '' : value];

/** The names, each once, if none contains a comma. */
export const namesIn = (values: readonly string[]): readonly string[] => [...new Set(values.flatMap(splitName))];

interface Choice {
  /** The values of --profile, each of one name or several. Empty: the environment decides. */
  readonly profiles: readonly string[];
  /** Empty: the environment or each profile decides. */
  readonly regions: readonly string[];
  readonly endpointUrl: string | undefined;
  readonly isDemo: boolean;
}

const orNone = (values: readonly string[]): readonly (string | undefined)[] =>
  values.length === 0 ? [undefined] : values;

/** The product, in the order given; nothing twice. */
const productOf = (names: readonly string[], {regions, endpointUrl, isDemo}: Choice): readonly Target[] => {
  const targets = orNone(names).flatMap(profile =>
    orNone(regions).map(
      (region): Target => (isDemo ? {kind: 'demo', region} : {kind: 'aws', profile, region, endpointUrl}),
    ),
  );
  return [...new Map(targets.map(target => [targetKey(target), target])).values()];
};

/** The targets as far as the command line tells: as if no profile's name contained a comma. */
export const targetsOf = (choice: Choice): readonly Target[] => productOf(namesIn(choice.profiles), choice);

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

export type {Choice};
