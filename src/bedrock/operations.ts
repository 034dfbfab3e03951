/** How each operation is called with the SDK: one row for each of `Operations`. */
import type {BedrockClient} from '@aws-sdk/client-bedrock';
import type {Operation, Operations} from '../core/domain/ports.ts';
import {textOf} from './answer-members.ts';
import {requireJob, toJobDetail, toJobPage, toListInput} from './answers.ts';
import {type CallRecord, describeListRequest, describePage} from './call-log.ts';
import {toCreateInput} from './import-request.ts';
import {requireModel, toModelDetail, toModelListInput, toModelPage, toTags} from './model-answers.ts';
import type {Session} from './session/session.ts';
import type {LogEntry} from './settings.ts';

interface Attempt {
  readonly signal: AbortSignal;
  readonly record: CallRecord;
  /** For a call that goes to another service. */
  readonly session: Session;
}

interface Row<K extends Operation> {
  readonly api: Operations[K]['api'];
  /** The page token of the request, if it has one. */
  tokenOf?(input: Operations[K]['input']): string | undefined;
  /** What is logged of the request. */
  describeInput(input: Operations[K]['input']): LogEntry;
  /** What is logged of the answer. */
  describeOutput(output: Operations[K]['output']): LogEntry;
  call(client: BedrockClient, input: Operations[K]['input'], attempt: Attempt): Promise<Operations[K]['output']>;
}

/** Handles waiting input first: parsing a page of 1,000 jobs takes a while, and keys typed meanwhile must not wait any longer. */
const yieldToInput = async (): Promise<void> => {
  for (let turn = 0; turn < 2; turn++) await new Promise(resolve => setImmediate(resolve));
};

export const OPERATIONS: {readonly [K in Operation]: Row<K>} = {
  listJobs: {
    api: 'ListModelImportJobs',
    tokenOf: ({token}) => token,
    describeInput: describeListRequest,
    describeOutput: describePage,
    call: async (client, input, {signal, record}) => {
      const {ListModelImportJobsCommand} = await import('./sdk.ts');
      const output = await client.send(new ListModelImportJobsCommand(toListInput(input)), {abortSignal: signal});
      if (input.token !== undefined) await yieldToInput();
      return toJobPage(record.noteAnswer(output), input.token);
    },
  },
  getJob: {
    api: 'GetModelImportJob',
    describeInput: identifier => ({identifier}),
    describeOutput: ({status}) => ({status}),
    call: async (client, identifier, {signal, record}) => {
      const {GetModelImportJobCommand} = await import('./sdk.ts');
      const command = new GetModelImportJobCommand({jobIdentifier: identifier});
      return requireJob(toJobDetail(record.noteAnswer(await client.send(command, {abortSignal: signal}))), identifier);
    },
  },
  createJob: {
    api: 'CreateModelImportJob',
    describeInput: ({jobName, modelName, s3Uri, clientRequestToken}) => ({
      jobName,
      modelName,
      s3Uri,
      clientRequestToken,
    }),
    describeOutput: ({arn}) => ({arn}),
    call: async (client, input, {signal, record}) => {
      const {CreateModelImportJobCommand} = await import('./sdk.ts');
      const output = await client.send(new CreateModelImportJobCommand(toCreateInput(input)), {abortSignal: signal});
      return {arn: textOf(record.noteAnswer(output).jobArn)};
    },
  },
  listModels: {
    api: 'ListImportedModels',
    tokenOf: ({token}) => token,
    describeInput: describeListRequest,
    describeOutput: ({models, nextToken}) => ({models: models.length, hasNext: nextToken !== undefined}),
    call: async (client, input, {signal, record}) => {
      const {ListImportedModelsCommand} = await import('./sdk.ts');
      const output = await client.send(new ListImportedModelsCommand(toModelListInput(input)), {abortSignal: signal});
      if (input.token !== undefined) await yieldToInput();
      return toModelPage(record.noteAnswer(output), input.token);
    },
  },
  getModel: {
    api: 'GetImportedModel',
    describeInput: identifier => ({identifier}),
    describeOutput: ({architecture}) => ({architecture}),
    call: async (client, identifier, {signal, record}) => {
      const {GetImportedModelCommand} = await import('./sdk.ts');
      const command = new GetImportedModelCommand({modelIdentifier: identifier});
      return requireModel(
        toModelDetail(record.noteAnswer(await client.send(command, {abortSignal: signal}))),
        identifier,
      );
    },
  },
  deleteModel: {
    api: 'DeleteImportedModel',
    describeInput: identifier => ({identifier}),
    describeOutput: () => ({}),
    call: async (client, identifier, {signal, record}) => {
      const {DeleteImportedModelCommand} = await import('./sdk.ts');
      const command = new DeleteImportedModelCommand({modelIdentifier: identifier});
      record.noteAnswer(await client.send(command, {abortSignal: signal}));
      return undefined;
    },
  },
  listTags: {
    api: 'ListTagsForResource',
    describeInput: arn => ({arn}),
    describeOutput: tags => ({tags: tags.length}),
    call: async (client, arn, {signal, record}) => {
      const {ListTagsForResourceCommand} = await import('./sdk.ts');
      const command = new ListTagsForResourceCommand({resourceARN: arn});
      return toTags(record.noteAnswer(await client.send(command, {abortSignal: signal})).tags);
    },
  },
  tag: {
    api: 'TagResource',
    describeInput: ({arn, tags}) => ({arn, tags: tags.length}),
    describeOutput: () => ({}),
    call: async (client, {arn, tags}, {signal, record}) => {
      const {TagResourceCommand} = await import('./sdk.ts');
      const command = new TagResourceCommand({resourceARN: arn, tags: [...tags]});
      record.noteAnswer(await client.send(command, {abortSignal: signal}));
      return undefined;
    },
  },
  untag: {
    api: 'UntagResource',
    describeInput: ({arn, keys}) => ({arn, keys: keys.length}),
    describeOutput: () => ({}),
    call: async (client, {arn, keys}, {signal, record}) => {
      const {UntagResourceCommand} = await import('./sdk.ts');
      const command = new UntagResourceCommand({resourceARN: arn, tagKeys: [...keys]});
      record.noteAnswer(await client.send(command, {abortSignal: signal}));
      return undefined;
    },
  },
  checkFiles: {
    api: 'ListObjectsV2',
    describeInput: ({s3Uri}) => ({s3Uri}),
    describeOutput: ({verdict}) => ({verdict}),
    call: async (_, request, {signal, session}) => {
      const {checkS3Files} = await import('./s3/check-files.ts');
      return checkS3Files(session, request, signal);
    },
  },
};

export const OPERATION_IDS = Object.keys(OPERATIONS) as readonly Operation[];
