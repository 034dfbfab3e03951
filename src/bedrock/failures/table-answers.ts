/** Answers that break the API's promises, and failures that no other table knows. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';
import {CHECK_ENDPOINT} from './shared-texts.ts';

export const ANSWER_FAILURES: readonly FailureRow[] = [
  {
    id: 'refused-without-reason',
    when: {names: ['Unknown', 'UnknownError', 'SyntaxError'], status: [401, 403]},
    kind: 'access',
    why: '{peer} refused the request (status {status}) and gave no reason, so this may not be AWS',
    next: 'Check the policy of the VPC endpoint, and whether a proxy or firewall is in between.',
  },
  {
    id: 'answer-unexpected-status',
    when: {names: ['Unknown', 'UnknownError']},
    kind: 'answer',
    why: '{peer} answered with status {status} and no reason',
    next: CHECK_ENDPOINT,
  },
  {
    id: 'answer-not-json',
    when: {names: ['SyntaxError'], isUnreadable: true},
    kind: 'answer',
    why: 'The answer from {peer} could not be parsed (status {status}: {message})',
    next: CHECK_ENDPOINT,
  },
  {
    id: 'answer-unreadable',
    when: {isUnreadable: true},
    kind: 'answer',
    why: 'The answer from {peer} is not what the API promises (status {status}: {message})',
    next: CHECK_ENDPOINT,
  },
  {
    id: 'answer-incomplete',
    when: {
      names: [
        'AnswerWithoutList',
        'AnswerNotRange',
        'JobIncomplete',
        'ModelIncomplete',
        'OtherJob',
        'OtherModel',
        'TokenRepeated',
      ],
    },
    kind: 'answer',
    why: 'The answer from {peer} is not what the API promises: {message}',
    next: CHECK_ENDPOINT,
  },
  {
    // Parts of the program are loaded when they are needed, such as the client of S3.
    id: 'own-file-gone',
    when: {codes: ['ERR_MODULE_NOT_FOUND']},
    kind: 'invalid',
    why: 'One of the program’s own files is gone: it was probably upgraded or removed while it ran',
    next: 'Start it again. If that does not help, install it again.',
  },
  {
    id: 'refused-otherwise',
    when: {status: [400, 499]},
    kind: 'invalid',
    why: 'AWS rejected the request: {message}',
    next: 'See AWS’s message for what to change.',
  },
];

/** The last row: a failure that no other row matches counts as a bug in this program. */
export const UNKNOWN_FAILURE: FailureRow = {
  id: 'fault',
  when: {},
  kind: 'fault',
  why: 'Internal error: {message}',
  next: 'This looks like a bug in this program; please report it.',
};
