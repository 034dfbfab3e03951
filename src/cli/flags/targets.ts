/** The connections that --profile and --region choose: every profile in every region. */
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {parseRegion} from '../../core/domain/region-name.ts';
import {type Target, targetKey} from '../../core/domain/target.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';

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
export const splitName = (value: string): readonly string[] =>
  value.includes(',') ? value.split(',').map(name => name.trim()) : [value.trim() === '' ? '' : value];

/** The names, each once, if none contains a comma. */
export const namesIn = (values: readonly string[]): readonly string[] => [...new Set(values.flatMap(splitName))];

export interface Choice {
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
export const productOf = (names: readonly string[], {regions, endpointUrl, isDemo}: Choice): readonly Target[] => {
  const targets = orNone(names).flatMap(profile =>
    orNone(regions).map(
      (region): Target => (isDemo ? {kind: 'demo', region} : {kind: 'aws', profile, region, endpointUrl}),
    ),
  );
  return [...new Map(targets.map(target => [targetKey(target), target])).values()];
};

/** The targets as far as the command line tells: as if no profile's name contained a comma. */
export const targetsOf = (choice: Choice): readonly Target[] => productOf(namesIn(choice.profiles), choice);
