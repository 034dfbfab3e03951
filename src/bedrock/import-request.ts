/** The body of CreateModelImportJob, from the domain's input. Absent members and empty lists are not sent. */
import type {CreateModelImportJobCommandInput} from '@aws-sdk/client-bedrock';
import type {CreateJobRequest} from '../core/domain/import-input.ts';

const some = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined);

export const toCreateInput = (request: CreateJobRequest): CreateModelImportJobCommandInput => {
  const {subnetIds, securityGroupIds} = request;
  const hasVpc = subnetIds.length > 0 || securityGroupIds.length > 0;
  return {
    jobName: request.jobName,
    importedModelName: request.modelName,
    roleArn: request.roleArn,
    modelDataSource: {s3DataSource: {s3Uri: request.s3Uri}},
    clientRequestToken: request.clientRequestToken,
    jobTags: some(request.jobTags),
    importedModelTags: some(request.modelTags),
    vpcConfig: hasVpc ? {subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds]} : undefined,
    importedModelKmsKeyId: request.kmsKeyId || undefined,
  };
};
