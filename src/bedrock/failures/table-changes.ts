/** Failures that AWS reports of models, of tags and of an import that is to be started. The first row that matches is used. */
import type {ApiOperation} from '../../core/domain/ports.ts';
import type {FailureRow} from './failure-row.ts';

const WRONG_MODEL = 'Check the model’s name or ARN, the account and the region ({region}).';
/** Messages of a ValidationException for a model that does not exist. Those about a malformed value quote a constraint. */
const NO_SUCH_MODEL =
  /^(?!.*(validation errors? detected|failed to satisfy)).*(not? (be )?found|could ?n[o’']t find|does ?n[o’']t exist|do not exist|no such|no (imported )?model|unknown|identifier is (invalid|not valid))/is;
const ON_A_MODEL: readonly ApiOperation[] = ['GetImportedModel', 'DeleteImportedModel'];
const WRONG_RESOURCE = 'Check the ARN, the account and the region ({region}).';
/** The same for a job or a model whose tags are meant. */
const NO_SUCH_RESOURCE =
  /^(?!.*(validation errors? detected|failed to satisfy)).*(not? (be )?found|could ?n[o’']t find|does ?n[o’']t exist|do not exist|no such|unknown|(arn|resource) is (invalid|not valid))/is;
const ON_TAGS: readonly ApiOperation[] = ['ListTagsForResource', 'TagResource', 'UntagResource'];

export const CHANGE_FAILURES: readonly FailureRow[] = [
  {
    id: 'page-of-models-gone',
    when: {
      isOfPeer: false,
      hasToken: true,
      operations: ['ListImportedModels'],
      names: ['ValidationException', 'ResourceNotFoundException'],
      message: /token/i,
    },
    kind: 'not-found',
    what: 'The next page of models could not be read',
    why: 'AWS no longer accepts the page token: {message}',
    next: 'Reload the list from the start.',
  },
  {
    id: 'model-not-found',
    when: {isOfPeer: false, operations: ON_A_MODEL, names: ['ResourceNotFoundException']},
    kind: 'not-found',
    why: 'AWS did not find the model: {message}',
    next: WRONG_MODEL,
  },
  {
    id: 'model-not-found-by-words',
    when: {isOfPeer: false, operations: ON_A_MODEL, names: ['ValidationException'], message: NO_SUCH_MODEL},
    kind: 'not-found',
    why: 'AWS did not find the model: {message}',
    next: WRONG_MODEL,
  },
  {
    id: 'resource-not-found',
    when: {isOfPeer: false, operations: ON_TAGS, names: ['ResourceNotFoundException']},
    kind: 'not-found',
    why: 'AWS did not find the job or model: {message}',
    next: WRONG_RESOURCE,
  },
  {
    id: 'resource-not-found-by-words',
    when: {isOfPeer: false, operations: ON_TAGS, names: ['ValidationException'], message: NO_SUCH_RESOURCE},
    kind: 'not-found',
    why: 'AWS did not find the job or model: {message}',
    next: WRONG_RESOURCE,
  },
  {
    id: 'token-of-other-import',
    when: {
      isOfPeer: false,
      operations: ['CreateModelImportJob'],
      names: ['ValidationException', 'ConflictException'],
      message: /\btoken\b|clientRequestToken/i,
    },
    kind: 'conflict',
    why: 'AWS has seen this client request token with other values: {message}',
    next: 'Start the import with another token.',
  },
  {
    id: 'job-name-taken',
    when: {
      isOfPeer: false,
      operations: ['CreateModelImportJob'],
      names: ['ValidationException', 'ConflictException'],
      message: /job name is (currently |already )?in use|job .*already exists/is,
    },
    kind: 'name-taken',
    why: 'The job name is taken: {message}',
    next: 'Choose another job name; names of jobs cannot be used again, not even those of failed jobs.',
  },
  {
    id: 'model-name-taken',
    when: {
      isOfPeer: false,
      operations: ['CreateModelImportJob'],
      names: ['ValidationException', 'ConflictException'],
      message: /model name is (currently |already )?in use|model .*already exists/is,
    },
    kind: 'name-taken',
    why: 'The model name is taken: {message}',
    next: 'Choose another model name, or delete the model that has it.',
  },
  {
    id: 'role-refused',
    when: {
      isOfPeer: false,
      operations: ['CreateModelImportJob'],
      names: ['ValidationException'],
      message: /\brole\b.*\b(invalid|not valid|assume)/is,
    },
    kind: 'role-refused',
    why: 'AWS cannot use the role: {message}',
    next: 'If the role is new, retry in a few minutes; else check its trust policy (bedrock.amazonaws.com) and its ARN.',
  },
  {
    id: 'import-running',
    when: {
      isOfPeer: false,
      operations: ['CreateModelImportJob'],
      names: ['ServiceQuotaExceededException'],
      message: /concurrent|in progress|running/is,
    },
    kind: 'import-running',
    why: 'Another import is running in this account and region: {message}',
    next: 'Wait for it to end; AWS runs one import at a time, and this limit cannot be raised.',
  },
  {
    id: 'too-many-tags',
    when: {isOfPeer: false, names: ['TooManyTagsException']},
    kind: 'quota',
    why: 'There are too many tags: {message}',
    next: 'Remove tags that are no longer needed; 50 are allowed.',
  },
  {
    id: 'model-quota',
    when: {
      isOfPeer: false,
      operations: ['CreateModelImportJob'],
      names: ['ServiceQuotaExceededException'],
      message: /model/is,
    },
    kind: 'quota',
    why: 'This account has reached its number of imported models: {message}',
    next: 'Delete a model, or request a higher quota (imported models per account).',
  },
  {
    id: 'model-in-use',
    when: {
      isOfPeer: false,
      operations: ['DeleteImportedModel'],
      names: ['ConflictException', 'ResourceInUseException'],
    },
    kind: 'conflict',
    why: 'AWS does not delete the model now: {message}',
    next: 'Wait until nothing uses the model, then retry.',
  },
];
