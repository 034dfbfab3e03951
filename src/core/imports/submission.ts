/**
 * One submission of an import, until it is known whether a job exists. All attempts have the same token and inputs, so AWS starts
 * at most one job. If an answer was lost, the job may exist although no answer said so: then it is looked for by its name.
 */
import type {AppError, Outcome} from '../domain/app-error.ts';
import type {CreateJobRequest} from '../domain/import-input.ts';
import type {JobDetail} from '../domain/job.ts';

/** What to do after an answer. */
export type Verdict =
  /** `wasRepeated`: an earlier attempt had started it already. */
  | {readonly kind: 'created'; readonly arn: string; readonly wasRepeated: boolean}
  /** Look for the job with GetModelImportJob, by its name. */
  | {readonly kind: 'verify'}
  /** Send the same request again, after a pause. */
  | {readonly kind: 'retry'; readonly error: AppError}
  /** There is no job of this submission. */
  | {readonly kind: 'failed'; readonly error: AppError};

/** Failures after which AWS may have started the job all the same. One that was throttled did not get that far. */
const MAY_HAVE_STARTED: ReadonlySet<AppError['kind']> = new Set(['network', 'service', 'answer', 'cancelled']);

/** Whether a job may exist after this failure. */
export const isUncertain = ({kind}: AppError): boolean => MAY_HAVE_STARTED.has(kind);

interface Attempt {
  /** An earlier attempt may have reached AWS: the SDK's count of attempts is above one, or one of ours has failed so. */
  readonly mayHaveStarted: boolean;
}

/** After an answer to CreateModelImportJob. */
export const afterCreate = (
  outcome: Outcome<{readonly arn?: string | undefined}>,
  {mayHaveStarted}: Attempt,
): Verdict => {
  if (outcome.ok) {
    const {arn} = outcome.value;
    return arn === undefined ? {kind: 'verify'} : {kind: 'created', arn, wasRepeated: mayHaveStarted};
  }
  const {error} = outcome;
  if (error.kind === 'name-taken' && mayHaveStarted) return {kind: 'verify'};
  // The job of an earlier attempt is itself the import that is running.
  if (error.kind === 'import-running' && mayHaveStarted) return {kind: 'verify'};
  return error.isTransient || isUncertain(error) ? {kind: 'retry', error} : {kind: 'failed', error};
};

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.toSorted().every((text, i) => text === b.toSorted()[i]);

/** A job's key is told as an ARN. An alias cannot be compared with it, so only its presence counts. */
const isSameKey = (arn: string | undefined, asked: string | undefined): boolean => {
  if (asked === undefined || asked === '') return arn === undefined;
  if (arn === undefined) return false;
  return asked.includes('alias/') || arn === asked || arn.endsWith(`/${asked}`);
};

/** Whether a job was started with these inputs, as far as GetModelImportJob tells them: it tells no tags. */
export const isSameImport = (job: JobDetail, request: CreateJobRequest): boolean =>
  job.name === request.jobName &&
  (job.modelName === undefined || job.modelName === request.modelName) &&
  (job.roleArn === undefined || job.roleArn === request.roleArn) &&
  (job.s3Uri === undefined || job.s3Uri === request.s3Uri) &&
  isSameSet(job.subnetIds, request.subnetIds) &&
  isSameSet(job.securityGroupIds, request.securityGroupIds) &&
  isSameKey(job.kmsKeyArn, request.kmsKeyId);

/** What is said if another import has the name. */
const nameTaken = (name: string): AppError => ({
  kind: 'name-taken',
  what: 'The import could not be started',
  why: `Another job is named ${name}`,
  next: 'Choose another job name; names of jobs cannot be used again, not even those of failed jobs.',
  isTransient: false,
  operation: 'CreateModelImportJob',
});

/** An earlier job with the same values is not ours, unless this clock is more than this behind that of AWS. */
const CLOCK_SKEW_MS = 3_600_000;

interface Verification {
  /** The answer to CreateModelImportJob that led to it, if that was a failure. */
  readonly cause?: AppError | undefined;
  /** When a request with this token may have been sent first (ms since the epoch); absent if that is not known. */
  readonly since?: number | undefined;
}

/**
 * After an answer of GetModelImportJob to `verify`. `lookAgain`: no answer said whether the job exists, so the same is asked again
 * after a pause.
 */
export const afterVerify = (
  outcome: Outcome<JobDetail>,
  request: CreateJobRequest,
  {cause, since = Number.NEGATIVE_INFINITY}: Verification = {},
): Verdict | {readonly kind: 'lookAgain'; readonly error: AppError} => {
  if (outcome.ok) {
    const {arn, createdAt} = outcome.value;
    return isSameImport(outcome.value, request) && createdAt > since - CLOCK_SKEW_MS
      ? {kind: 'created', arn, wasRepeated: true}
      : {kind: 'failed', error: nameTaken(request.jobName)};
  }
  const {error} = outcome;
  // None of ours then, so what AWS said before is the reason. It may be about another job or model.
  if (error.kind === 'not-found') return {kind: 'retry', error: cause ?? error};
  return error.isTransient ? {kind: 'lookAgain', error} : {kind: 'failed', error};
};
