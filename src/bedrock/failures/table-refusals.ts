/** Credentials that were found, but that AWS or this program refuses. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';

const NEW_KEY =
  'Create a new Bedrock API key for {region}, or unset AWS_BEARER_TOKEN_BEDROCK to use a profile instead.';
const SET_CLOCK = 'Set this machine’s clock.';

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
    why: 'AWS refused the API key: {message}',
    next: NEW_KEY,
  },
  {
    id: 'api-key-invalid',
    when: {hasApiKey: true, names: ['AccessDeniedException'], message: /API key|bearer token|Authentication failed/i},
    kind: 'credentials',
    why: 'AWS refused the API key: {message}',
    next: NEW_KEY,
  },
  {
    id: 'credentials-expired',
    when: {names: ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'TokenRefreshRequired']},
    kind: 'credentials',
    why: 'The credentials from {holder} have expired: {message}',
    next: 'Run `aws sso login{profileFlag}` or renew the temporary keys, then retry.',
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
    why: '{service} does not accept the credentials from {holder}: {message}',
    next: 'Check the keys with `aws sts get-caller-identity{profileFlag}`, and run `aws configure{profileFlag}` to replace them.',
  },
  {
    id: 'clock-skew',
    when: {
      names: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'AuthFailure'],
      message: /Signature (expired|not yet current)/i,
    },
    kind: 'credentials',
    why: '{service} refused the signature because the clocks differ: {message}',
    next: SET_CLOCK,
  },
  {
    id: 'clock-skew-named',
    when: {names: ['RequestTimeTooSkewed', 'RequestInTheFuture']},
    kind: 'credentials',
    why: '{service} refused the signature because the clocks differ: {message}',
    next: SET_CLOCK,
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
    why: '{service} refused the signature: {message}',
    next: 'Check the secret key from {holder}, or run `aws configure{profileFlag}` to replace it.',
  },
];
