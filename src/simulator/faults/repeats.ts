/** The fault that answers the repeat of a clientRequestToken in other ways than with the ARN of its job. */

import {NAME_IN_USE, type Reply, refusal} from '../api/reply.ts';
import {selectsOperation} from './declared-exceptions.ts';
import {choiceRule, type FaultKind} from './fault-kind.ts';

const ANSWERS: Readonly<Record<string, (reply: Reply) => Reply>> = {
  'no-arn': ({status}) => ({status, body: {}}),
  'name-in-use': () => refusal('ValidationException', NAME_IN_USE),
};

const OPERATION = 'CreateModelImportJob';

export const REPEATS: FaultKind = {
  name: 'repeat',
  value: choiceRule(...Object.keys(ANSWERS)),
  text: 'Answers the repeat of a clientRequestToken without a job ARN, or as if another job had the name.',
  problem: ({options}) =>
    selectsOperation(options?.op, OPERATION)
      ? undefined
      : `${options?.op} has no clientRequestToken; only ${OPERATION} has`,
  start: ({value}) => ({
    applies: ({operation}) => operation === OPERATION,
    change: reply => (reply.isRepeat ? (ANSWERS[String(value)]?.(reply) ?? reply) : reply),
  }),
};
