/** Failures of credentials that were found, and that AWS or this program refuses. The first row that fits counts. */
import type {FailureRow} from './failure.ts';

export const REFUSAL_FAILURES: readonly FailureRow[] = [
  {
    id: 'api-key-over-plain-http',
    when: {names: ['KeyOverPlainHttp']},
    kind: 'credentials',
    what: 'The API key was not sent',
    why: '{message}',
    next: 'Use an https:// endpoint, or unset AWS_BEARER_TOKEN_BEDROCK to sign with a profile instead.',
  },
  {
    id: 'api-key-refused',
    when: {
      hasApiKey: true,
      names: ['UnrecognizedClientException', 'ExpiredTokenException', 'ExpiredToken', 'InvalidClientTokenId'],
    },
    kind: 'credentials',
    what: 'AWS refused the API key',
    why: '{message}',
    next: 'Make a new Bedrock API key for {region}, or unset AWS_BEARER_TOKEN_BEDROCK to use a profile instead.',
  },
  {
    id: 'api-key-invalid',
    when: {hasApiKey: true, names: ['AccessDeniedException'], message: /API key|bearer token|Authentication failed/i},
    kind: 'credentials',
    what: 'AWS refused the API key',
    why: '{message}',
    next: 'Make a new Bedrock API key for {region}, or unset AWS_BEARER_TOKEN_BEDROCK to use a profile instead.',
  },
  {
    id: 'credentials-expired',
    when: {names: ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'TokenRefreshRequired']},
    kind: 'credentials',
    what: 'The credentials of {holder} have expired',
    why: '{message}',
    next: 'Run `aws sso login{profileFlag}` or renew the temporary keys, then try again.',
  },
  {
    id: 'credentials-unknown',
    when: {
      names: [
        'UnrecognizedClientException',
        'InvalidClientTokenId',
        'InvalidAccessKeyId',
        'MissingAuthenticationToken',
        'MissingAuthenticationTokenException',
        'NotAuthorizedException',
      ],
    },
    kind: 'credentials',
    what: 'AWS does not know the credentials of {holder}',
    why: '{message}',
    next: 'Check the keys with `aws sts get-caller-identity{profileFlag}`, and run `aws configure{profileFlag}` to replace them.',
  },
  {
    id: 'clock-skew',
    when: {
      names: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'AuthFailure'],
      message: /Signature (expired|not yet current)/i,
    },
    kind: 'credentials',
    what: 'AWS refused the signature',
    why: '{message}',
    next: 'Set this machine’s clock, which differs from AWS’s.',
  },
  {
    id: 'clock-skew-named',
    when: {names: ['RequestTimeTooSkewed', 'RequestInTheFuture']},
    kind: 'credentials',
    what: 'AWS refused the signature',
    why: '{message}',
    next: 'Set this machine’s clock, which differs from AWS’s.',
  },
  {
    id: 'signature-wrong',
    when: {
      names: [
        'InvalidSignatureException',
        'SignatureDoesNotMatch',
        'IncompleteSignature',
        'IncompleteSignatureException',
        'AuthFailure',
      ],
    },
    kind: 'credentials',
    what: 'AWS refused the signature',
    why: '{message}',
    next: 'Check the secret key of {holder}, or run `aws configure{profileFlag}` to replace it.',
  },
];
