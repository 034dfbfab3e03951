/** The operations of the service model, and the exceptions that each one declares. */
import type {OperationName} from '../api/routes.ts';
import {S3_OPERATIONS} from '../s3/target.ts';
import type {Setting} from './fault-kind.ts';

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

const S3 = 'S3';

/** The operations of S3, and the name for all of them. */
export const S3_NAMES: readonly string[] = [...S3_OPERATIONS, S3];

const isOfS3 = (operation: string): boolean => S3_OPERATIONS.some(name => name === operation);

const isInGroup = (operation: string, group: Setting): boolean =>
  isOfS3(operation) ? group === S3 : verbOf(operation) === group;

/** Whether a fault's option `op` selects `operation`: by its name, by its group, or because it is absent. The groups are the first words of Bedrock's operations, and S3. */
export const selectsOperation = (op: Setting | undefined, operation: string | undefined): boolean =>
  op === undefined || (operation !== undefined && (operation === op || isInGroup(operation, op)));
