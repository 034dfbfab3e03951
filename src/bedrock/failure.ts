/** What a row of the failure tables is made of. The tables are data: errors.ts reads them, and so can a page of documentation. */
import type {ErrorKind} from '../core/app-error.ts';

/** When a row applies: every member that is given must hold. */
export interface FailurePattern {
  /** The error's name, as the SDK or problem.ts gives it. */
  readonly names?: readonly string[];
  /** Node's error code. */
  readonly codes?: readonly string[];
  /** The HTTP status, from and to. */
  readonly status?: readonly [number, number];
  readonly message?: RegExp;
  /** An answer came, and the SDK could not read it. */
  readonly isUnreadable?: boolean;
  readonly hasApiKey?: boolean;
  /** The request carried a page token. */
  readonly hasToken?: boolean;
  /** The region is one that offers model import. */
  readonly isImportRegion?: boolean;
}

/**
 * One case. The texts have places for what is known at the time:
 * {message} AWS's or the system's own words · {profile} · {holder} `profile NAME`, or `the environment` and the like · {profileFlag} ` --profile NAME`, or nothing for the default ·
 * {loginFlag} the same for the profile that has to log in · {region} · {regions} those that offer import · {peer} who was
 * asked · {action} the IAM action · {status} the HTTP status.
 */
export interface FailureRow {
  /** Stable, unique, kebab-case. */
  readonly id: string;
  readonly when: FailurePattern;
  readonly kind: ErrorKind;
  readonly isTransient?: boolean;
  /** Without it, what the operation was for. */
  readonly what?: string;
  readonly why: string;
  readonly next: string;
}
