/** Validates and reads the body of CreateModelImportJob. */
import {createHash} from 'node:crypto';
import {type Members, membersOf} from '../members.ts';
import type {Tag, VpcConfig} from '../world/job-record.ts';
import {
  isMissing,
  JOB_NAME,
  KMS_KEY_ID,
  listViolations,
  MODEL_NAME,
  optionalText,
  REQUEST_TOKEN,
  ROLE_ARN,
  requiredText,
  S3_URI,
  VPC_ID,
  violation,
} from './constraint.ts';
import {readTags, tagListViolations} from './tag-operations.ts';

interface CreateInput {
  readonly name: string;
  readonly modelName: string;
  readonly roleArn: string;
  readonly s3Uri: string;
  readonly tags: readonly Tag[];
  readonly modelTags: readonly Tag[];
  readonly clientRequestToken: string | undefined;
  readonly vpcConfig: VpcConfig | undefined;
  readonly kmsKeyArn: string | undefined;
}

const structure = (field: string, value: unknown, inside: (members: Members) => string[]): string[] => {
  if (isMissing(value)) return [violation(field, value, 'Member must not be null')];
  const members = membersOf(value);
  return members ? inside(members) : [violation(field, value, 'Member must be a structure')];
};

const sourceViolations = (value: unknown): string[] =>
  structure('modelDataSource', value, source =>
    structure('modelDataSource.s3DataSource', source.s3DataSource, s3 =>
      requiredText('modelDataSource.s3DataSource.s3Uri', s3.s3Uri, S3_URI),
    ),
  );

const idsViolations = (field: string, value: unknown, max: number): string[] =>
  isMissing(value)
    ? [violation(field, value, 'Member must not be null')]
    : listViolations(field, value, {min: 1, max, each: (name, id) => requiredText(name, id, VPC_ID)});

const vpcViolations = (value: unknown): string[] =>
  structure('vpcConfig', value, vpc => [
    ...idsViolations('vpcConfig.subnetIds', vpc.subnetIds, 16),
    ...idsViolations('vpcConfig.securityGroupIds', vpc.securityGroupIds, 5),
  ]);

/** Everything that is wrong with `body`, in the API's words. */
export const createViolations = (body: Members): string[] => [
  ...requiredText('jobName', body.jobName, JOB_NAME),
  ...requiredText('importedModelName', body.importedModelName, MODEL_NAME),
  ...requiredText('roleArn', body.roleArn, ROLE_ARN),
  ...sourceViolations(body.modelDataSource),
  ...(isMissing(body.jobTags) ? [] : tagListViolations('jobTags', body.jobTags)),
  ...(isMissing(body.importedModelTags) ? [] : tagListViolations('importedModelTags', body.importedModelTags)),
  ...optionalText('clientRequestToken', body.clientRequestToken, REQUEST_TOKEN),
  ...(isMissing(body.vpcConfig) ? [] : vpcViolations(body.vpcConfig)),
  ...optionalText('importedModelKmsKeyId', body.importedModelKmsKeyId, KMS_KEY_ID),
];

/** Responses always give the key ARN. For an alias, a key is made up from its name. */
const keyArn = (id: string, {region, account}: {region: string; account: string}): string => {
  if (id.startsWith('arn:') && id.includes(':key/')) return id;
  if (!id.includes('alias/')) return `arn:aws:kms:${region}:${account}:key/${id}`;
  const hex = createHash('sha256').update(id).digest('hex');
  const key = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return `arn:aws:kms:${region}:${account}:key/${key.join('-')}`;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Reads a valid body. `owner` completes a KMS key that was given by its id or alias. */
export const readCreateInput = (body: Members, owner: {region: string; account: string}): CreateInput => {
  const s3 = membersOf(membersOf(body.modelDataSource)?.s3DataSource);
  const vpc = membersOf(body.vpcConfig);
  const key = text(body.importedModelKmsKeyId);
  return {
    name: text(body.jobName) ?? '',
    modelName: text(body.importedModelName) ?? '',
    roleArn: text(body.roleArn) ?? '',
    s3Uri: text(s3?.s3Uri) ?? '',
    tags: readTags(body.jobTags),
    modelTags: readTags(body.importedModelTags),
    clientRequestToken: text(body.clientRequestToken),
    vpcConfig: vpc && {subnetIds: texts(vpc.subnetIds), securityGroupIds: texts(vpc.securityGroupIds)},
    kmsKeyArn: key === undefined ? undefined : keyArn(key, owner),
  };
};
