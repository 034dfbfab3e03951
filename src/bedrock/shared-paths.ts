/** Where the two shared AWS files are, and under which spellings of their paths the SDK asks for them. */
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import type {Environment} from './settings.ts';

export interface SharedPath {
  /** Undefined if there is no home directory that it could be in. */
  readonly path: string | undefined;
  /** For a person: the home directory is `~`. */
  readonly shown: string;
  /** As the SDK may spell it, which expands `~/` in some places only. */
  readonly spellings: readonly string[];
}

export interface SharedPaths {
  readonly config: SharedPath;
  readonly credentials: SharedPath;
}

/** The home directory as the SDK looks for it. A user without an entry in the password file has none. */
const sdkHome = ({HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = 'C:\\'}: Environment, lookUp: () => string): string => {
  const named = HOME || USERPROFILE || (HOMEPATH && `${HOMEDRIVE}${HOMEPATH}`);
  if (named) return named;
  try {
    return lookUp();
  } catch {
    return '';
  }
};

/** `$NAME`, `${NAME}` and `~`, as the AWS CLI expands them. */
const expanded = (path: string, environment: Environment, home: string | undefined): string => {
  const text = path.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (place, bare?: string, braced?: string) => {
    return environment[bare ?? braced ?? ''] ?? place;
  });
  return home !== undefined && /^~($|\/)/.test(text) ? home + text.slice(1) : text;
};

const shownIn = (home: string | undefined, path: string): string =>
  home !== undefined && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;

const pathOf = (
  given: string | undefined,
  name: string,
  {environment, lookUp}: {environment: Environment; lookUp: () => string},
): SharedPath => {
  const found = sdkHome(environment, lookUp);
  // Anything else would be below the current directory, and whatever somebody has put there.
  const home = isAbsolute(found) ? found : undefined;
  const standard = home === undefined ? undefined : join(home, '.aws', name);
  const path = given ? expanded(given, environment, home) : standard;
  const asked = given || join(found, '.aws', name);
  return {
    path,
    shown: path === undefined ? `~/.aws/${name}` : shownIn(home, path),
    spellings: [asked, ...(asked.startsWith('~/') ? [join(found, asked.slice(2))] : [])],
  };
};

/** `lookUp` is what the system says if the environment names no home directory. */
export const sharedPaths = (environment: Environment, lookUp: () => string = homedir): SharedPaths => {
  const sources = {environment, lookUp};
  return {
    config: pathOf(environment.AWS_CONFIG_FILE, 'config', sources),
    credentials: pathOf(environment.AWS_SHARED_CREDENTIALS_FILE, 'credentials', sources),
  };
};
