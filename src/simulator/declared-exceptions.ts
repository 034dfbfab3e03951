/** The operations of the service model, and the exceptions that each of them declares. */
import type {OperationName} from './routes.ts';

const EVERYWHERE = [
  'AccessDeniedException',
  'InternalServerException',
  'ThrottlingException',
  'ValidationException',
] as const;
const SOMEWHERE = [
  'ConflictException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'TooManyTagsException',
] as const;

export type ExceptionName = (typeof EVERYWHERE)[number] | (typeof SOMEWHERE)[number];
export const EXCEPTIONS: readonly ExceptionName[] = [...EVERYWHERE, ...SOMEWHERE];

const withThese = (...others: readonly ExceptionName[]): readonly ExceptionName[] => [...EVERYWHERE, ...others];

export const DECLARED: Readonly<Record<OperationName, readonly ExceptionName[]>> = {
  ListModelImportJobs: withThese(),
  GetModelImportJob: withThese('ResourceNotFoundException'),
  CreateModelImportJob: withThese(...SOMEWHERE),
  ListImportedModels: withThese(),
  GetImportedModel: withThese('ResourceNotFoundException'),
  DeleteImportedModel: withThese('ConflictException', 'ResourceNotFoundException'),
  ListTagsForResource: withThese('ResourceNotFoundException'),
  TagResource: withThese('ResourceNotFoundException', 'TooManyTagsException'),
  UntagResource: withThese('ResourceNotFoundException'),
};

const isOperation = (name: string): name is OperationName => Object.hasOwn(DECLARED, name);

export const OPERATIONS: readonly OperationName[] = Object.keys(DECLARED).filter(isOperation);

/** The first word of an operation's name: List, Get. */
const verbOf = (operation: string): string => /^[A-Z][a-z]*/.exec(operation)?.[0] ?? '';

export const VERBS: readonly string[] = [...new Set(OPERATIONS.map(verbOf))];

/** Whether `operation` is meant by `op`: its name, or the first word of it. */
export const isMeant = (op: string | number | undefined, operation: string | undefined): boolean =>
  op === undefined || (operation !== undefined && (operation === op || verbOf(operation) === op));
