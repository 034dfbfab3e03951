/** The flags that choose the worlds of the simulator: one account in a region, or several. */
import {IMPORT_REGIONS} from '../../core/domain/import-regions.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import {
  DEFAULT_WORLD,
  isAccountId,
  isRegionName,
  parseWorldName,
  WORLD_NAME_WANTED,
  type WorldName,
  worldNameOf,
} from '../../simulator/world/world-name.ts';
import type {Flag, Given} from './flags.ts';
import type {ValueReader} from './value-reader.ts';

/** As many as the program can show together. */
const MAX_WORLDS = 40;

/** The flags, under the heading `group`. */
export const worldFlags = (group: string): readonly Flag[] => [
  {
    name: 'region',
    value: 'REGION',
    choices: IMPORT_REGIONS,
    group,
    text: `Simulate this region (default ${DEFAULT_WORLD.region}).`,
  },
  {
    name: 'account',
    value: 'ID',
    group,
    text: `Simulate the account with this id of 12 digits (default ${DEFAULT_WORLD.account}).`,
  },
  {
    name: 'world',
    value: 'REGION/ACCOUNT',
    choices: IMPORT_REGIONS.map(region => worldNameOf({...DEFAULT_WORLD, region})),
    isList: true,
    isRepeatable: true,
    group,
    text: 'Simulate this account in this region. Repeat the flag for several worlds: each has jobs of its own, and the other flags apply to all of them. The region that a request is signed for chooses the world.',
  },
];

const parseRegion = (text: string): Parsed<string> => {
  if (text.includes(',')) return bad(`must be one region (got “${text}”; for several, repeat --world REGION/ACCOUNT)`);
  return isRegionName(text) ? good(text) : bad(`must be the name of a region, such as us-east-1 (got “${text}”)`);
};

const parseAccount = (text: string): Parsed<string> =>
  isAccountId(text) ? good(text) : bad(`must be 12 digits, such as ${DEFAULT_WORLD.account} (got “${text}”)`);

const parseWorlds = (text: string): Parsed<readonly WorldName[]> => {
  const worlds = new Map<string, WorldName>();
  for (const part of text.split(',')) {
    const world = parseWorldName(part);
    if (!world) return bad(`must be ${WORLD_NAME_WANTED} (got “${part}”)`);
    if (worlds.has(part)) return bad(`${part} is given twice; each world needs a region or an account of its own`);
    worlds.set(part, world);
  }
  return worlds.size > MAX_WORLDS
    ? bad(`must be given at most ${MAX_WORLDS} times (got ${worlds.size} worlds)`)
    : good([...worlds.values()]);
};

/** The worlds that the flags choose; at least one. */
export const readWorlds = (flags: ValueReader): readonly WorldName[] => {
  const region = flags.read('region', parseRegion, DEFAULT_WORLD.region);
  const account = flags.read('account', parseAccount, DEFAULT_WORLD.account);
  return flags.read('world', parseWorlds, undefined) ?? [{region, account}];
};

/** Why these flags cannot be used together; undefined if they can. */
export const worldProblem = ({values}: Given): string | undefined => {
  const other = values.has('world') ? ['region', 'account'].find(name => values.has(name)) : undefined;
  return other && `--world cannot be used with --${other}: each --world names its own region and account`;
};
