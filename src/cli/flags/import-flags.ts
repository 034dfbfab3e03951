/** The flags of CreateModelImportJob's inputs, under the API's names, with values as the AWS CLI writes them. */
import {
  groupsProblem,
  type ImportField,
  type ImportInput,
  jobNameProblem,
  kmsKeyProblem,
  modelNameInputProblem,
  requestTokenProblem,
  roleArnProblem,
  s3UriProblem,
  subnetsProblem,
} from '../../core/domain/import-input.ts';
import {type Tag, tagsProblem} from '../../core/domain/tag.ts';
import {parseAwsList, parseAwsValue} from '../../core/text/aws-shorthand.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Flag} from './flags.ts';
import type {ValueReader} from './value-reader.ts';

const GROUP = 'What is imported';

export const IMPORT_INPUT_FLAGS: readonly Flag[] = [
  {name: 'job-name', value: 'NAME', group: GROUP, text: 'The name of the new job. It can never be used again.'},
  {name: 'imported-model-name', value: 'NAME', group: GROUP, text: 'The name that the model gets.'},
  {
    name: 'role-arn',
    value: 'ARN',
    group: GROUP,
    text: 'The service role with which Bedrock reads the files. Passing it needs iam:PassRole.',
  },
  {name: 's3-uri', value: 'URI', group: GROUP, text: 'Where the model files are: s3://bucket/prefix/.'},
  {
    name: 'model-data-source',
    value: 'SOURCE',
    group: GROUP,
    text: 'The same as the AWS CLI writes it: s3DataSource={s3Uri=s3://bucket/prefix/}, or JSON.',
  },
  {
    name: 'imported-model-kms-key-id',
    value: 'KEY',
    group: GROUP,
    text: 'Encrypt the model with this KMS key: its ID, alias/NAME, or the ARN of either (default: an AWS owned key).',
  },
  {
    name: 'vpc-config',
    value: 'CONFIG',
    group: GROUP,
    text: 'Read the files through this VPC: subnetIds=subnet-1,subnet-2,securityGroupIds=sg-1, or JSON.',
  },
  {
    name: 'job-tags',
    value: 'TAGS',
    isRepeatable: true,
    joint: ' ',
    group: GROUP,
    text: 'Tags of the job: key=team,value=search, several with spaces between them or in several flags, or a JSON list.',
  },
  {
    name: 'imported-model-tags',
    value: 'TAGS',
    isRepeatable: true,
    joint: ' ',
    group: GROUP,
    text: 'Tags of the model, written in the same way.',
  },
  {
    name: 'client-request-token',
    value: 'TOKEN',
    group: GROUP,
    text: 'AWS starts at most one job for a token (default: a new one for each run). Use the token of an earlier run to ask again without importing twice.',
  },
];

/** The flag of each member, to name it if it is wrong. */
export const FLAG_OF: Readonly<Record<ImportField, string>> = {
  jobName: '--job-name',
  modelName: '--imported-model-name',
  roleArn: '--role-arn',
  s3Uri: '--s3-uri',
  kmsKeyId: '--imported-model-kms-key-id',
  subnetIds: '--vpc-config',
  securityGroupIds: '--vpc-config',
  jobTags: '--job-tags',
  modelTags: '--imported-model-tags',
};

const parserOf =
  (problemOf: (text: string) => string | undefined) =>
  (text: string): Parsed<string> => {
    const problem = problemOf(text);
    return problem === undefined ? good(text) : bad(`${problem} (got “${text}”)`);
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasOnly = (value: unknown, ...names: readonly string[]): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && Object.keys(value).every(name => names.includes(name));

const parseSource = (text: string): Parsed<string> => {
  const parsed = parseAwsValue(text);
  if (!parsed.ok) return parsed;
  const s3 = hasOnly(parsed.value, 's3DataSource') ? parsed.value.s3DataSource : undefined;
  const uri = hasOnly(s3, 's3Uri') ? s3.s3Uri : undefined;
  if (typeof uri !== 'string') return bad('must look like s3DataSource={s3Uri=s3://bucket/prefix/}');
  return parserOf(s3UriProblem)(uri);
};

const textsOf = (value: unknown): readonly string[] | undefined => {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list) && list.every(item => typeof item === 'string') ? list : undefined;
};

type Vpc = Pick<ImportInput, 'subnetIds' | 'securityGroupIds'>;

const parseVpc = (text: string): Parsed<Vpc> => {
  const parsed = parseAwsValue(text);
  if (!parsed.ok) return parsed;
  const members = hasOnly(parsed.value, 'subnetIds', 'securityGroupIds') ? parsed.value : {};
  const [subnetIds, securityGroupIds] = [textsOf(members.subnetIds), textsOf(members.securityGroupIds)];
  if (!subnetIds?.length || !securityGroupIds?.length) {
    return bad('must have both: subnetIds=subnet-1,securityGroupIds=sg-1');
  }
  const problem = subnetsProblem(subnetIds) ?? groupsProblem(securityGroupIds);
  return problem === undefined ? good({subnetIds, securityGroupIds}) : bad(problem);
};

const parseTags = (text: string): Parsed<readonly Tag[]> => {
  const parsed = parseAwsList(text);
  if (!parsed.ok) return parsed;
  const tags: Tag[] = [];
  for (const item of parsed.value) {
    const {key, value = ''} = hasOnly(item, 'key', 'value') ? item : {};
    if (typeof key !== 'string' || typeof value !== 'string')
      return bad('each tag must look like key=team,value=search');
    tags.push({key, value});
  }
  const problem = tagsProblem(tags);
  return problem === undefined ? good(tags) : bad(problem);
};

/** What the flags say; a member whose flag was not given is absent. */
export type GivenInput = Partial<ImportInput>;

const present = <T extends object>(members: {readonly [K in keyof T]: T[K] | undefined}): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;

export const readImportInput = (flags: ValueReader): GivenInput => {
  const vpc = flags.read('vpc-config', parseVpc, undefined);
  const source = flags.read('model-data-source', parseSource, undefined);
  return present<ImportInput>({
    jobName: flags.read('job-name', parserOf(jobNameProblem), undefined),
    modelName: flags.read('imported-model-name', parserOf(modelNameInputProblem), undefined),
    roleArn: flags.read('role-arn', parserOf(roleArnProblem), undefined),
    s3Uri: flags.read('s3-uri', parserOf(s3UriProblem), undefined) ?? source,
    kmsKeyId: flags.read('imported-model-kms-key-id', parserOf(kmsKeyProblem), undefined),
    subnetIds: vpc?.subnetIds,
    securityGroupIds: vpc?.securityGroupIds,
    jobTags: flags.read('job-tags', parseTags, undefined),
    modelTags: flags.read('imported-model-tags', parseTags, undefined),
  });
};

export const readRequestToken = (flags: ValueReader): string | undefined =>
  flags.read('client-request-token', parserOf(requestTokenProblem), undefined);
