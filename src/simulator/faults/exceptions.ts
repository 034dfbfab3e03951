/** Faults that answer with the exceptions that operations declare. */
import {type Reply, refusal} from '../api/reply.ts';
import {DECLARED, EXCEPTIONS, type ExceptionName, OPERATIONS, selectsOperation} from './declared-exceptions.ts';
import type {Fault, FaultedRequest, FaultKind, Replacement} from './fault-kind.ts';
import {denied, FAILURES, refuse, throttled} from './replacements.ts';

const refused: Readonly<Record<ExceptionName, (request: FaultedRequest) => Replacement | undefined>> = {
  AccessDeniedException: ({entry, world}) => denied(entry.operation ?? '', world),
  InternalServerException: () => FAILURES[500],
  ThrottlingException: () => throttled(),
  ValidationException: () => refuse(400, 'ValidationException', 'The request is not valid. (simulated)'),
  ConflictException: () => refuse(400, 'ConflictException', 'The resource is in use by another operation. (simulated)'),
  ResourceNotFoundException: () =>
    refuse(404, 'ResourceNotFoundException', 'The requested resource was not found. (simulated)'),
  ServiceQuotaExceededException: () =>
    refuse(400, 'ServiceQuotaExceededException', 'A quota of the account has been reached. (simulated)'),
  TooManyTagsException: () => refuse(400, 'TooManyTagsException', 'The resource would have too many tags. (simulated)'),
};

const nameOf = ({value}: Fault): ExceptionName | undefined => EXCEPTIONS.find(name => name === value);

const declares = (operation: string | undefined, name: ExceptionName | undefined): boolean =>
  OPERATIONS.some(each => each === operation && DECLARED[each].some(declared => declared === name));

/** Why the fault could never apply, or undefined: the operation does not declare the exception. */
const undeclared = (fault: Fault): string | undefined => {
  const op = fault.options?.op;
  return OPERATIONS.some(each => selectsOperation(op, each) && declares(each, nameOf(fault)))
    ? undefined
    : `${op} never answers with ${fault.value}; the API does not declare it`;
};

const NOT_FOUND: Readonly<Record<string, string>> = {
  GetModelImportJob: 'The provided job identifier is invalid.',
  GetImportedModel: 'The provided model identifier is invalid.',
  DeleteImportedModel: 'The provided model identifier is invalid.',
};

const asInvalid = (reply: Reply, {entry}: FaultedRequest): Reply => {
  const message = NOT_FOUND[entry.operation ?? ''];
  return message === undefined || reply.error !== 'ResourceNotFoundException'
    ? reply
    : refusal('ValidationException', message);
};

export const EXCEPTION_FAULTS: readonly FaultKind[] = [
  {
    name: 'exception',
    value: {
      placeholder: 'NAME',
      wanted: `one of ${EXCEPTIONS.join(', ')}`,
      read: text => EXCEPTIONS.find(name => name === text),
    },
    text: `Answers with this exception if the operation declares it: ${EXCEPTIONS.join(', ')}.`,
    problem: undeclared,
    start: fault => {
      const name = nameOf(fault);
      return {
        applies: ({operation}) => declares(operation, name),
        replace: request => name && refused[name](request),
      };
    },
  },
  {
    name: 'unknown-id',
    text: 'Answers requests for an unknown job or model with ValidationException instead of ResourceNotFoundException.',
    start: () => ({applies: ({operation}) => NOT_FOUND[operation ?? ''] !== undefined, change: asInvalid}),
  },
];
