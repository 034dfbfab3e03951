/** The environment variables and files that the program reads, for the manual page and `help environment`. */

export type Fact = readonly [names: readonly string[], text: string];

export const VARIABLES: readonly Fact[] = [
  [
    ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'],
    'The profile, unless --profile is given. If both are set, AWS_PROFILE wins, as in AWS CLI 2.',
  ],
  [
    ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    "The region, unless --region is given. AWS_REGION wins over AWS_DEFAULT_REGION, and both win over the profile's region.",
  ],
  [
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    'Credentials, unless a profile is chosen. Without them, the AWS SDK tries the default profile, then a container or instance role.',
  ],
  [
    ['AWS_BEARER_TOKEN_BEDROCK'],
    'A Bedrock API key. It is used before everything else, even before --profile; several profiles are refused while it is set.',
  ],
  [
    ['AWS_ENDPOINT_URL_BEDROCK', 'AWS_ENDPOINT_URL'],
    'The endpoint, unless --endpoint-url is given. The first wins over the second, and both win over the profile.',
  ],
  [['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'], 'If true, every endpoint except that of --endpoint-url is ignored.'],
  [
    ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'],
    'If true (in upper or lower case), the FIPS or dual-stack endpoint of the region is used.',
  ],
  [['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'], 'Other paths for the two shared files.'],
  [['AWS_CA_BUNDLE'], 'A file of certificates that replace the built-in ones.'],
  [['AWS_MAX_ATTEMPTS'], 'How many times the SDK tries a request before it counts as failed (default 3).'],
  [
    ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'],
    'The proxy, and the hosts that are reached without it, in upper or lower case. SOCKS is not supported.',
  ],
  [['NO_COLOR'], 'If set, output has no colours. FORCE_COLOR=0 does the same.'],
  [['TERM'], 'If it is dumb or not set, the terminal UI does not start: it needs a terminal that can move its cursor.'],
  [
    ['LC_ALL', 'LC_CTYPE', 'LANG'],
    'If the first of them that is set does not name UTF-8, charts are drawn with ASCII characters. The same goes for the Linux console (TERM=linux).',
  ],
  [
    ['TZ'],
    'The time zone in which times are shown and in which --after and --before are read. It must be a name such as America/New_York; POSIX rules with summer time are not understood.',
  ],
  [
    ['BROWSER'],
    'The command that opens the console page, or several to try, separated by colons. %s stands for the address. Without it, the browser of the desktop is used, but not over ssh.',
  ],
  [
    ['TMUX', 'STY'],
    'Set by tmux and screen: what is copied goes through them to the clipboard, unless --copy-command is given.',
  ],
  [['XDG_CACHE_HOME'], 'The directory for the compiled form of the program (default ~/.cache).'],
  [['NODE_DISABLE_COMPILE_CACHE'], 'If 1, no compiled form is kept, and each start is slower.'],
  [['BEDROCK_IMPORTS_TUI_STACK'], 'If 1, the report of an internal error (exit code 70) has a stack trace.'],
];

export const FILES: readonly Fact[] = [
  [['~/.aws/config', '~/.aws/credentials'], 'Profiles, as the AWS CLI reads them.'],
  [['~/.aws/sso/cache', '~/.aws/login/cache'], 'Cached tokens. The SDK may renew them, as the AWS CLI does.'],
  [['~/.cache/bedrock-imports-tui'], 'The compiled form of the program. It can be deleted at any time.'],
];
