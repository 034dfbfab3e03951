/** A connection: one target, the way to it, and what is known of its running jobs. */
import type {AppError} from '../domain/app-error.ts';
import type {Job} from '../domain/job.ts';
import type {ResolvedTarget} from '../domain/ports.ts';
import type {Target} from '../domain/target.ts';
import type {Poll} from '../list/item.ts';

/** Whether AWS can be asked at all. */
export type Link =
  | {
      readonly kind: 'connecting';
      readonly id: number;
      readonly since: number;
      readonly isOverdue: boolean;
      /** How many attempts before this one have failed. */
      readonly failures: number;
    }
  /** `renewing`: the id of a request that looks whether the configuration has changed, while everything else continues. */
  | {readonly kind: 'connected'; readonly resolved: ResolvedTarget; readonly renewing?: number | undefined}
  | {
      readonly kind: 'unusable';
      readonly error: AppError;
      readonly at: number;
      readonly failures: number;
      /** When it is retried automatically; absent if only the person can help. */
      readonly retryAt?: number | undefined;
    };

/** A run of a profile's credential_process. `isSlow`: it may be waiting for input. */
interface CredentialProcess {
  readonly run: number;
  readonly profile: string;
  readonly since: number;
  readonly isSlow: boolean;
}

export interface Connection {
  readonly target: Target;
  readonly link: Link;
  /** The account that the jobs belong to, known from the first ARN. */
  readonly account?: string | undefined;
  /** The credential_process that runs now. */
  readonly credentialProcess?: CredentialProcess | undefined;
  /** Every job known to run, by ARN, whether or not the filters show it. */
  readonly running: ReadonlyMap<string, Job>;
  /** Jobs that ended while they were watched: a late answer may still say that one runs. */
  readonly ended: ReadonlyMap<string, Job>;
  /** Running jobs that the last running poll no longer returned: each needs one GetModelImportJob. */
  readonly vanished: readonly string[];
  /** Asks which jobs run. */
  readonly runningPoll: Poll<Job>;
  /** The newest creation time that is known, by AWS's clock: jobs created later are new. */
  readonly newestAt?: number | undefined;
  /** 1 or more: how much throttling stretches the time between two polls. */
  readonly slowdown: number;
  /** When AWS last answered. */
  readonly updatedAt?: number | undefined;
}

export const newConnection = (target: Target, at: number): Connection => ({
  target,
  link: {kind: 'connecting', id: 0, since: at, isOverdue: false, failures: 0},
  running: new Map(),
  ended: new Map(),
  vanished: [],
  runningPoll: {startedAt: at},
  slowdown: 1,
});

const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
};

/** The connection without a job that is no longer expected to end. */
export const withoutRunning = (connection: Connection, arn: string): Connection => ({
  ...connection,
  running: without(connection.running, arn),
  vanished: connection.vanished.filter(other => other !== arn),
});
