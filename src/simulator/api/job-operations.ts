/** ListModelImportJobs, GetModelImportJob and CreateModelImportJob. */
import {planImport} from '../world/created-import.ts';
import {guessKind} from '../world/families.ts';
import type {Tag} from '../world/job-record.ts';
import type {World} from '../world/world.ts';
import {findJob, isModelNameTaken, type Submission} from '../world/world-state.ts';
import {JOB_IDENTIFIER, JOB_NAME, requiredText} from './constraint.ts';
import {createViolations, readCreateInput} from './create-input.ts';
import {listPage} from './list-input.ts';
import type {Operation} from './operation.ts';
import {answer, invalid, NAME_IN_USE, type Reply, refusal} from './reply.ts';
import {jobDetail, jobSummary} from './responses.ts';
import {repeatedKey, reservedKey, tooManyTags} from './tag-operations.ts';

export const listModelImportJobs: Operation = ({world, query}) =>
  listPage(query, {
    world,
    rules: {operation: 'ListModelImportJobs', nameRule: JOB_NAME, hasStatus: true},
    list: status => (status === undefined ? world.jobs : world.jobsByStatus[status]),
    nameOf: job => job.name,
    member: 'modelImportJobSummaries',
    summary: job => jobSummary(job, world.now),
  });

export const getModelImportJob: Operation = ({world, identifier}) => {
  const violations = requiredText('jobIdentifier', identifier, JOB_IDENTIFIER);
  if (violations.length > 0) return invalid(violations);
  const job = findJob(world, identifier);
  return job
    ? answer(jobDetail(job, world.now))
    : refusal('ResourceNotFoundException', `The model import job ${identifier} was not found.`);
};

/**
 * The answer to the repeat of a clientRequestToken. The documentation says that a repeat is ignored without an error. What AWS does
 * with a repeat that has other inputs is not known.
 */
const repeatOf = ({arn, inputs}: Submission, again: string): Reply =>
  inputs === again
    ? {status: 201, body: {jobArn: arn}, isRepeat: true}
    : refusal(
        'ConflictException',
        'The provided clientRequestToken was used for a request with other inputs. (simulated)',
      );

/** Which quota keeps the account from another import, or undefined. */
const quotaReached = (world: World): Reply | undefined => {
  if (world.jobsByStatus.InProgress.length > 0) {
    world.slotWantedAt = world.now;
    return refusal(
      'ServiceQuotaExceededException',
      'An import job is in progress, and 1 may be at a time. Wait until it ends, or request a quota increase for Concurrent model import jobs.',
    );
  }
  if (world.models.length >= world.modelQuota) {
    return refusal(
      'ServiceQuotaExceededException',
      `The account has ${world.models.length} imported models, and ${world.modelQuota} may exist. Delete one, or request a quota increase for Imported models per account.`,
    );
  }
  return undefined;
};

/** Why a new job or model cannot have these tags, or undefined. */
const tagProblem = (tags: readonly Tag[]): Reply | undefined =>
  reservedKey(tags) ?? repeatedKey(tags) ?? tooManyTags(tags);

export const createModelImportJob: Operation = ({world, body}) => {
  const violations = createViolations(body);
  if (violations.length > 0) return invalid(violations);
  const {clientRequestToken, ...input} = readCreateInput(body, world);
  const inputs = JSON.stringify(input);
  const earlier = clientRequestToken === undefined ? undefined : world.submissions.get(clientRequestToken);
  if (earlier) return repeatOf(earlier, inputs);
  if (world.jobByName.has(input.name)) {
    return refusal('ValidationException', NAME_IN_USE);
  }
  if (isModelNameTaken(world, input.modelName)) {
    return refusal('ConflictException', 'The provided imported model name is currently in use.');
  }
  const refused = tagProblem(input.tags) ?? tagProblem(input.modelTags);
  if (refused) return refused;
  const full = quotaReached(world);
  if (full) return full;
  const {durationMs, ...plan} = planImport(world, input);
  const modelKind = guessKind(`${input.name} ${input.modelName} ${input.s3Uri}`);
  const job = world.start({...input, ...plan, modelKind});
  world.created.push(job);
  if (durationMs !== undefined) job.endsAt = job.createdAt + durationMs;
  if (clientRequestToken !== undefined) world.submissions.set(clientRequestToken, {arn: job.arn, inputs});
  return {status: 201, body: {jobArn: job.arn}};
};
