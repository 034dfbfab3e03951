/** Failures that AWS itself reports, and answers that are not what the API promises. The first row that fits counts. */
import type {FailureRow} from './failure.ts';

const AGAIN = 'Try again in a little while.';
const CHECK_PEER = 'Check that the endpoint is Amazon Bedrock’s, and that no proxy or firewall answers in its place.';

export const SERVICE_FAILURES: readonly FailureRow[] = [
  {id: 'cancelled', when: {names: ['AbortError']}, kind: 'cancelled', why: 'It is no longer wanted', next: 'Nothing.'},
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
    why: '{message}',
    next: 'Wait a little; other programs in this account share the same limit.',
  },
  {
    id: 'throttled-by-status',
    when: {status: [429, 429]},
    kind: 'throttled',
    isTransient: true,
    why: '{peer} asks for fewer requests (status 429)',
    next: 'Wait a little; other programs in this account share the same limit.',
  },
  {
    id: 'service-failed',
    when: {names: ['InternalServerException', 'InternalFailure', 'ServiceUnavailableException', 'ServiceUnavailable']},
    kind: 'service',
    isTransient: true,
    why: '{message}',
    next: AGAIN,
  },
  {
    id: 'service-failed-by-status',
    when: {status: [500, 599]},
    kind: 'service',
    isTransient: true,
    why: '{peer} failed (status {status})',
    next: AGAIN,
  },
  {
    id: 'not-subscribed',
    when: {names: ['OptInRequired', 'SubscriptionRequiredException']},
    kind: 'access',
    why: '{message}',
    next: 'Finish setting up the AWS account, or use another one.',
  },
  {
    id: 'access-denied-to-api-key',
    when: {hasApiKey: true, names: ['AccessDeniedException']},
    kind: 'access',
    why: '{message}',
    next: 'Ask for the IAM actions {action} and bedrock:CallWithBearerToken for the user of this API key.',
  },
  {
    id: 'access-denied',
    when: {names: ['AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized']},
    kind: 'access',
    why: '{message}',
    next: 'Ask for the IAM action {action}, or use other credentials than those of {holder}.',
  },
  {
    id: 'import-not-offered',
    when: {names: ['UnknownOperationException', 'UnknownOperation']},
    kind: 'region',
    why: 'Bedrock in {region} does not know model import ({message})',
    next: 'Choose a region that offers it: {regions}.',
  },
  {
    id: 'page-gone',
    when: {hasToken: true, names: ['ValidationException', 'ResourceNotFoundException'], message: /token/i},
    kind: 'not-found',
    what: 'The next page of jobs could not be read',
    why: '{message}',
    next: 'Read the list again from its start.',
  },
  {
    id: 'not-found',
    when: {names: ['ResourceNotFoundException']},
    kind: 'not-found',
    why: '{message}',
    next: 'Check the name, the account and the region ({region}).',
  },
  {
    id: 'invalid-request',
    when: {names: ['ValidationException', 'SerializationException']},
    kind: 'invalid',
    why: '{message}',
    next: 'Change the filter or value that AWS names.',
  },
  {
    id: 'conflict',
    when: {names: ['ConflictException', 'ResourceInUseException']},
    kind: 'invalid',
    why: '{message}',
    next: 'Choose another name, or wait until the other change is done.',
  },
  {
    id: 'quota',
    when: {names: ['ServiceQuotaExceededException', 'TooManyTagsException']},
    kind: 'invalid',
    why: '{message}',
    next: 'Wait for the running import to end, delete what is no longer needed, or ask for a higher quota.',
  },
];

export const ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'refused-without-reason',
    when: {names: ['Unknown', 'UnknownError', 'SyntaxError'], status: [401, 403]},
    kind: 'access',
    why: '{peer} refused the request (status {status}) without a reason that AWS would give',
    next: 'Check the policy of the VPC endpoint, and whether a proxy or firewall stands in between.',
  },
  {
    id: 'answer-unexpected-status',
    when: {names: ['Unknown', 'UnknownError']},
    kind: 'answer',
    why: '{peer} answered with status {status} and no reason',
    next: CHECK_PEER,
  },
  {
    id: 'answer-not-json',
    when: {names: ['SyntaxError'], isUnreadable: true},
    kind: 'answer',
    why: 'The answer of {peer} is not JSON, or ends too soon (status {status}: {message})',
    next: CHECK_PEER,
  },
  {
    id: 'answer-unreadable',
    when: {isUnreadable: true},
    kind: 'answer',
    why: 'The answer of {peer} is not what the API promises (status {status}: {message})',
    next: CHECK_PEER,
  },
  {
    id: 'answer-incomplete',
    when: {names: ['AnswerWithoutList', 'JobIncomplete', 'TokenRepeated']},
    kind: 'answer',
    why: '{message}',
    next: CHECK_PEER,
  },
  {
    id: 'refused-otherwise',
    when: {status: [400, 499]},
    kind: 'invalid',
    why: '{message}',
    next: 'Check the request against what AWS says here.',
  },
];

/** The last row: whatever no other one knows is taken for a mistake of the program's own. */
export const FAULT: FailureRow = {
  id: 'fault',
  when: {},
  kind: 'fault',
  why: '{message}',
  next: 'This is most likely a mistake in this program; please report it.',
};
