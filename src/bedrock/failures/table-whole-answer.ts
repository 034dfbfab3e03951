/** Answers that did not end in time, were too large, or have an unusable page token or body. */
import type {FailureRow} from './failure-row.ts';
import {CHECK_ENDPOINT, CHECK_NETWORK} from './shared-texts.ts';

export const WHOLE_ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'answer-unfinished',
    when: {names: ['TimeoutError'], message: /^no complete answer within/},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not finish its answer in time ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'answer-too-large',
    when: {names: ['AnswerTooLarge']},
    kind: 'answer',
    why: 'The answer from {peer} is too large ({message})',
    next: CHECK_ENDPOINT,
  },
  {
    id: 'token-unusable',
    when: {names: ['TokenUnusable', 'AnswerNotEmpty']},
    kind: 'answer',
    why: 'The answer from {peer} is not what the API promises: {message}',
    next: CHECK_ENDPOINT,
  },
];
