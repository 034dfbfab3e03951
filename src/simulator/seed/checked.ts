/** Reads JSON of which every member is checked. Each problem is named with its place, such as jobs[2].status. */
import {isMembers, type Members} from '../members.ts';

export interface Problems {
  readonly found: string[];
  add(place: string, text: string): void;
}

/** More would not help. */
const MAX_PROBLEMS = 20;

export const createProblems = (): Problems => {
  const found: string[] = [];
  return {
    found,
    add: (place, text) => {
      if (found.length < MAX_PROBLEMS) found.push(`${place === '' ? 'the file' : place}: ${text}`);
    },
  };
};

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? 'nothing';

/** A value with its place. */
export interface Spot {
  readonly value: unknown;
  readonly place: string;
  readonly problems: Problems;
}

/** What is accepted, in words that follow “must be”, and its reading, which is undefined for what is not. */
export interface Rule<T> {
  readonly wanted: string;
  readonly read: (value: unknown) => T | undefined;
}

/** The value; undefined, with a problem, if the rule does not accept it. */
export const checked = <T>({value, place, problems}: Spot, {wanted, read}: Rule<T>): T | undefined => {
  const result = read(value);
  if (result === undefined) problems.add(place, `must be ${wanted} (got ${shown(value)})`);
  return result;
};

export const optional = <T>(spot: Spot, rule: Rule<T>): T | undefined =>
  spot.value === undefined ? undefined : checked(spot, rule);

const nameOf = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);

export interface ObjectSpot {
  /** The members, of which only `known` ones are accepted. */
  readonly at: (name: string) => Spot;
}

/** The object at this place; undefined, with a problem, if there is none. Unknown members are problems. */
export const objectAt = ({value, place, problems}: Spot, known: readonly string[]): ObjectSpot | undefined => {
  if (!isMembers(value)) {
    problems.add(place, `must be an object (got ${shown(value)})`);
    return undefined;
  }
  const members: Members = value;
  for (const name of Object.keys(members)) {
    if (!known.includes(name)) problems.add(nameOf(place, name), `is not known; there are ${known.join(', ')}`);
  }
  return {
    at: name => ({
      value: Object.hasOwn(members, name) ? members[name] : undefined,
      place: nameOf(place, name),
      problems,
    }),
  };
};

/** The elements of the list at this place, each read by `each`. An absent list is empty. */
export const listAt = <T>({value, place, problems}: Spot, each: (spot: Spot) => T | undefined): readonly T[] => {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.add(place, `must be a list (got ${shown(value)})`);
    return [];
  }
  return value.flatMap((element: unknown, i) => each({value: element, place: `${place}[${i}]`, problems}) ?? []);
};

export const textRule = (wanted: string, accepts: (text: string) => boolean = text => text !== ''): Rule<string> => ({
  wanted,
  read: value => (typeof value === 'string' && accepts(value) ? value : undefined),
});

export const choiceOf = <T extends string>(...choices: readonly T[]): Rule<T> => ({
  wanted: `one of ${choices.join(', ')}`,
  read: value => choices.find(each => each === value),
});

export const numberRule = (min: number, max: number): Rule<number> => ({
  wanted: `a whole number from ${min} to ${max}`,
  read: value => (Number.isInteger(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined),
});

export const FLAG: Rule<boolean> = {
  wanted: 'true or false',
  read: value => (typeof value === 'boolean' ? value : undefined),
};
