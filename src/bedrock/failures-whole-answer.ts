/** Failures of an answer that did not end in time, was too large, or names a next page that cannot be asked for. */
import type {FailureRow} from './failure.ts';
import {INCOMPLETE} from './whole-answer.ts';

const CHECK_PEER = 'Check the endpoint, and whether a proxy or firewall answers instead of AWS.';

export const WHOLE_ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'answer-unfinished',
    when: {names: ['TimeoutError'], message: INCOMPLETE},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not finish its answer in time ({message})',
    next: 'Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY if you use a proxy.',
  },
  {
    id: 'answer-too-large',
    when: {names: ['AnswerTooLarge']},
    kind: 'answer',
    why: '{peer} sent {message}, which is too much for an answer to this request',
    next: CHECK_PEER,
  },
  {
    id: 'token-unusable',
    when: {names: ['TokenUnusable']},
    kind: 'answer',
    why: 'The answer from {peer} is not what the API promises: {message}',
    next: CHECK_PEER,
  },
];
