/** The operations of the service model, and the exceptions that each one declares. */
import type {OperationName} from '../api/routes.ts';

/** All operations declare these. */
const COMMON = [
  'AccessDeniedException',
  'InternalServerException',
  'ThrottlingException',
  'ValidationException',
] as const;
/** Only some operations declare these. */
const SPECIFIC = [
  'ConflictException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'TooManyTagsException',
] as const;

export type ExceptionName = (typeof COMMON)[number] | (typeof SPECIFIC)[number];
export const EXCEPTIONS: readonly ExceptionName[] = [...COMMON, ...SPECIFIC];

const commonAnd = (...others: readonly ExceptionName[]): readonly ExceptionName[] => [...COMMON, ...others];

export const DECLARED: Readonly<Record<OperationName, readonly ExceptionName[]>> = {
  ListModelImportJobs: commonAnd(),
  GetModelImportJob: commonAnd('ResourceNotFoundException'),
  CreateModelImportJob: commonAnd(...SPECIFIC),
  ListImportedModels: commonAnd(),
  GetImportedModel: commonAnd('ResourceNotFoundException'),
  DeleteImportedModel: commonAnd('ConflictException', 'ResourceNotFoundException'),
  ListTagsForResource: commonAnd('ResourceNotFoundException'),
  TagResource: commonAnd('ResourceNotFoundException', 'TooManyTagsException'),
  UntagResource: commonAnd('ResourceNotFoundException'),
};

const isOperation = (name: string): name is OperationName => Object.hasOwn(DECLARED, name);

export const OPERATIONS: readonly OperationName[] = Object.keys(DECLARED).filter(isOperation);

/** The first word of an operation's name: List, Get. */
const verbOf = (operation: string): string => /^[A-Z][a-z]*/.exec(operation)?.[0] ?? '';

export const VERBS: readonly string[] = [...new Set(OPERATIONS.map(verbOf))];

/** Whether a fault's option `op` selects `operation`: by its name, by its first word, or because it is absent. */
export const selectsOperation = (op: string | number | undefined, operation: string | undefined): boolean =>
  op === undefined || (operation !== undefined && (operation === op || verbOf(operation) === op));
