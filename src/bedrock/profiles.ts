/** The profiles of the shared config and credentials files. */
import {plainText} from '../core/plain-text.ts';
import type {Environment} from './settings.ts';

export type Profile = Readonly<Record<string, string | undefined>>;

export interface SharedFiles {
  /** As written in the files, in their order. */
  readonly names: readonly string[];
  /** A profile's settings; what the credentials file says beats the config file, as in the SDK. */
  profile(name: string): Profile | undefined;
  /** A `[services NAME]` section; its keys are `bedrock.endpoint_url` and the like. */
  services(name: string): Profile | undefined;
}

type Sections = Readonly<Record<string, Profile>>;

/** Where the environment puts the two files. Left undefined, the SDK takes ~/.aws, which it finds through process.env. */
export const sharedFilePaths = (environment: Environment) => ({
  filepath: environment.AWS_SHARED_CREDENTIALS_FILE || undefined,
  configFilepath: environment.AWS_CONFIG_FILE || undefined,
});

const section = (sections: Sections, name: string): Profile | undefined =>
  Object.hasOwn(sections, name) ? sections[name] : undefined;

const isProfile = (name: string): boolean => !/^(sso-session|services)\./.test(name);

/**
 * Reads both files anew. A file that is missing or unreadable counts as empty. `ignoreCache` matters beyond this call: it
 * also renews the SDK's own cache, from which its SSO provider reads.
 */
export const readSharedFiles = async (environment: Environment): Promise<SharedFiles> => {
  const {loadSharedConfigFiles} = await import('./sdk.ts');
  const {configFile, credentialsFile} = await loadSharedConfigFiles({
    ...sharedFilePaths(environment),
    ignoreCache: true,
  });
  return {
    names: [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])].filter(isProfile),
    profile: name => {
      const config = section(configFile, name);
      const credentials = section(credentialsFile, name);
      return config || credentials ? {...config, ...credentials} : undefined;
    },
    services: name => section(configFile, `services.${name}`),
  };
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
