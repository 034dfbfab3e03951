/** The profiles of the shared config and credentials files. */
import {plainText} from '../../core/text/plain-text.ts';
import {problem} from '../failures/problem.ts';
import type {Environment} from '../settings.ts';
import {type IniText, parseIni} from './ini-text.ts';
import {nearMisses} from './near-misses.ts';
import {type SdkIni, sdkIni} from './sdk-ini.ts';
import {readSharedFile, type SharedFile} from './shared-file.ts';
import {sharedPaths} from './shared-paths.ts';
import {type Profile, profileOf, type SharedSections, sectionsOf, settingsOf} from './shared-sections.ts';

export type {Profile};

export interface SharedFiles {
  /** As written in the files, in their order. */
  readonly names: readonly string[];
  /** A profile's settings. The credentials file overrides the config file. */
  profile(name: string): Profile | undefined;
  /** The settings of a `[services NAME]` section: `bedrock.endpoint_url` and the like. */
  services(name: string): Profile | undefined;
  hasSession(name: string): boolean;
  /** Where a setting of a profile comes from: `[profile dev] of ~/.aws/config`. */
  originOf(name: string, setting: string): string;
  /** For a name that no section of this kind has: which sections may have been meant, and what is wrong with each. */
  nearMisses(kind: 'profile' | 'sso-session', name: string): readonly string[];
  /** One clause for each file that exists but was not read. */
  readonly notes: readonly string[];
  /** Why the AWS CLI would refuse one of the files; undefined if it would not. */
  readonly problem: string | undefined;
  /** The content of the files as the SDK gets it. */
  readonly sdk: SdkIni;
}

/** The paths that the environment sets. If a path is undefined, the SDK uses ~/.aws, which it finds through process.env. */
export const sharedFilePaths = (environment: Environment) => ({
  filepath: environment.AWS_SHARED_CREDENTIALS_FILE || undefined,
  configFilepath: environment.AWS_CONFIG_FILE || undefined,
});

const problemOf = ({shown, problem: unreadable}: SharedFile, {problem: refused}: IniText): string | undefined => {
  if (unreadable !== undefined || !refused) return unreadable;
  const {line, section, why} = refused;
  return `line ${line} of ${shown}${section === undefined ? '' : `, in [${section}]`}: ${why}`;
};

const originOf = ({profiles}: SharedSections, name: string, setting: string): string => {
  const origin = profiles.get(name)?.findLast(({section}) => section.values.has(setting));
  return origin ? `[${origin.section.name}] of ${origin.file}` : `profile ${name}`;
};

/** Reads both files. A missing file counts as empty. The SDK is not told; see sdk-files.ts. */
export const readSharedFiles = async (environment: Environment): Promise<SharedFiles> => {
  const paths = sharedPaths(environment);
  const [config, credentials] = await Promise.all([readSharedFile(paths.config), readSharedFile(paths.credentials)]);
  const [configText, credentialsText] = [parseIni(config.text), parseIni(credentials.text)];
  const sections = sectionsOf(
    {shown: config.shown, sections: configText.sections},
    {shown: credentials.shown, sections: credentialsText.sections},
  );
  const {profiles, services, sessions} = sections;
  return {
    names: [...profiles.keys()],
    profile: name => profileOf(name, sections),
    services: name => {
      const section = services.get(name);
      return section && settingsOf(section);
    },
    hasSession: name => sessions.has(name),
    originOf: (name, setting) => originOf(sections, name, setting),
    nearMisses: (kind, name) => nearMisses({kind, name, credentialsFile: credentials.shown}, sections),
    notes: [config, credentials].flatMap(({note}) => note ?? []),
    problem: problemOf(config, configText) ?? problemOf(credentials, credentialsText),
    sdk: sdkIni(sections),
  };
};

/** Throws if the AWS CLI would refuse a file: the part that can be read might belong to another account. */
export const checkFiles = (files: SharedFiles): void => {
  if (files.problem !== undefined) throw problem('SharedFileRefused', files.problem);
};

/** The names of all profiles as they are written, but for those that nobody could see; empty if there are no files. Never rejects. */
export const listProfiles = async (environment: Environment): Promise<readonly string[]> => {
  try {
    const {names} = await readSharedFiles(environment);
    return names.filter(name => plainText(name) !== '');
  } catch {
    return [];
  }
};
