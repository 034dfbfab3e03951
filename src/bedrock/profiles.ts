/** The profiles of the shared config and credentials files. */
import {plainText} from '../core/plain-text.ts';
import {type IniText, parseIni} from './ini-text.ts';
import {nearMisses} from './near-misses.ts';
import {problem} from './problem.ts';
import {type SdkIni, sdkIni} from './sdk-ini.ts';
import type {Environment} from './settings.ts';
import {readSharedFile, type SharedFile} from './shared-file.ts';
import {sharedPaths} from './shared-paths.ts';
import {type Profile, profileOf, type SharedSections, sectionsOf, settingsOf} from './shared-sections.ts';

export type {Profile};

export interface SharedFiles {
  /** As written in the files, in their order. */
  readonly names: readonly string[];
  /** A profile's settings; what the credentials file says beats the config file. */
  profile(name: string): Profile | undefined;
  /** A `[services NAME]` section; its keys are `bedrock.endpoint_url` and the like. */
  services(name: string): Profile | undefined;
  hasSession(name: string): boolean;
  /** Where a setting of a profile stands, for a person. */
  placeOf(name: string, setting: string): string;
  /** Sections that could have been meant by a name that nothing of this kind has: what is wrong with them, in clauses. */
  nearMisses(kind: 'profile' | 'sso-session', name: string): readonly string[];
  /** Files that are there and were not read, in clauses. */
  readonly notes: readonly string[];
  /** Why the AWS CLI refuses one of the files. */
  readonly problem: string | undefined;
  /** The same for the SDK. */
  readonly sdk: SdkIni;
}

/** Where the environment puts the two files. Left undefined, the SDK takes ~/.aws, which it finds through process.env. */
export const sharedFilePaths = (environment: Environment) => ({
  filepath: environment.AWS_SHARED_CREDENTIALS_FILE || undefined,
  configFilepath: environment.AWS_CONFIG_FILE || undefined,
});

const problemOf = ({shown, problem: unreadable}: SharedFile, {problem: refused}: IniText): string | undefined => {
  if (unreadable !== undefined || !refused) return unreadable;
  const {line, section, why} = refused;
  return `line ${line} of ${shown}${section === undefined ? '' : `, in [${section}]`}: ${why}`;
};

const placeOf = ({profiles}: SharedSections, name: string, setting: string): string => {
  const placed = profiles.get(name)?.findLast(({section}) => section.values.has(setting));
  return placed ? `[${placed.section.name}] of ${placed.file}` : `profile ${name}`;
};

/** Reads both files anew. A file that is missing counts as empty. Nothing is said to the SDK (see sdk-files.ts). */
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
      const placed = services.get(name);
      return placed && settingsOf(placed);
    },
    hasSession: name => sessions.has(name),
    placeOf: (name, setting) => placeOf(sections, name, setting),
    nearMisses: (kind, name) => nearMisses({kind, name, credentialsFile: credentials.shown}, sections),
    notes: [config, credentials].flatMap(({note}) => note ?? []),
    problem: problemOf(config, configText) ?? problemOf(credentials, credentialsText),
    sdk: sdkIni(sections),
  };
};

/** Throws if the AWS CLI would refuse a file: what is left of it could belong to another account. */
export const checkFiles = (files: SharedFiles): void => {
  if (files.problem !== undefined) throw problem('SharedFileRefused', files.problem);
};

/** The names of all profiles, cleaned for the screen. Never rejects: no files, no names. */
export const listProfiles = async (environment: Environment): Promise<readonly string[]> => {
  try {
    const {names} = await readSharedFiles(environment);
    return names.map(plainText).filter(name => name !== '');
  } catch {
    return [];
  }
};
