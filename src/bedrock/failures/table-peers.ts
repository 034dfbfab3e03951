/** Failures of services that provide credentials, such as STS and IAM Identity Center. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';
import {CHECK_ENDPOINT, NO_CREDENTIALS} from './shared-texts.ts';

/** Answers that contain no credentials. The SDK reports them as missing credentials. */
export const PEER_ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'answer-without-credentials',
    when: {
      isOfPeer: true,
      message:
        /^SSO returns an invalid|not of the required format|Invalid response (received )?from|response missing required fields/,
    },
    kind: 'answer',
    why: '{service} answered without usable credentials',
    next: CHECK_ENDPOINT,
  },
  {
    id: 'instance-without-role',
    when: {peers: ['instance'], status: [404, 404]},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{service} says that this instance has no IAM role',
    next: 'Attach an instance profile to the instance, or choose a profile with --profile.',
  },
];

/** Their other refusals: those that are neither throttling nor a time limit nor a proxy's. */
export const PEER_REFUSAL_FAILURES: readonly FailureRow[] = [
  {
    id: 'metadata-refused',
    when: {peers: ['container', 'instance'], status: [400, 499]},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{service} refused to give credentials (status {status})',
    next: 'Check the role of this container or instance, and the AWS_CONTAINER_ variables.',
  },
  {
    id: 'credentials-denied',
    when: {isOfPeer: true, status: [400, 499], isUnreadable: false, message: /^(?!UnknownError$)/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: '{service} refused to give credentials: {message}',
    next: 'Check {holder} with `aws configure list{profileFlag}`.',
  },
];
