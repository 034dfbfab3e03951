/** The rows of the failure tables. They are data: errors.ts reads them, and docs/failures.md is generated from them. */
import type {ErrorKind} from '../../core/domain/app-error.ts';
import type {ApiOperation} from '../../core/domain/ports.ts';
import type {PeerId} from './peer-request.ts';

/** When a row applies: every member that is present must match. */
export interface FailurePattern {
  /** The error's name, from the SDK or from problem.ts. */
  readonly names?: readonly string[];
  /** Node's error code. */
  readonly codes?: readonly string[];
  /** A pattern for Node's error codes. */
  readonly code?: RegExp;
  /** The HTTP status: the lowest and the highest that match. */
  readonly status?: readonly [number, number];
  readonly message?: RegExp;
  /** An answer came, and the SDK could not read it. */
  readonly isUnreadable?: boolean;
  /** A local file could not be opened or read. */
  readonly isOfFile?: boolean;
  /** Thrown by the transport while a request was under way. */
  readonly isOfTransport?: boolean;
  /** It comes from a service that provides credentials, not from Bedrock. */
  readonly isOfPeer?: boolean;
  readonly peers?: readonly PeerId[];
  readonly operations?: readonly ApiOperation[];
  readonly hasApiKey?: boolean;
  /** The request carried a page token. */
  readonly hasToken?: boolean;
  /** Bedrock's own host name in the region could not be looked up. */
  readonly isOfRegionHost?: boolean;
  /** The region offers model import. */
  readonly isImportRegion?: boolean;
}

/**
 * One case. These placeholders in its texts are filled in:
 * - {message}: the message from AWS or from the system
 * - {profile}: the profile's name
 * - {holder}: where the credentials come from: `profile NAME`, `the environment` and the like
 * - {profileFlag}: ` --profile NAME`, or nothing for the default profile
 * - {loginFlag}: the same for the profile to sign in with
 * - {configFile}: the path of the config file
 * - {region}, {regions}: the region, and all regions that offer import
 * - {service}: AWS, or the service that provides credentials, with its host
 * - {peer}: the same with its URL
 * - {action}: the IAM action
 * - {status}: the HTTP status
 *
 * `why` may be shown without `what`, in one line that may be cut, so it says what failed before it quotes AWS.
 */
export interface FailureRow {
  /** Stable, unique, kebab-case. */
  readonly id: string;
  readonly when: FailurePattern;
  readonly kind: ErrorKind;
  readonly isTransient?: boolean;
  /** If absent, the operation says what failed. */
  readonly what?: string;
  readonly why: string;
  readonly next: string;
}
