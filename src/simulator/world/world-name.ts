/** The name of a world: an account in a region, such as us-east-1/111122223333. */

export interface WorldName {
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
}

export const DEFAULT_WORLD: WorldName = {region: 'us-east-1', account: '111122223333'};

/** What a name has to be, in words that follow “must be”. */
export const WORLD_NAME_WANTED = 'REGION/ACCOUNT with an account of 12 digits, such as us-east-1/111122223333';

export const worldNameOf = ({region, account}: WorldName): string => `${region}/${account}`;

/** As long as the API's pattern of ARNs allows. The region does not have to exist. */
export const isRegionName = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?$/.test(text);

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** The world that `text` names, or undefined if it is not a name. */
export const parseWorldName = (text: string): WorldName | undefined => {
  const [region = '', account = '', ...rest] = text.split('/');
  return isRegionName(region) && isAccountId(account) && rest.length === 0 ? {region, account} : undefined;
};

const isDefault = (world: WorldName): boolean => worldNameOf(world) === worldNameOf(DEFAULT_WORLD);

/** The seed of a world: with the same seed, each world has other jobs. Tests and documents know those of the default world. */
export const worldSeed = (seed: number, world: WorldName): string =>
  isDefault(world) ? String(seed) : `${seed}:${worldNameOf(world)}`;

/** The first part of ARNs in this region, up to the service: arn:aws, arn:aws-cn. */
export const arnPrefix = (region: string): string => {
  if (region.startsWith('cn-')) return 'arn:aws-cn';
  return region.startsWith('us-gov-') ? 'arn:aws-us-gov' : 'arn:aws';
};
