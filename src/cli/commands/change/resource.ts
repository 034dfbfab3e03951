/** Finds the job or model whose tags are meant. */
import {type AppError, failure, type Outcome, success} from '../../../core/domain/app-error.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {parseJob} from '../../flags/job-operand.ts';
import {parseModel} from '../../flags/model-operand.ts';
import type {PlainHost} from '../shared/host.ts';
import {type RetryOptions, withRetry} from '../shared/with-retry.ts';

const ambiguous = (name: string, arns: readonly string[]): AppError => ({
  kind: 'invalid',
  what: 'The tags were not changed',
  why: `A job and a model are named ${name}: ${arns.join(' and ')}`,
  next: 'Give the ARN of the one that you mean.',
  isTransient: false,
});

const unknown = (name: string): AppError => ({
  kind: 'not-found',
  what: 'The tags were not changed',
  why: `No job or model is named ${name}`,
  next: 'Check the name, the profile and the region.',
  isTransient: false,
});

/** The ARN of a job or a model with this name. An ARN is taken as it is. */
export const findResource = async (
  gateway: Gateway,
  name: string,
  {host, retry}: {readonly host: PlainHost; readonly retry: RetryOptions},
): Promise<Outcome<string>> => {
  if (name.startsWith('arn:')) return success(name);
  const job = parseJob(name).ok ? await withRetry(signal => gateway.getJob(name, signal), host, retry) : undefined;
  if (job && !job.ok && job.error.kind !== 'not-found') return job;
  const model = parseModel(name).ok
    ? await withRetry(signal => gateway.getModel(name, signal), host, retry)
    : undefined;
  if (model && !model.ok && model.error.kind !== 'not-found') return model;
  const arns = [job, model].flatMap(found => (found?.ok ? [found.value.arn] : []));
  const [arn] = arns;
  if (arns.length > 1) return failure(ambiguous(name, arns));
  if (arn !== undefined) return success(arn);
  return failure(unknown(name));
};
