/** The program's name, its version, and where to report errors. */
import packageJson from '../../../package.json' with {type: 'json'};

const about: {readonly version: string; readonly bugs?: {readonly url?: string}} = packageJson;

export const PROGRAM = 'bedrock-imports-tui';
export const VERSION = about.version;

/** The `bugs.url` of package.json, if it has one. */
export const ISSUES_URL = about.bugs?.url;
