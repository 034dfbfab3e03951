/**
 * Writes profiles, SSO sessions and services as a text that the SDK's own parser reads as they are. That parser knows neither
 * most quoted names nor values with a comment sign in them, so names that it would cut get a spelling of our own.
 */
import {quotedForShell} from '../core/shell-words.ts';
import {DEFAULT_PROFILE} from './profile-choice.ts';
import type {Environment} from './settings.ts';
import {
  type Placed,
  type Profile,
  profileOf,
  type SharedSections,
  settingsOf,
  withoutComment,
} from './shared-sections.ts';
import {shellWords} from './shell-words.ts';

/** What stands for the shared files. */
export interface SdkFiles {
  readonly text: string;
  /** What the SDK calls an SSO session, for those that it knows under another name. */
  readonly renamedSessions: ReadonlyMap<string, string>;
}

export interface SdkIni extends SdkFiles {
  /**
   * The same for a client of profile `name`. The SDK takes the endpoints of STS and SSO from the profile that AWS_PROFILE
   * names, or the default one, whatever profile it was given: there it finds those of `name`.
   */
  forProfile(name: string, environment: Environment): SdkFiles;
  /** What the SDK calls the profile of this name. */
  profileName(name: string): string;
  /** Names of profiles and SSO sessions, by what the SDK calls them, if that is something else. */
  readonly aliases: ReadonlyMap<string, string>;
}

type Names = (name: string) => string;

/** The SDK takes a blank and one of these for the start of a comment. */
const COMMENT = /\s[;#]/;
const SECTION_PREFIX = /^(sso-session|services)\./;

/** A spelling for each name that no other one has: the name itself if possible. */
const namesFor = (names: readonly string[]): Names => {
  const spelled = new Map<string, string>();
  const taken = new Set(names);
  for (const name of names) {
    if (!COMMENT.test(name) && !SECTION_PREFIX.test(name) && name !== '__proto__') continue;
    let spelling = name.replace(/[^\w-]+/g, '_');
    while (taken.has(spelling)) spelling += '_';
    taken.add(spelling);
    spelled.set(name, spelling);
  }
  return name => spelled.get(name) ?? name;
};

/** The same command on one line and without a comment sign after a blank; the SDK gives it to a shell, the AWS CLI does not. */
const commandFor = (command: string): string => {
  if (!COMMENT.test(command) && !/[\n\r]/.test(command)) return command;
  const words = shellWords(command)?.map(word => quotedForShell(word.replace(/[\n\r]+/g, ' ')));
  // Within quotes, two more of them change nothing but what stands before the sign.
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

/** Names of settings that stand for no name of ours. Those of a block stand indented under it. */
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

/** Plain settings first: a line that follows a block would belong to it. */
const sorted = (settings: Profile): Profile =>
  Object.fromEntries(Object.entries(settings).sort(([a], [b]) => Number(a.includes('.')) - Number(b.includes('.'))));

const sectionFor = (header: string, settings: Profile): string =>
  [`[${header}]`, ...linesFor(sorted(settings)), ''].join('\n');

const renamed = (all: readonly string[], names: Names): ReadonlyMap<string, string> =>
  new Map(all.map(name => [name, names(name)] as const).filter(([name, other]) => name !== other));

/** Everything that the files hold, in one text: it stands for the config file, and the credentials file is empty. */
export const sdkIni = (sections: SharedSections): SdkIni => {
  const {profiles, sessions, services} = sections;
  const profileName = namesFor([...profiles.keys()]);
  const sessionName = namesFor([...sessions.keys()]);
  const servicesName = namesFor([...services.keys()]);
  const named = (value: string | undefined, names: Names) => value && names(value);
  const profileFor = (name: string): Profile => {
    const profile = profileOf(name, sections) ?? {};
    return {
      ...profile,
      source_profile: named(profile.source_profile, profileName),
      sso_session: named(profile.sso_session, sessionName),
      services: named(profile.services, servicesName),
    };
  };
  const sectionsFor = (kind: string, placed: ReadonlyMap<string, Placed>, names: Names) =>
    [...placed].map(([name, place]) => sectionFor(`${kind}.${names(name)}`, settingsOf(place)));
  /** The profile `asked` has the endpoints of the profile `chosen`. */
  const textOf = (chosen?: string, asked?: string): string => {
    const endpoints = chosen === undefined ? {} : profileFor(chosen);
    const moved = Object.fromEntries(ENDPOINTS.map(setting => [setting, endpoints[setting]]));
    const settingsFor = (name: string) => (name === asked ? {...profileFor(name), ...moved} : profileFor(name));
    const names = [...new Set([...profiles.keys(), ...(asked === undefined ? [] : [asked])])];
    return [
      ...names.map(name => sectionFor(`profile.${profileName(name)}`, settingsFor(name))),
      ...sectionsFor('sso-session', sessions, sessionName),
      ...sectionsFor('services', services, servicesName),
    ].join('');
  };
  const renamedSessions = renamed([...sessions.keys()], sessionName);
  return {
    // Written when it is asked for: most readers want the names only.
    get text() {
      return textOf();
    },
    profileName,
    renamedSessions,
    forProfile: (name, {AWS_PROFILE}) => ({text: textOf(name, AWS_PROFILE || DEFAULT_PROFILE), renamedSessions}),
    aliases: new Map([...renamed([...profiles.keys()], profileName), ...renamedSessions].map(([a, b]) => [b, a])),
  };
};
