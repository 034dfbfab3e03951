/** What the gateway is told by the composition root, as plain values. */
import type {BedrockClientConfig} from '@aws-sdk/client-bedrock';
import type {AwsTarget} from '../core/target.ts';

type Logger = NonNullable<BedrockClientConfig['logger']>;

/** The process environment as it was given; a variable that is set but empty counts as unset, as in the AWS CLI. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Time limits in milliseconds. */
export interface TimeLimits {
  /** From the first SYN to an open socket. */
  readonly connectMs: number;
  /** From the request to the last byte of its answer. One attempt, not all of them. */
  readonly requestMs: number;
  /** For credentials that are looked for while the program runs; at the start the setup screen waits for them. */
  readonly credentialsMs: number;
}

/** What a log is told at one time: plain values, which become one line of JSON. */
export type LogEntry = Readonly<Record<string, unknown>>;

/** Where the calls are written down, and the clock by which they are timed. Neither ever throws. */
export interface CallLog {
  now(): number;
  write(entry: LogEntry): void;
}

/** One run of a credential_process; two may overlap if the gateway is opened again. */
export interface CredentialProcessEvent {
  readonly run: number;
  readonly profile: string;
  readonly isRunning: boolean;
}

/** The demo's simulator listens on loopback, in this process. */
export interface DemoGatewayTarget {
  readonly kind: 'demo';
  readonly simulatorUrl: string;
}

/** A core target, with what it takes to reach the demo. */
export type GatewayTarget = AwsTarget | DemoGatewayTarget;

export interface GatewaySettings {
  readonly target: GatewayTarget;
  readonly environment: Environment;
  /** The program's version, for the user agent. */
  readonly appVersion: string;
  readonly limits?: Partial<TimeLimits> | undefined;
  /** How often the SDK sends a request at the most; as the environment and the profile say where it is absent. */
  readonly attempts?: number | undefined;
  readonly log?: CallLog | undefined;
  /** Told when a profile's credential_process begins and ends. It may ask on the terminal. */
  readonly onCredentialProcess?: ((event: CredentialProcessEvent) => void) | undefined;
  /** The caller says which of two variables chooses the profile; failures do not say it again. */
  readonly isConflictTold?: boolean | undefined;
}

export const USUAL_LIMITS: TimeLimits = {connectMs: 5_000, requestMs: 20_000, credentialsMs: 20_000};

/** The usual limits, but for those that are given. */
export const limitsOf = ({limits}: Pick<GatewaySettings, 'limits'>): TimeLimits => ({...USUAL_LIMITS, ...limits});

/**
 * A logger that says nothing. Without one the SDK warns on the console, which belongs to the screen. It has no `info`: where
 * there is one, the SDK copies every answer for it, member by member.
 */
export const SILENT_LOGGER = {
  trace() {},
  debug() {},
  warn() {},
  error() {},
} as unknown as Logger;
