/**
 * Stands for the AWS CLI on machines that have none: `aws bedrock list-model-import-jobs --query EXPRESSION --output json`,
 * by the SDK's own paginator, printed as the AWS CLI prints JSON.
 */
import {BedrockClient, paginateListModelImportJobs} from '@aws-sdk/client-bedrock';
import jmespath from 'jmespath';

const [service, operation, ...flags] = process.argv.slice(2);
if (service !== 'bedrock' || operation !== 'list-model-import-jobs') throw new Error('not a call that this stands for');
const expression = flags[flags.indexOf('--query') + 1];
const modelImportJobSummaries = [];
for await (const page of paginateListModelImportJobs({client: new BedrockClient({})}, {})) {
  modelImportJobSummaries.push(...page.modelImportJobSummaries);
}
process.stdout.write(`${JSON.stringify(jmespath.search({modelImportJobSummaries}, expression), null, 4)}\n`);
