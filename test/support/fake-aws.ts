/** An AWS in memory for tests of core and runtime: answers as ListModelImportJobs and GetModelImportJob would, and counts. */
import {type AppError, failure, type Outcome, success} from '../../src/core/domain/app-error.ts';
import type {CheckReport} from '../../src/core/domain/check-report.ts';
import type {CreateJobRequest} from '../../src/core/domain/import-input.ts';
import type {Job, JobDetail} from '../../src/core/domain/job.ts';
import type {Model} from '../../src/core/domain/model.ts';
import type {Gateway, JobPage, ListRequest} from '../../src/core/domain/ports.ts';
import type {Tag} from '../../src/core/domain/tag.ts';
import {detailOf} from './jobs.ts';

export interface FakeAws extends Gateway {
  jobs: Job[];
  readonly lists: ListRequest[];
  readonly gets: string[];
  /** Each failure is used up by one request. */
  readonly failures: AppError[];
  answer(request: ListRequest): JobPage;
  models: Model[];
  /** The tags by ARN. */
  readonly tags: Map<string, readonly Tag[]>;
  readonly created: CreateJobRequest[];
  /** What a check of files answers. */
  report: CheckReport;
  /** Each change and each question about a model or tags, as `operation identifier`. */
  readonly asked: string[];
}

export const oops = (more: Partial<AppError> = {}): AppError => ({
  kind: 'service',
  what: 'The list of jobs could not be read',
  why: 'AWS had an internal error',
  next: 'Try again in a moment',
  isTransient: true,
  ...more,
});

const isAsked = (request: ListRequest, job: Job): boolean =>
  (request.status === undefined || job.status === request.status) &&
  (request.name === undefined || job.name.includes(request.name)) &&
  (request.createdAfter === undefined || job.createdAt > request.createdAfter) &&
  (request.createdBefore === undefined || job.createdAt < request.createdBefore);

export const createFakeAws = (jobs: readonly Job[]): FakeAws => {
  const aws: FakeAws = {
    jobs: [...jobs],
    lists: [],
    gets: [],
    failures: [],
    answer: request => {
      const sign = request.order === 'Descending' ? -1 : 1;
      const matching = aws.jobs.filter(job => isAsked(request, job)).sort((a, b) => sign * (a.createdAt - b.createdAt));
      const from = request.token === undefined ? 0 : matching.findIndex(job => job.arn === request.token) + 1;
      const page = matching.slice(from, from + request.pageSize);
      const hasMore = from + page.length < matching.length;
      return {jobs: page, nextToken: hasMore ? page.at(-1)?.arn : undefined};
    },
    connect: async () => success({region: 'us-east-1', profile: 'default'}),
    listJobs: async (request): Promise<Outcome<JobPage>> => {
      aws.lists.push(request);
      const error = aws.failures.shift();
      return error ? failure(error) : success(aws.answer(request));
    },
    getJob: async (identifier): Promise<Outcome<JobDetail>> => {
      aws.gets.push(identifier);
      const job = aws.jobs.find(({arn}) => arn === identifier);
      return job ? success(detailOf(job)) : failure(oops({kind: 'not-found', isTransient: false}));
    },
    models: [],
    tags: new Map(),
    created: [],
    asked: [],
    report: {verdict: 'pass', checks: []},
    createJob: async request => {
      aws.created.push(request);
      const error = aws.failures.shift();
      if (error) return failure(error);
      const arn = `arn:aws:bedrock:us-east-1:111122223333:model-import-job/${request.jobName}`;
      return success({arn});
    },
    listModels: async request => {
      aws.asked.push('listModels');
      const error = aws.failures.shift();
      if (error) return failure(error);
      const sign = request.order === 'Descending' ? -1 : 1;
      const matching = aws.models
        .filter(({name, createdAt}) => {
          const isInTime = createdAt > (request.createdAfter ?? 0) && createdAt < (request.createdBefore ?? Infinity);
          return isInTime && name.includes(request.name ?? '');
        })
        .sort((a, b) => sign * (a.createdAt - b.createdAt));
      const from = request.token === undefined ? 0 : matching.findIndex(model => model.arn === request.token) + 1;
      const models = matching.slice(from, from + request.pageSize);
      const hasMore = from + models.length < matching.length;
      return success({models, nextToken: hasMore ? models.at(-1)?.arn : undefined});
    },
    getModel: async identifier => {
      aws.asked.push(`getModel ${identifier}`);
      const error = aws.failures.shift();
      if (error) return failure(error);
      const model = aws.models.find(({arn, name}) => arn === identifier || name === identifier);
      return model ? success({...model, raw: '{}'}) : failure(oops({kind: 'not-found', isTransient: false}));
    },
    deleteModel: async identifier => {
      aws.asked.push(`deleteModel ${identifier}`);
      const error = aws.failures.shift();
      if (error) return failure(error);
      aws.models = aws.models.filter(({arn, name}) => arn !== identifier && name !== identifier);
      return success(undefined);
    },
    listTags: async arn => {
      aws.asked.push(`listTags ${arn}`);
      const error = aws.failures.shift();
      return error ? failure(error) : success(aws.tags.get(arn) ?? []);
    },
    tag: async ({arn, tags}) => {
      aws.asked.push(`tag ${arn}`);
      const error = aws.failures.shift();
      if (error) return failure(error);
      const others = (aws.tags.get(arn) ?? []).filter(({key}) => !tags.some(tag => tag.key === key));
      aws.tags.set(arn, [...others, ...tags]);
      return success(undefined);
    },
    untag: async ({arn, keys}) => {
      aws.asked.push(`untag ${arn}`);
      const error = aws.failures.shift();
      if (error) return failure(error);
      aws.tags.set(
        arn,
        (aws.tags.get(arn) ?? []).filter(({key}) => !keys.includes(key)),
      );
      return success(undefined);
    },
    checkFiles: async ({s3Uri}) => {
      aws.asked.push(`checkFiles ${s3Uri}`);
      const error = aws.failures.shift();
      return error ? failure(error) : success(aws.report);
    },
    renew: () => {},
    close: () => {},
  };
  return aws;
};

/** An AWS that also finds jobs by name, uses failures up with GetModelImportJob too, and says why jobs failed. */
export const createNamedAws = (...jobs: readonly Job[]): FakeAws => {
  const aws = createFakeAws(jobs);
  aws.getJob = async identifier => {
    aws.gets.push(identifier);
    const error = aws.failures.shift();
    if (error) return failure(error);
    const job = aws.jobs.find(({arn, name}) => arn === identifier || name === identifier);
    if (!job) return failure(oops({kind: 'not-found', why: 'There is no such job', isTransient: false}));
    const failureMessage = job.status === 'Failed' ? 'The files are\nnot there' : undefined;
    const raw = JSON.stringify({jobArn: job.arn, jobName: job.name, status: job.status, failureMessage});
    return success(detailOf(job, {failureMessage, raw}));
  };
  return aws;
};
