/** Failures to find credentials, before AWS has been asked for a job. The first row that fits counts. */
import type {FailureRow} from './failure.ts';

const NO_CREDENTIALS = 'There are no usable credentials';
const LOGIN = 'Run `aws sso login{loginFlag}`, then try again.';
const CHAIN = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];

/** Whoever gives the credentials could not be asked; the SDK says so in two ways. */
const UNREACHABLE: Omit<FailureRow, 'id' | 'when'> = {
  kind: 'network',
  isTransient: true,
  what: 'The credentials of {holder} could not be fetched',
  why: '{message}',
  next: 'Check the network, and HTTPS_PROXY where a proxy is needed, then try again.',
};

const COPY_AGAIN = 'Copy the value again, without line breaks in it or quotes around it.';

export const CREDENTIAL_FAILURES: readonly FailureRow[] = [
  {
    id: 'secret-unusable',
    when: {names: ['SecretUnusable']},
    kind: 'credentials',
    what: 'The credentials cannot be used',
    why: '{message}',
    next: COPY_AGAIN,
  },
  {
    // Node's refusal of what was not found before: a token in a cache of the AWS CLI, or in a file that a variable names.
    id: 'header-refused',
    when: {message: /Invalid character in header content/},
    kind: 'credentials',
    what: 'The credentials cannot be used',
    why: 'A token contains a character that no header can carry ({message})',
    next: 'Sign in again, or copy the token again.',
  },
  {
    id: 'profile-not-found',
    when: {names: ['ProfileNotFound']},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Choose another profile, or run `aws configure{profileFlag}` to make this one.',
  },
  {
    id: 'credential-process-failed',
    when: {names: ['CredentialProcessFailed']},
    kind: 'credentials',
    what: 'The credential_process of {holder} failed',
    why: '{message}',
    next: 'Run `aws configure export-credentials{profileFlag}` to see what it does, and mend it in ~/.aws/config.',
  },
  {
    id: 'credential-process-answer',
    when: {names: CHAIN, message: /credential_process (returned|did not)/},
    kind: 'credentials',
    what: 'The credential_process of {holder} gave nothing usable',
    why: '{message}',
    next: 'Run `aws configure export-credentials{profileFlag}` to see what it does, and mend it in ~/.aws/config.',
  },
  {
    id: 'credentials-slow',
    when: {names: ['CredentialsSlow']},
    kind: 'credentials',
    what: 'The credentials of {holder} could not be renewed',
    why: '{message}',
    next: 'See whether a sign-in, a security key or a credential_process waits for you, then try again.',
  },
  {
    id: 'mfa',
    when: {names: CHAIN, message: /multi-factor/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Run `eval "$(aws configure export-credentials{profileFlag} --format env)"`, which asks for the code, and start again without a profile.',
  },
  {
    id: 'credentials-unreachable',
    when: {names: ['CredentialsUnreachable']},
    ...UNREACHABLE,
  },
  {
    id: 'credential-network',
    when: {
      names: CHAIN,
      message: /\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError)\b/,
    },
    ...UNREACHABLE,
  },
  {
    id: 'sso-no-access',
    when: {names: CHAIN, message: /ForbiddenException/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Ask whoever runs IAM Identity Center to assign you the account and role that {holder} names.',
  },
  {
    id: 'sso-incomplete',
    when: {names: CHAIN, message: /invalid SSO credentials|Sso session '.*' (could|is missing)|Conflicting SSO/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Run `aws configure sso{profileFlag}` to complete the profile.',
  },
  {
    id: 'sso-session-not-found',
    when: {names: ['SsoSessionNotFound']},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Run `aws configure sso-session` to make it, or `aws configure sso{profileFlag}` to name another.',
  },
  {
    // The SDK trips over an sso_session that is not in the file, here that of a source profile.
    id: 'sso-session-undefined',
    when: {names: ['TypeError'], message: /'?sso_(region|start_url)'?/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The profile {profile} names an sso-session that is not in the shared config file',
    next: 'Run `aws configure sso-session` to make it, or `aws configure sso{profileFlag}` to name another.',
  },
  {
    id: 'login-needed',
    when: {names: CHAIN, message: /\baws login\b|\.aws\/login\/|reauthenticate|Failed to (load|refresh) (a )?token/i},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Run `aws login{loginFlag}`, then try again.',
  },
  {
    id: 'sso-login-needed',
    when: {names: CHAIN, message: /\bSSO\b|Token is expired|UnauthorizedException/i},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: LOGIN,
  },
  {
    id: 'profile-incomplete',
    when: {
      names: CHAIN,
      message: /Could not resolve credentials using profile|Detected a cycle|credential source|in source_profile/i,
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Mend {holder} in ~/.aws/config, or run `aws configure{profileFlag}`.',
  },
  {
    id: 'no-credentials',
    when: {
      names: CHAIN,
      message: /from any providers|metadata service|EC2 Instance Metadata|Could not load credentials/i,
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'Neither the environment, nor {holder}, nor an instance or container role has any',
    next: 'Run `aws configure{profileFlag}` or `aws configure sso{profileFlag}`, or choose another profile.',
  },
  {
    id: 'credentials-refused',
    when: {names: CHAIN},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Check {holder} with `aws configure list{profileFlag}`.',
  },
  {
    // From STS, whose error names lack the "Exception" of Bedrock's.
    id: 'assume-role-denied',
    when: {names: ['AccessDenied']},
    kind: 'credentials',
    what: 'The role of {holder} could not be assumed',
    why: '{message}',
    next: 'The caller needs the IAM action sts:AssumeRole on that role, and the role’s trust policy must allow the caller.',
  },
  {
    id: 'web-identity-refused',
    when: {
      names: ['InvalidIdentityToken', 'InvalidIdentityTokenException', 'IDPRejectedClaim', 'IDPRejectedClaimException'],
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{message}',
    next: 'Renew the web identity token that AWS_WEB_IDENTITY_TOKEN_FILE names.',
  },
];
