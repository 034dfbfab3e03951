/** The connections that --profile and --region choose: every profile in every region. */
import type {Environment} from '../../bedrock/settings.ts';
import {pending} from '../../bedrock/waiting/pending.ts';
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {parseRegion} from '../../core/domain/region-name.ts';
import {CONNECTIONS_MAX, type Target, targetKey} from '../../core/domain/target.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {nearest} from './nearest.ts';

const ALL = 'all';

/** Regions that are separated by commas; “all” is every region with model import. */
export const parseRegions = (text: string): Parsed<readonly string[]> => {
  const regions: string[] = [];
  for (const part of text.split(',')) {
    if (part === ALL) regions.push(...IMPORT_REGIONS);
    else {
      const region = parseRegion(part);
      if (!region.ok) return region;
      regions.push(region.value);
    }
  }
  return good([...new Set(regions)]);
};

/** As --profile was given: one profile, or several that are separated by commas. */
export const parseProfiles = (text: string): Parsed<readonly string[]> => {
  const profiles = text.split(',');
  return profiles.some(name => name.trim() === '') ? bad('needs the name of a profile') : good(profiles);
};

interface Choice {
  /** Empty: the environment decides. */
  readonly profiles: readonly string[];
  /** Empty: the environment or each profile decides. */
  readonly regions: readonly string[];
  readonly endpointUrl: string | undefined;
  readonly isDemo: boolean;
}

const orNone = (values: readonly string[]): readonly (string | undefined)[] =>
  values.length === 0 ? [undefined] : values;

/** The product, in the order given; nothing twice. */
export const targetsOf = ({profiles, regions, endpointUrl, isDemo}: Choice): readonly Target[] => {
  const targets = orNone(profiles).flatMap(profile =>
    orNone(regions).map(
      (region): Target => (isDemo ? {kind: 'demo', region} : {kind: 'aws', profile, region, endpointUrl}),
    ),
  );
  return [...new Map(targets.map(target => [targetKey(target), target])).values()];
};

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

export type {Choice};
