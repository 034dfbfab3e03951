/** Where the two shared AWS files are, and how the SDK spells their paths. */
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import type {Environment} from '../settings.ts';

export interface SharedPath {
  /** Undefined if there is no home directory. */
  readonly path: string | undefined;
  /** As shown to a person, with `~` for the home directory. */
  readonly shown: string;
  /** The spellings that the SDK may use: it expands `~/` in some places only. */
  readonly spellings: readonly string[];
}

interface SharedPaths {
  readonly config: SharedPath;
  readonly credentials: SharedPath;
}

/** The home directory that the SDK would use; empty if the user has none. `lookUp` throws for a user without a password entry. */
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
  const text = path.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (variable, bare?: string, braced?: string) => {
    return environment[bare ?? braced ?? ''] ?? variable;
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
  // A relative home would be below the current directory, where anybody may have put files.
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

/** `lookUp` asks the system for the home directory if the environment does not name one. */
export const sharedPaths = (environment: Environment, lookUp: () => string = homedir): SharedPaths => {
  const sources = {environment, lookUp};
  return {
    config: pathOf(environment.AWS_CONFIG_FILE, 'config', sources),
    credentials: pathOf(environment.AWS_SHARED_CREDENTIALS_FILE, 'credentials', sources),
  };
};
