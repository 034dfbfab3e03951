/**
 * The parts of the AWS SDK that this program uses. All files import this one lazily, with `import()`: the SDK is most of the
 * program's size, and the first frame must not wait for it. Named re-exports let the bundler drop the rest.
 *
 * On Node before 22 the SDK writes a warning across the screen through process.emitWarning, so cli/ removes Node's listener
 * for warnings before the import. The variable that mutes the SDK is not used: every command that the program starts would
 * inherit it.
 */
export {
  BedrockClient,
  CreateModelImportJobCommand,
  DeleteImportedModelCommand,
  GetImportedModelCommand,
  GetModelImportJobCommand,
  ListImportedModelsCommand,
  ListModelImportJobsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-bedrock';
export {doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider} from '@smithy/core';
export {externalDataInterceptor, getSSOTokenFilepath, NODE_REGION_CONFIG_OPTIONS} from '@smithy/core/config';
export {NodeHttpHandler} from '@smithy/node-http-handler';
