/** The interfaces to the world that effects need; cli supplies them. */
import type {Outcome} from './app-error.ts';
import type {CheckReport} from './check-report.ts';
import type {CreateJobRequest} from './import-input.ts';
import type {Job, JobDetail} from './job.ts';
import type {Model, ModelDetail} from './model.ts';
import type {ModelListRequest} from './model-query.ts';
import type {ListRequest} from './query.ts';
import type {Tag} from './tag.ts';

export type {ListRequest};

export interface JobPage {
  readonly jobs: readonly Job[];
  /** Absent on the last page. */
  readonly nextToken?: string | undefined;
  /** AWS made the request wait before it answered: it was throttled, or AWS failed for a moment. */
  readonly isThrottled?: true | undefined;
}

/** As `JobPage`. */
export interface ModelPage {
  readonly models: readonly Model[];
  readonly nextToken?: string | undefined;
  readonly isThrottled?: true | undefined;
}

export interface CheckFilesRequest {
  readonly s3Uri: string;
  /** Called after each file that has been read. `total` is known once the files have been listed. */
  readonly onProgress?: ((progress: {readonly done: number; readonly total: number}) => void) | undefined;
}

/** Every operation: the API's name for it, what is asked, and what is answered. A new request begins with a row here. */
export interface Operations {
  listJobs: {readonly api: 'ListModelImportJobs'; readonly input: ListRequest; readonly output: JobPage};
  /** The input is a job's ARN or name. */
  getJob: {readonly api: 'GetModelImportJob'; readonly input: string; readonly output: JobDetail};
  /** The output lacks the ARN if AWS has taken the request for the repeat of an earlier one. */
  createJob: {
    readonly api: 'CreateModelImportJob';
    readonly input: CreateJobRequest;
    readonly output: {readonly arn?: string | undefined};
  };
  listModels: {readonly api: 'ListImportedModels'; readonly input: ModelListRequest; readonly output: ModelPage};
  /** The input is a model's ARN or name. */
  getModel: {readonly api: 'GetImportedModel'; readonly input: string; readonly output: ModelDetail};
  /** The input is a model's ARN or name. */
  deleteModel: {readonly api: 'DeleteImportedModel'; readonly input: string; readonly output: undefined};
  /** The input is the ARN of a job or a model. */
  listTags: {readonly api: 'ListTagsForResource'; readonly input: string; readonly output: readonly Tag[]};
  tag: {
    readonly api: 'TagResource';
    readonly input: {readonly arn: string; readonly tags: readonly Tag[]};
    readonly output: undefined;
  };
  untag: {
    readonly api: 'UntagResource';
    readonly input: {readonly arn: string; readonly keys: readonly string[]};
    readonly output: undefined;
  };
  /** Reads a model's files in S3: names and sizes, small files, and the heads of the weights. It takes many requests. */
  checkFiles: {
    readonly api: 'ListObjectsV2' | 'GetObject';
    readonly input: CheckFilesRequest;
    readonly output: CheckReport;
  };
}

export type Operation = keyof Operations;

/** The API's names. */
export type ApiOperation = Operations[Operation]['api'];

type RequestFor<K extends Operation> = {readonly operation: K; readonly input: Operations[K]['input']};
export type Request = {[K in Operation]: RequestFor<K>}[Operation];

/** A request may be sent several times before there is an answer. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly max: number;
}

export type OnAttempt = (attempt: Attempt) => void;

export type Calls = {
  [K in Operation]: (
    input: Operations[K]['input'],
    signal: AbortSignal,
    onAttempt?: OnAttempt,
  ) => Promise<Outcome<Operations[K]['output']>>;
};

/** What a target turned out to be, once region and credentials are known. */
export interface ResolvedTarget {
  readonly region: string;
  /** The profile in use, as a person would name it ("default" if none was chosen, "env keys" for keys from the environment). */
  readonly profile: string;
  /** The endpoint, if it is not AWS's own. */
  readonly endpoint?: string | undefined;
  /** What should be known about how it was chosen, one sentence without its full stop. */
  readonly note?: string | undefined;
}

/** The operations on one target. No method throws or rejects; an aborted call answers with kind `cancelled`. */
export interface Gateway extends Calls {
  /** Resolves region and credentials, and nothing else: no request goes to Bedrock. */
  connect(signal: AbortSignal): Promise<Outcome<ResolvedTarget>>;
  /** The next call reads files, region, endpoint and credentials anew, because a person may have changed them. */
  renew(): void;
  /** Closes idle sockets and whatever else the gateway owns. */
  close(): void;
}

/** Milliseconds since the epoch, and a one-shot timer; tests drive both by hand. */
export interface Clock {
  now(): number;
  /** Calls back once after `delay` ms; the returned function cancels it. */
  after(delay: number, callback: () => void): () => void;
}

/** What became of a text on its way to the clipboard. A terminal never says whether it took what was sent to it. */
export type CopyOutcome =
  | {readonly kind: 'copied'; readonly by: string}
  | {readonly kind: 'sent'}
  /** `reason`: a clause. */
  | {readonly kind: 'failed'; readonly reason: string};

/** How a person signs in for a target. */
export type Login =
  | {readonly kind: 'login'; readonly command: readonly string[]}
  /** `reason`: a clause. */
  | {readonly kind: 'none'; readonly reason: string};

/** What became of a command that signs in. */
export type SignInOutcome =
  | {readonly kind: 'ended'}
  /** There is no such program. */
  | {readonly kind: 'missing'}
  | {readonly kind: 'failed'; readonly reason: string};

/** Whether a browser was started. */
export type OpenOutcome = {readonly kind: 'opened'} | {readonly kind: 'failed'; readonly reason: string};
