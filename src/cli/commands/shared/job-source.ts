/** Where single jobs come from: one connection or several. */
import type {AppError, Outcome} from '../../../core/domain/app-error.ts';
import type {JobDetail} from '../../../core/domain/job.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {type PlainHost, sayAt} from './host.ts';
import type {RetryOptions} from './with-retry.ts';

export interface FindOptions extends Pick<RetryOptions, 'retryLimits' | 'isQuiet' | 'signal'> {
  /** Messages begin with the time if they go to a log. */
  readonly hasTimes?: boolean | undefined;
}

export type JobGateway = Pick<Gateway, 'getJob' | 'listJobs'>;

export interface JobSource {
  /** The job with this name or ARN. Requests that failed are retried where that may help. */
  find(identifier: string, options: FindOptions): Promise<Outcome<JobDetail>>;
  /** The connection in which a job was found. */
  ownerOf(arn: string): JobGateway | undefined;
  /** What has failed at single connections, in their order. */
  failures(): readonly AppError[];
  close(): void;
}

/** Prints the messages of a search. */
export const sayOf = (host: PlainHost, {hasTimes}: FindOptions): ((line: string) => void) =>
  hasTimes ? line => sayAt(host, line) : host.say;
