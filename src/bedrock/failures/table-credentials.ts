/** Failures to get credentials, before Bedrock is asked. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';
import {NO_CREDENTIALS, PROVIDER_ERRORS} from './shared-texts.ts';
import {PROCESS_FAILURES} from './table-process.ts';

const LOGIN = 'Run `aws sso login{loginFlag}`, then retry.';
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
    // Node refuses a token that was not checked before: one from the AWS CLI's cache, or from a file that a variable names.
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
    next: 'Choose another profile, or run `aws configure{profileFlag}` to create this one.',
  },
  ...PROCESS_FAILURES,
  {
    id: 'credentials-slow',
    when: {names: ['CredentialsSlow']},
    kind: 'credentials',
    what: 'The credentials from {holder} could not be renewed',
    why: 'Getting credentials from {holder} is taking too long; a sign-in, a security key or a credential_process may be waiting for you',
    next: 'Check whether one of them needs your input, then retry.',
  },
  {
    id: 'mfa',
    when: {names: PROVIDER_ERRORS, message: /multi-factor/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The role of {holder} needs an MFA code, which this program cannot ask for',
    next: 'Run `eval "$(aws configure export-credentials{profileFlag} --format env)"`, which asks for the code, unset AWS_PROFILE, and start again with --region and without --profile.',
  },
  {
    id: 'credential-network',
    when: {
      names: PROVIDER_ERRORS,
      message: /\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError)\b/,
    },
    kind: 'network',
    isTransient: true,
    why: 'The service that provides the credentials of {holder} could not be reached: {message}',
    next: 'Check the network, and HTTPS_PROXY if it needs a proxy.',
  },
  {
    id: 'sso-no-access',
    when: {names: PROVIDER_ERRORS, message: /ForbiddenException/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'IAM Identity Center denied access to the account or role of {holder}: {message}',
    next: 'Ask your IAM Identity Center administrator to assign you the account and role that {holder} names.',
  },
  {
    id: 'sso-incomplete',
    when: {
      names: PROVIDER_ERRORS,
      message: /invalid SSO credentials|Sso session '.*' (could|is missing)|Conflicting SSO/,
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The SSO settings of {holder} are incomplete: {message}',
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
    // The SDK fails with a TypeError if an sso_session is not in the file. This is for cases that the earlier check misses.
    id: 'sso-session-undefined',
    when: {names: ['TypeError'], message: /'?sso_(region|start_url)'?/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'Profile {profile} names an sso-session that is not in the shared config file',
    next: 'Run `aws configure sso-session` to create it, or `aws configure sso{profileFlag}` to use another one.',
  },
  {
    id: 'login-needed',
    when: {
      names: PROVIDER_ERRORS,
      message: /\baws login\b|\.aws\/login\/|reauthenticate|Failed to (load|refresh) (a )?token/i,
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The `aws login` session of {holder} cannot be used: {message}',
    next: 'Run `aws login{loginFlag}`, then retry.',
  },
  {
    id: 'sso-login-needed',
    when: {names: PROVIDER_ERRORS, message: /\bSSO\b|Token is expired|UnauthorizedException/i},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The SSO session of {holder} is missing or has expired: {message}',
    next: LOGIN,
  },
  {
    id: 'profile-incomplete',
    when: {
      names: PROVIDER_ERRORS,
      message: /Could not resolve credentials using profile|Detected a cycle|credential source|in source_profile/i,
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The settings of {holder} do not lead to credentials: {message}',
    next: 'Fix {holder} in {configFile}, or run `aws configure{profileFlag}`.',
  },
  {
    id: 'no-credentials',
    when: {
      names: PROVIDER_ERRORS,
      message: /from any providers|metadata service|EC2 Instance Metadata|Could not load credentials/i,
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'There are none in the environment or in {holder}, and there is no instance or container role',
    next: 'Run `aws configure{profileFlag}` or `aws configure sso{profileFlag}`, or choose another profile.',
  },
  {
    id: 'credentials-refused',
    when: {names: PROVIDER_ERRORS},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{holder} gave no credentials: {message}',
    next: 'Check {holder} with `aws configure list{profileFlag}`.',
  },
  {
    id: 'credentials-file-unreadable',
    when: {isOfFile: true},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'A file that {holder} needs could not be read: {message}',
    next: 'Check that the file exists and that you may read it.',
  },
  {
    id: 'token-file-unreadable',
    when: {names: ['TokenFileUnreadable']},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The web identity token could not be read: {message}',
    next: 'Name a regular file that you may read.',
  },
  {
    // From STS, whose error names lack the "Exception" of Bedrock's.
    id: 'assume-role-denied',
    when: {names: ['AccessDenied']},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{service} did not let {holder} assume its role: {message}',
    next: 'The caller needs the IAM action sts:AssumeRole for that role, and the role’s trust policy must allow the caller.',
  },
  {
    id: 'web-identity-refused',
    when: {
      names: ['InvalidIdentityToken', 'InvalidIdentityTokenException', 'IDPRejectedClaim', 'IDPRejectedClaimException'],
    },
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{service} refused the web identity token: {message}',
    next: 'Renew the web identity token in the file that AWS_WEB_IDENTITY_TOKEN_FILE names.',
  },
];
