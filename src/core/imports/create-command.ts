/** The `aws` command that starts the same import. Lists and structures are JSON: its shorthand cannot hold every tag. */
import type {ImportInput} from '../domain/import-input.ts';
import {type AwsPlace, awsFlag, awsLine} from '../text/aws-line.ts';

const jsonOf = (list: readonly unknown[]): string | undefined => (list.length > 0 ? JSON.stringify(list) : undefined);

export const createCommand = (input: ImportInput, place: AwsPlace): string => {
  const {subnetIds, securityGroupIds} = input;
  const hasVpc = subnetIds.length > 0 || securityGroupIds.length > 0;
  const flags = [
    ...awsFlag('job-name', input.jobName),
    ...awsFlag('imported-model-name', input.modelName),
    ...awsFlag('role-arn', input.roleArn),
    ...awsFlag('model-data-source', JSON.stringify({s3DataSource: {s3Uri: input.s3Uri}})),
    ...awsFlag('imported-model-kms-key-id', input.kmsKeyId),
    ...awsFlag('vpc-config', hasVpc ? JSON.stringify({subnetIds, securityGroupIds}) : undefined),
    ...awsFlag('job-tags', jsonOf(input.jobTags.map(({key, value}) => ({key, value})))),
    ...awsFlag('imported-model-tags', jsonOf(input.modelTags.map(({key, value}) => ({key, value})))),
  ];
  return awsLine('create-model-import-job', flags, place);
};
