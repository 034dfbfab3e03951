/** The interfaces that effects need; the composition root gives them their flesh. */
import type {Outcome} from './app-error.ts';
import type {Job, JobDetail} from './job.ts';
import type {ListRequest} from './query.ts';

export type {ListRequest};

export interface JobPage {
  readonly jobs: readonly Job[];
  /** Absent on the last page. */
  readonly nextToken?: string | undefined;
  /** AWS made the request wait before it was answered: a refusal for too many requests, or for a moment's failure. */
  readonly isSlowed?: true | undefined;
}

/** Where the program is connected to, once region and credentials are known. */
export interface Connection {
  readonly region: string;
  /** The profile in force, as a person would name it ("default" where none was chosen, "env keys" for keys from the environment). */
  readonly profile: string;
  /** The endpoint, where it is not AWS's own. */
  readonly endpoint?: string | undefined;
  readonly isDemo: boolean;
  /** What should be known about how it was chosen, one sentence without its full stop. */
  readonly note?: string | undefined;
}

/** The import operations as domain values. No method throws or rejects; an aborted call answers with kind `cancelled`. */
export interface Gateway {
  /** Resolves region and credentials, and nothing else: no request goes to Bedrock. */
  connect(signal: AbortSignal): Promise<Outcome<Connection>>;
  listJobs(request: ListRequest, signal: AbortSignal): Promise<Outcome<JobPage>>;
  /** `identifier` is a job's ARN or name. */
  getJob(identifier: string, signal: AbortSignal): Promise<Outcome<JobDetail>>;
  /** The next call reads files, region, endpoint and credentials anew, as a person may have mended them. */
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
