/** Turns the sections of the two shared files into profiles, SSO sessions and services, as the AWS CLI does. */
import {DEFAULT_PROFILE} from '../settings.ts';
import type {IniSection, IniValue} from './ini-text.ts';
import {shellWords} from './shell-words.ts';

/** The settings of a profile or a section. Those in a block under `s3 =` are named `s3.NAME`. */
export type Profile = Readonly<Record<string, string | undefined>>;

/** A section, and the file that it is in. */
export interface SectionInFile {
  readonly section: IniSection;
  /** The file's path, as shown to a person. */
  readonly file: string;
}

export interface SharedSections {
  readonly profiles: ReadonlyMap<string, readonly SectionInFile[]>;
  readonly sessions: ReadonlyMap<string, SectionInFile>;
  readonly services: ReadonlyMap<string, SectionInFile>;
  /** All other sections. Some of them were meant to be one of the above. */
  readonly others: readonly SectionInFile[];
}

interface FileSections {
  /** The file's path, as shown to a person. */
  readonly shown: string;
  readonly sections: readonly IniSection[];
}

type Kind = 'profile' | 'sso-session' | 'services';

const KINDS: readonly Kind[] = ['profile', 'sso-session', 'services'];

const kindOf = (name: string): Kind | undefined => KINDS.find(kind => name.startsWith(kind));

/** The name without the kind in front of it. Undefined if it is not a single word; a name with spaces must be quoted. */
const nameOf = (section: IniSection): string | undefined => {
  const words = shellWords(section.name);
  return words?.length === 2 ? words[1] : undefined;
};

/**
 * If two sections of the config file have the same name, the later one replaces the earlier one as a whole. Sections of the
 * credentials file are added to their profiles.
 */
export const sectionsOf = (config: FileSections, credentials: FileSections): SharedSections => {
  const found: Readonly<Record<Kind, Map<string, SectionInFile>>> = {
    profile: new Map(),
    'sso-session': new Map(),
    services: new Map(),
  };
  const others: SectionInFile[] = [];
  for (const section of config.sections) {
    const inFile = {section, file: config.shown};
    const kind = kindOf(section.name);
    const name = kind && nameOf(section);
    if (section.name === DEFAULT_PROFILE) found.profile.set(DEFAULT_PROFILE, inFile);
    else if (kind && name !== undefined) found[kind].set(name, inFile);
    else others.push(inFile);
  }
  const profiles = new Map<string, SectionInFile[]>([...found.profile].map(([name, section]) => [name, [section]]));
  for (const section of credentials.sections) {
    const inFile = {section, file: credentials.shown};
    profiles.set(section.name, [...(profiles.get(section.name) ?? []), inFile]);
    // In this file, `[profile dev]` is a profile named “profile dev”, which is surely a mistake.
    if (kindOf(section.name) === 'profile') others.push(inFile);
  }
  return {profiles, sessions: found['sso-session'], services: found.services, others};
};

/** Settings that may contain a number sign after a space. Their values are kept as the AWS CLI reads them. */
const KEPT_WHOLE = ['ca_bundle', 'credential_process', 'services', 'source_profile', 'sso_session'];

/**
 * `value` without a comment after it. The SDKs allow such a comment; to the AWS CLI it is part of the value. It is removed only
 * if the value would be useless with it, to the CLI as well.
 */
export const withoutComment = (value: string): string => value.split(/\s[;#]/, 1)[0]?.trimEnd() ?? value;

const entriesOf = (name: string, value: IniValue): readonly (readonly [string, string])[] => {
  if (typeof value !== 'string') return [...value].map(([inner, text]) => [`${name}.${inner}`, text]);
  return [[name, KEPT_WHOLE.includes(name) ? value : withoutComment(value)]];
};

/** The settings of one section. */
export const settingsOf = ({section}: SectionInFile): Profile =>
  Object.fromEntries([...section.values].flatMap(([name, value]) => entriesOf(name, value)));

/** The name that `value` refers to: the whole value if there is such a name, or else the value without a comment. */
const referredName = (value: string | undefined, known: ReadonlyMap<string, unknown>): string | undefined =>
  value === undefined || known.has(value) ? value : withoutComment(value);

/** All settings of a profile. Later sections override earlier ones. */
export const profileOf = (name: string, {profiles, sessions, services}: SharedSections): Profile | undefined => {
  const sections = profiles.get(name);
  if (!sections) return undefined;
  const profile: Profile = Object.assign({}, ...sections.map(settingsOf));
  return {
    ...profile,
    ...(profile.source_profile && {source_profile: referredName(profile.source_profile, profiles)}),
    ...(profile.sso_session && {sso_session: referredName(profile.sso_session, sessions)}),
    ...(profile.services && {services: referredName(profile.services, services)}),
  };
};
