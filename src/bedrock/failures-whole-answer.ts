/** Failures of an answer that began but did not end in time, or that was too large to be read. */
import type {FailureRow} from './failure.ts';
import {INCOMPLETE} from './whole-answer.ts';

export const WHOLE_ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'answer-unfinished',
    when: {names: ['TimeoutError'], message: INCOMPLETE},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not finish its answer in time ({message})',
    next: 'Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY if a proxy is used.',
  },
  {
    id: 'answer-too-large',
    when: {names: ['AnswerTooLarge']},
    kind: 'answer',
    why: '{peer} sent {message}, which is too much for an answer to this request',
    next: 'Check that the endpoint is Amazon Bedrock’s, and that no proxy or firewall answers in its place.',
  },
];
