/**
 * The parts of the AWS SDK that this program uses. Every file here imports this one lazily, with `import()`: the SDK is
 * most of the program's weight, and the first frame must not wait for it. Named re-exports let a bundler drop the rest.
 *
 * On Node before 22 the SDK warns through process.emitWarning, across the screen; cli/ removes Node's listener for warnings
 * before the import. The variable that mutes the SDK would be seen by every command that the program starts.
 */
export {BedrockClient, GetModelImportJobCommand, ListModelImportJobsCommand} from '@aws-sdk/client-bedrock';
export {externalDataInterceptor, getSSOTokenFilepath, NODE_REGION_CONFIG_OPTIONS} from '@smithy/core/config';
export {NodeHttpHandler} from '@smithy/node-http-handler';
