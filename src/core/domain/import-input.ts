/** The inputs of CreateModelImportJob, and what the API accepts for each. */
import {type Tag, tagsProblem} from './tag.ts';

/** What is imported, how and as what. Absent members are not sent, and neither are empty lists. */
export interface ImportInput {
  readonly jobName: string;
  readonly modelName: string;
  readonly roleArn: string;
  readonly s3Uri: string;
  /** A key's id, its alias, or the ARN of either. */
  readonly kmsKeyId?: string | undefined;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly jobTags: readonly Tag[];
  readonly modelTags: readonly Tag[];
}

/** An input in which nothing has been given yet. */
export const NO_INPUT: ImportInput = {
  jobName: '',
  modelName: '',
  roleArn: '',
  s3Uri: '',
  subnetIds: [],
  securityGroupIds: [],
  jobTags: [],
  modelTags: [],
};

/** One submission. All of its attempts have the same token, so that AWS starts at most one job. */
export interface CreateJobRequest extends ImportInput {
  readonly clientRequestToken: string;
}

/** The API's limits, in characters or members. */
export const IMPORT_LIMITS = {
  name: 63,
  roleArn: 2048,
  s3Uri: 1024,
  kmsKeyId: 2048,
  vpcId: 32,
  subnets: 16,
  groups: 5,
} as const;

/** What is wrong with a value, as a clause; undefined if nothing is. */
type Check = (text: string) => string | undefined;

const lengthOf = (text: string): number => [...text].length;

/** The first character that the pattern does not allow. */
const oddIn = (text: string, odd: RegExp, allowed: string): string | undefined => {
  const found = odd.exec(text)?.[0];
  if (found === undefined) return undefined;
  return `${found === ' ' ? 'a space' : `“${found}”`} is not allowed; ${allowed} are`;
};

export const jobNameProblem: Check = text => {
  if (text === '') return 'a job needs a name';
  if (lengthOf(text) > IMPORT_LIMITS.name) return `a job name has at most ${IMPORT_LIMITS.name} characters`;
  const odd = oddIn(text, /[^a-zA-Z0-9+.-]/u, 'letters, digits and + - .');
  if (odd !== undefined) return odd;
  return /^[a-zA-Z0-9]/.test(text) ? undefined : 'a job name begins with a letter or a digit';
};

export const modelNameInputProblem: Check = text => {
  if (text === '') return 'a model needs a name';
  if (lengthOf(text) > IMPORT_LIMITS.name) return `a model name has at most ${IMPORT_LIMITS.name} characters`;
  const odd = oddIn(text, /[^a-zA-Z0-9_-]/u, 'letters, digits and _ -');
  if (odd !== undefined) return odd;
  if (!/^[a-zA-Z0-9]/.test(text)) return 'a model name begins with a letter or a digit';
  return /[_-]{2}/.test(text) ? 'a model name cannot have two of _ and - in a row' : undefined;
};

const ROLE_ARN = /^arn:aws(?:-[^:]+)?:iam::(?:[0-9]{12})?:role\/.+$/;

export const roleArnProblem: Check = text => {
  if (text === '') return 'an import needs a service role';
  if (lengthOf(text) > IMPORT_LIMITS.roleArn) return `a role ARN has at most ${IMPORT_LIMITS.roleArn} characters`;
  return ROLE_ARN.test(text) ? undefined : 'a role ARN looks like arn:aws:iam::111122223333:role/NAME';
};

const BUCKET = /^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/;

export const s3UriProblem: Check = text => {
  if (text === '') return 'an import needs the S3 URI of the model files';
  if (!text.startsWith('s3://')) return 'an S3 URI begins with s3:// (in lower case)';
  if (lengthOf(text) > IMPORT_LIMITS.s3Uri) return `an S3 URI has at most ${IMPORT_LIMITS.s3Uri} characters`;
  const [bucket = '', ...parts] = text.slice('s3://'.length).split('/');
  if (!BUCKET.test(bucket)) return 'a bucket name has 3 to 63 lower-case letters, digits, dots and hyphens';
  const key = parts.join('/');
  const odd = oddIn(key, /[^-!_*'().a-zA-Z0-9/]/u, "letters, digits and ! - _ . * ' ( ) /");
  if (odd !== undefined) return odd;
  return /^\/|\/\//.test(key) ? 'AWS does not accept two slashes in a row here' : undefined;
};

const KMS_KEY =
  /^(?:arn:aws(?:-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:(?:key\/[a-zA-Z0-9-]{36}|alias\/[a-zA-Z0-9-_/]+)|[a-zA-Z0-9-]{36}|alias\/[a-zA-Z0-9-_/]+)$/;

/** The empty text means AWS's own key. */
export const kmsKeyProblem: Check = text => {
  if (text === '') return undefined;
  if (lengthOf(text) > IMPORT_LIMITS.kmsKeyId) return `a KMS key has at most ${IMPORT_LIMITS.kmsKeyId} characters`;
  return KMS_KEY.test(text) ? undefined : 'a KMS key is a key ID, alias/NAME, or the ARN of either';
};

const idsProblem = (ids: readonly string[], max: number, what: string): string | undefined => {
  if (ids.length > max) return `at most ${max} ${what} are allowed (got ${ids.length})`;
  const odd = ids.find(id => id.length > IMPORT_LIMITS.vpcId || !/^[-0-9a-zA-Z]+$/.test(id));
  return odd === undefined
    ? undefined
    : `“${odd}” is not an ID: at most ${IMPORT_LIMITS.vpcId} letters, digits and hyphens`;
};

export const subnetsProblem = (ids: readonly string[]): string | undefined =>
  idsProblem(ids, IMPORT_LIMITS.subnets, 'subnets');

export const groupsProblem = (ids: readonly string[]): string | undefined =>
  idsProblem(ids, IMPORT_LIMITS.groups, 'security groups');

export const requestTokenProblem: Check = text =>
  text.length <= 256 && /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(text)
    ? undefined
    : 'a client request token has 1 to 256 letters, digits and hyphens, and neither begins nor ends with a hyphen';

/** The members of an input that can be wrong. */
export type ImportField = keyof ImportInput;

/** What is wrong with an input, field by field. A VPC needs both subnets and security groups. */
export const importProblems = (input: ImportInput): Readonly<Partial<Record<ImportField, string>>> => {
  const {subnetIds, securityGroupIds} = input;
  const found: Readonly<Record<ImportField, string | undefined>> = {
    jobName: jobNameProblem(input.jobName),
    modelName: modelNameInputProblem(input.modelName),
    roleArn: roleArnProblem(input.roleArn),
    s3Uri: s3UriProblem(input.s3Uri),
    kmsKeyId: kmsKeyProblem(input.kmsKeyId ?? ''),
    subnetIds:
      subnetIds.length === 0 && securityGroupIds.length > 0
        ? 'security groups need subnets'
        : subnetsProblem(subnetIds),
    securityGroupIds:
      securityGroupIds.length === 0 && subnetIds.length > 0
        ? 'subnets need security groups'
        : groupsProblem(securityGroupIds),
    jobTags: tagsProblem(input.jobTags),
    modelTags: tagsProblem(input.modelTags),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
};
