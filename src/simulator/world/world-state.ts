/** The jobs, models and tags of the simulated account, indexed for the operations, and all changes to them. */
import type {BucketChoice} from './bucket.ts';
import {indexAfter} from './creation-order.ts';
import type {Failure} from './defect.ts';
import type {Ending, JobRecord, ModelKind, Status, Tag, VpcConfig} from './job-record.ts';
import type {Outcome} from './outcome.ts';
import type {Random} from './random.ts';
import {arnPrefix, type WorldName} from './world-name.ts';

export interface Submission {
  readonly arn: string;
  /** All that was given, so that another request with the same token is recognized. */
  readonly inputs: string;
}

/** Lists are in order of creation, oldest first, so that a page of a large world is found by binary search. */
export interface WorldState extends WorldName {
  modelQuota: number;
  readonly random: Random;
  /** Part of every page token, so that a token of another world is refused. */
  readonly fingerprint: string;
  /** The world's current time, in ms since the epoch. */
  now: number;
  readonly jobs: JobRecord[];
  readonly jobsByStatus: Readonly<Record<Status, JobRecord[]>>;
  readonly jobByArn: Map<string, JobRecord>;
  readonly jobByName: Map<string, JobRecord>;
  /** The completed jobs whose model still exists. */
  readonly models: JobRecord[];
  /** By ARN of the job or model. */
  readonly tags: Map<string, readonly Tag[]>;
  /** The requests that created jobs, by clientRequestToken. */
  readonly submissions: Map<string, Submission>;
  /** Buckets that were given. Others are made up from the jobs. */
  readonly buckets: readonly BucketChoice[];
  /** When the world began, in ms since the epoch. */
  readonly begin: number;
  /** The jobs that the API has created, oldest first. */
  readonly created: JobRecord[];
  /** When the API last refused to create a job because another one was running; -Infinity if it never has. */
  slotWantedAt: number;
  /** What was said about jobs that are created. */
  readonly outcomes: Outcome[];
  /** How long a created job runs, if that was said. */
  readonly durationMs: number | undefined;
  /** Whether an import fails if no job has had files there. Otherwise any place has the files of a model. */
  readonly needsFiles: boolean;
  /** When the last job ended, in ms since the epoch; -Infinity if none has. */
  lastEnd: number;
}

export interface JobFacts {
  readonly name: string;
  readonly modelName: string;
  readonly modelKind: ModelKind;
  readonly roleArn: string;
  readonly s3Uri: string;
  readonly vpcConfig?: VpcConfig | undefined;
  readonly kmsKeyArn?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly modelTags?: readonly Tag[] | undefined;
  readonly createdAt: number;
  readonly endsAt: number;
  readonly ending: Ending;
  readonly failure?: Failure | undefined;
  readonly touchInterval: number;
}

export const createState = (
  options: Pick<
    WorldState,
    | 'region'
    | 'account'
    | 'modelQuota'
    | 'random'
    | 'fingerprint'
    | 'now'
    | 'buckets'
    | 'outcomes'
    | 'durationMs'
    | 'needsFiles'
  >,
): WorldState => ({
  ...options,
  begin: options.now,
  jobs: [],
  jobsByStatus: {InProgress: [], Completed: [], Failed: []},
  jobByArn: new Map(),
  jobByName: new Map(),
  models: [],
  tags: new Map(),
  submissions: new Map(),
  created: [],
  slotWantedAt: Number.NEGATIVE_INFINITY,
  lastEnd: Number.NEGATIVE_INFINITY,
});

const insert = (list: JobRecord[], job: JobRecord): void => {
  const index = indexAfter(list, job);
  // Nearly every job is the newest one.
  if (index === list.length) list.push(job);
  else list.splice(index, 0, job);
};

const remove = (list: JobRecord[], job: JobRecord): void => {
  const index = indexAfter(list, job) - 1;
  if (list[index] === job) list.splice(index, 1);
};

/** Adds a running job, which ends when the world reaches `endsAt`. Its name must not be in use. */
export const addJob = (state: WorldState, facts: JobFacts): JobRecord => {
  const prefix = `${arnPrefix(state.region)}:bedrock:${state.region}:${state.account}`;
  const id = state.random.id();
  // Written out, because spreading is slow if 100,000 jobs are created.
  const job: JobRecord = {
    id,
    arn: `${prefix}:model-import-job/${id}`,
    name: facts.name,
    modelName: facts.modelName,
    modelArn: `${prefix}:imported-model/${state.random.id()}`,
    modelKind: facts.modelKind,
    modelTags: facts.modelTags ?? [],
    roleArn: facts.roleArn,
    s3Uri: facts.s3Uri,
    vpcConfig: facts.vpcConfig,
    kmsKeyArn: facts.kmsKeyArn,
    createdAt: facts.createdAt,
    touchInterval: facts.touchInterval,
    endingLag: state.random.int(160, 210),
    status: 'InProgress',
    endsAt: facts.endsAt,
    ending: facts.ending,
    failureMessage: facts.failure?.message,
    defect: facts.failure?.defect,
  };
  insert(state.jobs, job);
  insert(state.jobsByStatus.InProgress, job);
  state.jobByArn.set(job.arn, job);
  state.jobByName.set(job.name, job);
  if (facts.tags && facts.tags.length > 0) state.tags.set(job.arn, facts.tags);
  return job;
};

/** Ends a running job as planned. If there are then more models than the quota allows, the oldest ones are deleted. */
export const endJob = (state: WorldState, job: JobRecord): void => {
  remove(state.jobsByStatus.InProgress, job);
  job.status = job.ending;
  state.lastEnd = Math.max(state.lastEnd, job.endsAt);
  insert(state.jobsByStatus[job.ending], job);
  if (job.ending === 'Failed') return;
  insert(state.models, job);
  if (job.modelTags.length > 0) state.tags.set(job.modelArn, job.modelTags);
  keepModels(state, state.modelQuota);
};

/** Deletes models until there are only `count`: first those that nobody has asked for through the API, from the oldest on. */
export const keepModels = (state: WorldState, count: number): void => {
  while (state.models.length > count) {
    const oldest = state.models.find(job => !state.created.includes(job)) ?? state.models[0];
    if (oldest) deleteModel(state, oldest);
  }
};

/** Deletes the model of a job. The job itself is never deleted. */
export const deleteModel = (state: WorldState, job: JobRecord): void => {
  remove(state.models, job);
  state.tags.delete(job.modelArn);
};

/** The job with this ARN or name. */
export const findJob = (state: WorldState, identifier: string): JobRecord | undefined =>
  state.jobByArn.get(identifier) ?? state.jobByName.get(identifier);

/** The job whose model exists and has this ARN or name; the latest one if two models have the same name. */
export const findModel = (state: WorldState, identifier: string): JobRecord | undefined =>
  state.models.findLast(job => job.modelArn === identifier || job.modelName === identifier);

/** Whether a running job or an existing model already has this model name. */
export const isModelNameTaken = (state: WorldState, modelName: string): boolean =>
  findModel(state, modelName) !== undefined || state.jobsByStatus.InProgress.some(job => job.modelName === modelName);
