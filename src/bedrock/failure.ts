/** What a row of the failure tables is made of. The tables are data: errors.ts reads them, and so does a page of documentation. */
import type {ErrorKind} from '../core/app-error.ts';
import type {PeerId} from './asked.ts';

/** The API operations that are called. */
export type Operation = 'ListModelImportJobs' | 'GetModelImportJob';

/** When a row applies: every member that is given must hold. */
export interface FailurePattern {
  /** The error's name, as the SDK or problem.ts gives it. */
  readonly names?: readonly string[];
  /** Node's error code. */
  readonly codes?: readonly string[];
  /** A family of Node's error codes. */
  readonly code?: RegExp;
  /** The HTTP status, from and to. */
  readonly status?: readonly [number, number];
  readonly message?: RegExp;
  /** An answer came, and the SDK could not read it. */
  readonly isUnreadable?: boolean;
  /** A file of this machine could not be opened or read. */
  readonly isOfFile?: boolean;
  /** Thrown while a request was on its way. */
  readonly isOfTransport?: boolean;
  /** It comes from the service that was asked for credentials, not from Bedrock. */
  readonly isOfPeer?: boolean;
  readonly peers?: readonly PeerId[];
  readonly operations?: readonly Operation[];
  readonly hasApiKey?: boolean;
  /** The request carried a page token. */
  readonly hasToken?: boolean;
  /** The host that AWS gives Bedrock in the region could not be looked up. */
  readonly isOfRegionHost?: boolean;
  /** The region is one that offers model import. */
  readonly isImportRegion?: boolean;
}

/**
 * One case. The texts have places for what is known at the time:
 * {message} AWS's or the system's own words · {profile} · {holder} `profile NAME`, or `the environment` and the like · {profileFlag} ` --profile NAME`, or nothing for the default ·
 * {configFile} the config file ·
 * {loginFlag} the same for the profile that has to log in · {region} · {regions} those that offer import · {service} AWS, or
 * the service that was asked for credentials, with its host · {peer} the same by its URL · {action} the IAM action · {status} the HTTP status.
 *
 * `why` is shown without `what` in one line that may be cut, so it says first what failed, and then AWS's words.
 */
export interface FailureRow {
  /** Stable, unique, kebab-case. */
  readonly id: string;
  readonly when: FailurePattern;
  readonly kind: ErrorKind;
  readonly isTransient?: boolean;
  /** By default, what the operation was for. */
  readonly what?: string;
  readonly why: string;
  readonly next: string;
}
