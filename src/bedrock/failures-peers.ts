/** Failures of the services that give credentials over HTTP: STS, IAM Identity Center, containers, instances. The first row that fits counts. */
import type {FailureRow} from './failure.ts';
import {CHECK_ENDPOINT} from './remedies.ts';

/** Answers without credentials in them; the SDK's own words for them are those of missing credentials. */
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
    what: 'No AWS credentials found',
    why: '{service} says that this instance has no IAM role',
    next: 'Attach an instance profile to the instance, or choose a profile with --profile.',
  },
];

/** What is left of their refusals once throttling, time limits and proxies are told apart. */
export const PEER_REFUSAL_FAILURES: readonly FailureRow[] = [
  {
    id: 'metadata-refused',
    when: {peers: ['container', 'instance'], status: [400, 499]},
    kind: 'credentials',
    what: 'No AWS credentials found',
    why: '{service} refused to give credentials (status {status})',
    next: 'Check the role of this container or instance, and the AWS_CONTAINER_ variables.',
  },
  {
    id: 'credentials-denied',
    when: {isOfPeer: true, status: [400, 499], isUnreadable: false, message: /^(?!UnknownError$)/},
    kind: 'credentials',
    what: 'No AWS credentials found',
    why: '{service} refused to give credentials: {message}',
    next: 'Check {holder} with `aws configure list{profileFlag}`.',
  },
];
