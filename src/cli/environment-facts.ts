/** What the manual page says and no table has: environment variables, and files. */

type Fact = readonly [names: readonly string[], text: string];

export const VARIABLES: readonly Fact[] = [
  [['AWS_PROFILE'], 'The profile, where no --profile is given.'],
  [['AWS_REGION', 'AWS_DEFAULT_REGION'], 'The region, where no --region is given; it goes before that of the profile.'],
  [
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    'Credentials, where no profile is chosen. The rest of the chain of the AWS SDK follows: the default profile, then a container or instance role.',
  ],
  [['AWS_BEARER_TOKEN_BEDROCK'], 'A Bedrock API key. It is used before everything else, also before --profile.'],
  [
    ['AWS_ENDPOINT_URL_BEDROCK', 'AWS_ENDPOINT_URL'],
    'The address to ask, where no --endpoint-url is given; the first of them goes before the second, and both before the profile.',
  ],
  [['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'], 'With true, every endpoint but that of --endpoint-url is ignored.'],
  [['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'], 'Other places for the two shared files.'],
  [['AWS_CA_BUNDLE'], 'A file of certificates that replace the built-in ones.'],
  [['AWS_MAX_ATTEMPTS'], 'How often the SDK tries a request before it counts as failed; 3 by default.'],
  [
    ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'],
    'The proxy, and the hosts that are asked without it; in upper or lower case. SOCKS is not supported.',
  ],
  [['NO_COLOR'], 'Set to anything, it leaves out the colours; so does FORCE_COLOR=0.'],
  [['TERM'], 'The terminal UI needs a terminal that can move its cursor: not dumb.'],
  [['XDG_CACHE_HOME'], 'Where the compiled form of the program is kept; ~/.cache by default.'],
  [['NODE_DISABLE_COMPILE_CACHE'], 'With 1, no compiled form is kept, and each start is slower.'],
  [['BEDROCK_IMPORTS_TUI_STACK'], 'With 1, the report of a fault (exit code 70) has its stack trace.'],
];

export const PLACES: readonly Fact[] = [
  [['~/.aws/config', '~/.aws/credentials'], 'Profiles, as the AWS CLI reads them.'],
  [['~/.aws/sso/cache', '~/.aws/login/cache'], 'Cached tokens, which the SDK may renew as the AWS CLI does.'],
  [['~/.cache/bedrock-imports-tui'], "Node's compiled form of the program. It can be deleted at any time."],
];
