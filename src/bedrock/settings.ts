/** The settings of a gateway, as plain values. */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import type {AwsTarget} from '../core/domain/target.ts';

type Logger = NonNullable<BedrockClientConfig['logger']>;

/** The process environment. An empty variable counts as unset, as in the AWS CLI. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The profile that is used if none is chosen. */
export const DEFAULT_PROFILE = 'default';

/** The services that can have endpoints of their own. */
export type Service = 'bedrock' | 's3';

/** Time limits in milliseconds. */
export interface TimeLimits {
  /** For opening a connection. */
  readonly connectMs: number;
  /** For one attempt, from the request to the last byte of its answer. */
  readonly requestMs: number;
  /** For renewing credentials while the program runs. The first search has no limit: the setup screen waits for it. */
  readonly credentialsMs: number;
  /** For a check of a model's files, with all its requests. */
  readonly filesMs: number;
}

/** One entry of the log: plain values, which become one line of JSON. */
export type LogEntry = Readonly<Record<string, unknown>>;

/** A log of all calls, and the clock that times them (ms since the epoch). Neither may throw. */
export interface CallLog {
  now(): number;
  write(entry: LogEntry): void;
}

/** The start or the end of a run of a credential_process. Two runs may overlap if another session is opened. */
export interface CredentialProcessEvent {
  readonly run: number;
  readonly profile: string;
  readonly isRunning: boolean;
}

/** The demo's simulator listens on loopback, in this process. */
export interface DemoGatewayTarget {
  readonly kind: 'demo';
  readonly simulatorUrl: string;
  /** By default us-east-1. */
  readonly region?: string | undefined;
}

/** A core target, with what it takes to reach the demo. */
type GatewayTarget = AwsTarget | DemoGatewayTarget;

export interface GatewaySettings {
  readonly target: GatewayTarget;
  readonly environment: Environment;
  /** The program's version, for the user agent. */
  readonly appVersion: string;
  /** The service that the target's endpoint is for, and that is asked. By default Bedrock. */
  readonly service?: Service | undefined;
  readonly limits?: Partial<TimeLimits> | undefined;
  /** The maximum number of attempts for each request. If absent, the environment and the profile decide. */
  readonly attempts?: number | undefined;
  readonly log?: CallLog | undefined;
  /** Called when a profile's credential_process starts and ends. Such a process may ask on the terminal. */
  readonly onCredentialProcess?: ((event: CredentialProcessEvent) => void) | undefined;
  /** The caller already reports which of two variables chooses the profile, so failures need not. */
  readonly isConflictReported?: boolean | undefined;
}

export const DEFAULT_LIMITS: TimeLimits = {connectMs: 5_000, requestMs: 20_000, credentialsMs: 20_000, filesMs: 60_000};

/** The given limits, and the defaults for the rest. */
export const limitsOf = ({limits}: Pick<GatewaySettings, 'limits'>): TimeLimits => ({...DEFAULT_LIMITS, ...limits});

/**
 * A logger that writes nothing. Without a logger the SDK writes warnings to the console, across the screen. There is no
 * `info`, because the SDK would copy every answer for it, member by member.
 */
export const SILENT_LOGGER = {
  trace() {},
  debug() {},
  warn() {},
  error() {},
} as unknown as Logger;
