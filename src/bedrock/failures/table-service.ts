/** Failures that AWS itself reports. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';

const SLOW_DOWN = 'Wait a moment; other programs in this account share the same rate limit.';
const RETRY_LATER = 'Wait a moment, then retry.';
const WRONG_JOB = 'Check the job’s name or ARN, the account and the region ({region}).';

/** Messages of a ValidationException for a job that does not exist. Those about a malformed value quote a constraint. */
const NO_SUCH_JOB =
  /^(?!.*(validation errors? detected|failed to satisfy)).*(not? (be )?found|could ?n[o’']t find|does ?n[o’']t exist|do not exist|no such|no (model import )?job|unknown|identifier is (invalid|not valid))/is;

export const SERVICE_FAILURES: readonly FailureRow[] = [
  {
    id: 'cancelled',
    when: {names: ['AbortError']},
    kind: 'cancelled',
    why: 'The request was cancelled',
    next: 'Nothing to do.',
  },
  {
    id: 'throttled',
    when: {
      names: [
        'ThrottlingException',
        'Throttling',
        'ThrottledException',
        'TooManyRequestsException',
        'RequestLimitExceeded',
        'RequestThrottled',
        'RequestThrottledException',
        'LimitExceededException',
        'SlowDown',
      ],
    },
    kind: 'throttled',
    isTransient: true,
    why: 'Throttled by {service}: {message}',
    next: SLOW_DOWN,
  },
  {
    id: 'throttled-by-status',
    when: {status: [429, 429]},
    kind: 'throttled',
    isTransient: true,
    why: 'Throttled by {peer} (status 429)',
    next: SLOW_DOWN,
  },
  {
    id: 'service-unavailable',
    when: {names: ['ServiceUnavailableException', 'ServiceUnavailable']},
    kind: 'service',
    isTransient: true,
    why: '{service} is temporarily unavailable: {message}',
    next: RETRY_LATER,
  },
  {
    id: 'service-failed',
    when: {names: ['InternalServerException', 'InternalFailure', 'InternalServerError', 'InternalError']},
    kind: 'service',
    isTransient: true,
    why: '{service} had an internal error: {message}',
    next: RETRY_LATER,
  },
  {
    id: 'service-failed-by-status',
    when: {status: [500, 599]},
    kind: 'service',
    isTransient: true,
    why: '{peer} failed (status {status})',
    next: RETRY_LATER,
  },
  {
    id: 'not-subscribed',
    when: {names: ['OptInRequired', 'SubscriptionRequiredException']},
    kind: 'access',
    why: 'This AWS account cannot use the service yet: {message}',
    next: 'Finish setting up the account, or use another one.',
  },
  {
    id: 'access-denied-to-api-key',
    when: {hasApiKey: true, names: ['AccessDeniedException']},
    kind: 'access',
    why: 'Access denied: {message}',
    next: 'Ask for the IAM actions {action} and bedrock:CallWithBearerToken for the user of this API key.',
  },
  {
    id: 'access-denied',
    when: {isOfPeer: false, names: ['AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized']},
    kind: 'access',
    why: 'Access denied: {message}',
    next: 'Ask for the IAM action {action}, or use credentials other than those from {holder}.',
  },
  {
    id: 'import-not-offered',
    when: {isOfPeer: false, names: ['UnknownOperationException', 'UnknownOperation']},
    kind: 'region',
    why: 'Bedrock in {region} does not offer model import: {message}',
    next: 'Use a region that does: {regions}.',
  },
  {
    id: 'page-gone',
    when: {
      isOfPeer: false,
      hasToken: true,
      names: ['ValidationException', 'ResourceNotFoundException'],
      message: /token/i,
    },
    kind: 'not-found',
    what: 'The next page of jobs could not be read',
    why: 'AWS no longer accepts the page token: {message}',
    next: 'Reload the list from the start.',
  },
  {
    id: 'job-not-found',
    when: {isOfPeer: false, operations: ['GetModelImportJob'], names: ['ResourceNotFoundException']},
    kind: 'not-found',
    why: 'AWS did not find the job: {message}',
    next: WRONG_JOB,
  },
  {
    id: 'job-not-found-by-words',
    when: {
      isOfPeer: false,
      operations: ['GetModelImportJob'],
      names: ['ValidationException'],
      message: NO_SUCH_JOB,
    },
    kind: 'not-found',
    why: 'AWS did not find the job: {message}',
    next: WRONG_JOB,
  },
  {
    id: 'not-found',
    when: {isOfPeer: false, names: ['ResourceNotFoundException']},
    kind: 'not-found',
    why: 'AWS did not find what was asked for: {message}',
    next: 'Check the name, the account and the region ({region}).',
  },
  {
    id: 'invalid-request',
    when: {isOfPeer: false, names: ['ValidationException', 'SerializationException']},
    kind: 'invalid',
    why: 'AWS rejected the request: {message}',
    next: 'Change the filter or value that AWS names.',
  },
  {
    id: 'conflict',
    when: {isOfPeer: false, names: ['ConflictException', 'ResourceInUseException']},
    kind: 'conflict',
    why: 'AWS reports a conflict: {message}',
    next: 'Use another name, or wait until the other change is finished.',
  },
  {
    id: 'quota',
    when: {isOfPeer: false, names: ['ServiceQuotaExceededException']},
    kind: 'quota',
    why: 'This account has reached a quota: {message}',
    next: 'Wait for the running import to end, delete what is no longer needed, or request a higher quota.',
  },
];
