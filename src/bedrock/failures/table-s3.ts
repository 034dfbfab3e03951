/** What S3 reports when the files of a model are read. The first row that matches is used. */
import type {ApiOperation} from '../../core/domain/ports.ts';
import type {FailureRow} from './failure-row.ts';

const ON_S3: readonly ApiOperation[] = ['ListObjectsV2', 'GetObject'];
const CHECK_AGAIN = 'Run the check again when nobody uploads to this prefix.';

export const S3_FAILURES: readonly FailureRow[] = [
  {
    id: 'api-key-for-s3',
    when: {names: ['ApiKeyForS3']},
    kind: 'credentials',
    why: 'A Bedrock API key does not work for S3, and AWS_BEARER_TOKEN_BEDROCK is set',
    next: 'Unset AWS_BEARER_TOKEN_BEDROCK, and use a profile or keys that may read the bucket.',
  },
  {
    id: 'too-many-files',
    when: {names: ['TooManyFiles']},
    kind: 'invalid',
    what: 'The files could not be checked',
    why: '{message}',
    next: 'Give the prefix that has only the files of the model.',
  },
  {
    id: 'bucket-not-found',
    when: {operations: ON_S3, names: ['NoSuchBucket']},
    kind: 'not-found',
    why: 'There is no such bucket: {message}',
    next: 'Check the name of the bucket.',
  },
  {
    id: 'bucket-name-invalid',
    when: {operations: ON_S3, names: ['InvalidBucketName']},
    kind: 'invalid',
    why: 'S3 does not accept the name of the bucket: {message}',
    next: 'Check the name of the bucket.',
  },
  {
    id: 'bucket-elsewhere',
    when: {
      operations: ON_S3,
      names: [
        'PermanentRedirect',
        'TemporaryRedirect',
        'Redirect',
        'AuthorizationHeaderMalformed',
        'IllegalLocationConstraintException',
      ],
    },
    kind: 'region',
    why: 'The bucket is not in {region}: {message}',
    next: 'Give the bucket’s region with --region.',
  },
  {
    id: 's3-access-denied',
    when: {isOfPeer: false, operations: ON_S3, names: ['AccessDenied', 'AllAccessDisabled', 'AccountProblem']},
    kind: 'access',
    why: 'Access denied: {message}',
    next: 'Ask for the IAM action {action} on this bucket, or use credentials other than those from {holder}.',
  },
  {
    id: 's3-key-unusable',
    when: {
      operations: ON_S3,
      names: [
        'KMS.DisabledException',
        'KMS.NotFoundException',
        'KMS.KMSInvalidStateException',
        'KMS.InvalidStateException',
      ],
    },
    kind: 'access',
    why: 'The KMS key of the file cannot be used: {message}',
    next: 'Enable the key, or encrypt the file with another one; Bedrock’s service role needs it as well.',
  },
  {
    id: 'file-archived',
    when: {operations: ['GetObject'], names: ['InvalidObjectState']},
    kind: 'invalid',
    why: 'The file is archived: {message}',
    next: 'Restore it, or copy it to another storage class; Bedrock cannot read it either.',
  },
  {
    id: 'file-gone',
    when: {operations: ['GetObject'], names: ['NoSuchKey']},
    kind: 'not-found',
    why: 'The file is no longer there: {message}',
    next: CHECK_AGAIN,
  },
  {
    id: 'file-changed',
    when: {operations: ['GetObject'], names: ['PreconditionFailed', 'InvalidRange']},
    kind: 'conflict',
    why: 'The file has changed since it was listed: {message}',
    next: CHECK_AGAIN,
  },
];
