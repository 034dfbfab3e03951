/** Where single jobs and models come from: one connection or several. */
import type {AppError, Outcome} from '../../../core/domain/app-error.ts';
import type {JobDetail} from '../../../core/domain/job.ts';
import type {ModelDetail} from '../../../core/domain/model.ts';
import type {ApiOperation, Gateway} from '../../../core/domain/ports.ts';
import {type PlainHost, sayAt} from './host.ts';
import type {RetryOptions} from './with-retry.ts';

export interface FindOptions extends Pick<RetryOptions, 'retryLimits' | 'isQuiet' | 'signal'> {
  /** Messages begin with the time if they go to a log. */
  readonly hasTimes?: boolean | undefined;
}

/** What is looked for. */
export interface ItemKind<T> {
  readonly noun: 'job' | 'model';
  readonly operation: ApiOperation;
  get(gateway: Gateway, identifier: string, signal: AbortSignal): Promise<Outcome<T>>;
}

export const JOB_KIND: ItemKind<JobDetail> = {
  noun: 'job',
  operation: 'GetModelImportJob',
  get: (gateway, identifier, signal) => gateway.getJob(identifier, signal),
};

export const MODEL_KIND: ItemKind<ModelDetail> = {
  noun: 'model',
  operation: 'GetImportedModel',
  get: (gateway, identifier, signal) => gateway.getModel(identifier, signal),
};

export type JobGateway = Pick<Gateway, 'getJob' | 'listJobs'>;

export interface ItemSource<T> {
  /** The one with this name or ARN. Requests that failed are retried where that may help. */
  find(identifier: string, options: FindOptions): Promise<Outcome<T>>;
  /** The connection in which it was found. */
  ownerOf(arn: string): JobGateway | undefined;
  /** What has failed at single connections, in their order. */
  failures(): readonly AppError[];
  close(): void;
}

export type JobSource = ItemSource<JobDetail>;

/** Prints the messages of a search. */
export const sayOf = (host: PlainHost, {hasTimes}: FindOptions): ((line: string) => void) =>
  hasTimes ? line => sayAt(host, line) : host.say;
