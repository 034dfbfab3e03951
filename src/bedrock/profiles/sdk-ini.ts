/**
 * Writes profiles, SSO sessions and services in a form that the SDK's own parser reads correctly. That parser does not
 * understand most quoted names, or values with a comment sign, so names that it would cut are replaced by aliases.
 */
import {quotedForShell} from '../../core/text/shell-words.ts';
import {DEFAULT_PROFILE, type Environment} from '../settings.ts';
import {
  type Profile,
  profileOf,
  type SectionInFile,
  type SharedSections,
  settingsOf,
  withoutComment,
} from './shared-sections.ts';
import {shellWords} from './shell-words.ts';

/** What the SDK gets in place of the shared files. */
export interface SdkFiles {
  readonly text: string;
  /** The SDK's name for each SSO session that has an alias. */
  readonly renamedSessions: ReadonlyMap<string, string>;
}

export interface SdkIni extends SdkFiles {
  /**
   * The files for a client of profile `name`. The SDK takes the endpoints of STS and SSO from the profile in AWS_PROFILE, or
   * from the default one, whatever profile it was given. So that profile gets the endpoints of `name`.
   */
  forProfile(name: string, environment: Environment): SdkFiles;
  /** The SDK's name for a profile. */
  profileName(name: string): string;
  /** The real names of profiles and SSO sessions, by their aliases. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** From a real name to the SDK's name. */
type SdkNames = (name: string) => string;

/** To the SDK, a blank and one of these signs begin a comment. */
const COMMENT = /\s[;#]/;
const SECTION_PREFIX = /^(sso-session|services)\./;

/** A unique SDK name for each name: the name itself if the SDK can read it. */
const sdkNames = (names: readonly string[]): SdkNames => {
  const aliases = new Map<string, string>();
  const taken = new Set(names);
  for (const name of names) {
    if (!COMMENT.test(name) && !SECTION_PREFIX.test(name) && name !== '__proto__') continue;
    let alias = name.replace(/[^\w-]+/g, '_');
    while (taken.has(alias)) alias += '_';
    taken.add(alias);
    aliases.set(name, alias);
  }
  return name => aliases.get(name) ?? name;
};

/** The command on one line, with no comment sign after a blank. The SDK runs it in a shell, the AWS CLI does not. */
const commandFor = (command: string): string => {
  if (!COMMENT.test(command) && !/[\n\r]/.test(command)) return command;
  const words = shellWords(command)?.map(word => quotedForShell(word.replace(/[\n\r]+/g, ' ')));
  // Two more quotes change nothing to the shell, but separate the blank from the sign.
  return words ? words.join(' ').replace(/(\s)([;#])/g, "$1''$2") : withoutComment(command.replace(/[\n\r]+/g, ' '));
};

const BOOLEANS = ['use_fips_endpoint', 'use_dualstack_endpoint', 'sigv4a_enabled', 'ignore_configured_endpoint_urls'];
const ENDPOINTS = ['services', 'endpoint_url', 'ignore_configured_endpoint_urls'];

const valueFor = (setting: string, value: string): string => {
  if (setting === 'credential_process') return commandFor(value);
  const text = value.replace(/\s*[\n\r]\s*/g, ' ');
  if (setting === 'ignore_configured_endpoint_urls') return String(text.toLowerCase() === 'true');
  return BOOLEANS.includes(setting) ? text.toLowerCase() : text;
};

/** The lines of a section. Settings of a block are indented under it. Settings that the SDK could not read are left out. */
const linesFor = (settings: Profile): readonly string[] => {
  const lines: string[] = [];
  let block = '';
  for (const [name, value = ''] of Object.entries(settings)) {
    const [outer = '', inner] = name.split(/\.(.*)/s);
    const text = valueFor(name, value);
    if (text === '' || COMMENT.test(text) || !/^\w[\w-]*(\.[\w-]+)?$/.test(name)) continue;
    if (inner !== undefined && outer !== block) lines.push(`${outer}=`);
    block = inner === undefined ? '' : outer;
    lines.push(inner === undefined ? `${name}=${text}` : `  ${inner}=${text}`);
  }
  return lines;
};

/** Plain settings first: a line after a block would belong to it. */
const sorted = (settings: Profile): Profile =>
  Object.fromEntries(Object.entries(settings).sort(([a], [b]) => Number(a.includes('.')) - Number(b.includes('.'))));

const sectionFor = (header: string, settings: Profile): string =>
  [`[${header}]`, ...linesFor(sorted(settings)), ''].join('\n');

const aliased = (all: readonly string[], nameFor: SdkNames): ReadonlyMap<string, string> =>
  new Map(all.map(name => [name, nameFor(name)] as const).filter(([name, alias]) => name !== alias));

/** The content of both files as one text, which takes the place of the config file. The credentials file is empty. */
export const sdkIni = (sections: SharedSections): SdkIni => {
  const {profiles, sessions, services} = sections;
  const profileName = sdkNames([...profiles.keys()]);
  const sessionName = sdkNames([...sessions.keys()]);
  const servicesName = sdkNames([...services.keys()]);
  const named = (value: string | undefined, nameFor: SdkNames) => value && nameFor(value);
  const profileFor = (name: string): Profile => {
    const profile = profileOf(name, sections) ?? {};
    return {
      ...profile,
      source_profile: named(profile.source_profile, profileName),
      sso_session: named(profile.sso_session, sessionName),
      services: named(profile.services, servicesName),
    };
  };
  const sectionsFor = (kind: string, sections: ReadonlyMap<string, SectionInFile>, nameFor: SdkNames) =>
    [...sections].map(([name, section]) => sectionFor(`${kind}.${nameFor(name)}`, settingsOf(section)));
  /** The text in which the profile `receiver` has the endpoints of the profile `owner`. */
  const textOf = (owner?: string, receiver?: string): string => {
    const endpoints = owner === undefined ? {} : profileFor(owner);
    const copied = Object.fromEntries(ENDPOINTS.map(setting => [setting, endpoints[setting]]));
    const settingsFor = (name: string) => (name === receiver ? {...profileFor(name), ...copied} : profileFor(name));
    const names = [...new Set([...profiles.keys(), ...(receiver === undefined ? [] : [receiver])])];
    return [
      ...names.map(name => sectionFor(`profile.${profileName(name)}`, settingsFor(name))),
      ...sectionsFor('sso-session', sessions, sessionName),
      ...sectionsFor('services', services, servicesName),
    ].join('');
  };
  const renamedSessions = aliased([...sessions.keys()], sessionName);
  return {
    // A getter, because most callers need only the names.
    get text() {
      return textOf();
    },
    profileName,
    renamedSessions,
    forProfile: (name, {AWS_PROFILE}) => ({text: textOf(name, AWS_PROFILE || DEFAULT_PROFILE), renamedSessions}),
    aliases: new Map([...aliased([...profiles.keys()], profileName), ...renamedSessions].map(([a, b]) => [b, a])),
  };
};
