/** The connections that --profile and --region choose: every profile in every region. */
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {parseRegion} from '../../core/domain/region-name.ts';
import {type Target, targetKey} from '../../core/domain/target.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';

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

export interface Choice {
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
