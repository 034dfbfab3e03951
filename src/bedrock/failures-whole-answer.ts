/** Failures of an answer that did not end in time, was too large, or names a next page that cannot be asked for. */
import type {FailureRow} from './failure.ts';
import {CHECK_ENDPOINT, CHECK_WAY} from './remedies.ts';
import {INCOMPLETE} from './whole-answer.ts';

export const WHOLE_ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'answer-unfinished',
    when: {names: ['TimeoutError'], message: INCOMPLETE},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not finish its answer in time ({message})',
    next: CHECK_WAY,
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
    when: {names: ['TokenUnusable']},
    kind: 'answer',
    why: 'The answer from {peer} is not what the API promises: {message}',
    next: CHECK_ENDPOINT,
  },
];
