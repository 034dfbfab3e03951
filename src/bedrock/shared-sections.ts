/** Which profiles, SSO sessions and services the sections of the two shared files make, as in the AWS CLI. */
import type {IniSection, IniValue} from './ini-text.ts';
import {shellWords} from './shell-words.ts';

/** The settings of one section; those of a block under `s3 =` are called `s3.NAME`. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** A section as a profile has it. */
export interface Placed {
  readonly section: IniSection;
  /** The file, for a person. */
  readonly file: string;
}

export interface SharedSections {
  readonly profiles: ReadonlyMap<string, readonly Placed[]>;
  readonly sessions: ReadonlyMap<string, Placed>;
  readonly services: ReadonlyMap<string, Placed>;
  /** Those of either file that are nothing of all this, though some were meant to be. */
  readonly others: readonly Placed[];
}

export interface SectionsOfFile {
  readonly shown: string;
  readonly sections: readonly IniSection[];
}

type Kind = 'profile' | 'sso-session' | 'services';

const KINDS: readonly Kind[] = ['profile', 'sso-session', 'services'];
const DEFAULT = 'default';

const kindOf = (name: string): Kind | undefined => KINDS.find(kind => name.startsWith(kind));

/** The section's name without its kind; undefined if what follows the kind is not one word, quoted if it has spaces. */
const nameOf = (section: IniSection): string | undefined => {
  const words = shellWords(section.name);
  return words?.length === 2 ? words[1] : undefined;
};

/** Of two sections for the same name the later one counts, as a whole. What the credentials file has is added to a profile. */
export const sectionsOf = (config: SectionsOfFile, credentials: SectionsOfFile): SharedSections => {
  const found: Readonly<Record<Kind, Map<string, Placed>>> = {
    profile: new Map(),
    'sso-session': new Map(),
    services: new Map(),
  };
  const others: Placed[] = [];
  for (const section of config.sections) {
    const placed = {section, file: config.shown};
    const kind = kindOf(section.name);
    const name = kind && nameOf(section);
    if (section.name === DEFAULT) found.profile.set(DEFAULT, placed);
    else if (kind && name !== undefined) found[kind].set(name, placed);
    else others.push(placed);
  }
  const profiles = new Map<string, Placed[]>([...found.profile].map(([name, placed]) => [name, [placed]]));
  for (const section of credentials.sections) {
    const placed = {section, file: credentials.shown};
    profiles.set(section.name, [...(profiles.get(section.name) ?? []), placed]);
    // `[profile dev]` is a profile of that whole name in this file, which nobody wants.
    if (kindOf(section.name) === 'profile') others.push(placed);
  }
  return {profiles, sessions: found['sso-session'], services: found.services, others};
};

/** What may hold spaces and a number sign is kept as the AWS CLI reads it. */
const KEPT_WHOLE = ['ca_bundle', 'credential_process', 'services', 'source_profile', 'sso_session'];

/**
 * The AWS CLI knows no comments behind a value, the SDKs do. Where a comment would make no sense as a part of the value it is
 * taken out: the CLI could do nothing with such a value.
 */
export const withoutComment = (value: string): string => value.split(/\s[;#]/, 1)[0]?.trimEnd() ?? value;

const entriesOf = (name: string, value: IniValue): readonly (readonly [string, string])[] => {
  if (typeof value !== 'string') return [...value].map(([inner, text]) => [`${name}.${inner}`, text]);
  return [[name, KEPT_WHOLE.includes(name) ? value : withoutComment(value)]];
};

/** The settings of one section. */
export const settingsOf = ({section}: Placed): Profile =>
  Object.fromEntries([...section.values].flatMap(([name, value]) => entriesOf(name, value)));

/** A name in `value`, with or without what might be a comment behind it. */
const referredTo = (value: string | undefined, known: ReadonlyMap<string, unknown>): string | undefined =>
  value === undefined || known.has(value) ? value : withoutComment(value);

/** All settings of a profile; the later sections beat the earlier ones. */
export const profileOf = (name: string, {profiles, sessions, services}: SharedSections): Profile | undefined => {
  const placed = profiles.get(name);
  if (!placed) return undefined;
  const profile: Profile = Object.assign({}, ...placed.map(settingsOf));
  return {
    ...profile,
    ...(profile.source_profile && {source_profile: referredTo(profile.source_profile, profiles)}),
    ...(profile.sso_session && {sso_session: referredTo(profile.sso_session, sessions)}),
    ...(profile.services && {services: referredTo(profile.services, services)}),
  };
};
