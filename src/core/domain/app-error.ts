/** Every failure as a value: what failed, why, and what to do next. */

export type ErrorKind =
  | 'credentials' // none usable: missing, expired, refused by their provider
  | 'region' // none, malformed, or one in which import is not offered
  | 'access' // AWS knows the caller and says no
  | 'throttled' // too many requests
  | 'network' // no answer: DNS, refused, reset, timed out, TLS, proxy
  | 'service' // AWS failed (5xx)
  | 'invalid' // AWS refused the request as malformed
  | 'not-found' // the job (or its page token) does not exist any more
  | 'name-taken' // another job or model has the name
  | 'import-running' // this account imports one model at a time
  | 'role-refused' // AWS cannot use the role, or not yet
  | 'conflict' // something else is going on with the same thing
  | 'quota' // another limit of the account
  | 'read-only' // the program was told to change nothing
  | 'answer' // an answer that is not what the API promises
  | 'cancelled' // it is no longer needed
  | 'fault'; // a mistake of our own

export interface AppError {
  readonly kind: ErrorKind;
  /** What failed, a clause with no full stop: "The list of jobs could not be read". */
  readonly what: string;
  /** Why, one sentence or clause: AWS's own words if it gave any. */
  readonly why: string;
  /** What to do next, one sentence. */
  readonly next: string;
  /** Worth retrying automatically, after a pause. */
  readonly isTransient: boolean;
  /** The API operation, in the API's words, if there was one. */
  readonly operation?: string | undefined;
  readonly requestId?: string | undefined;
}

/** An answer, or why there is none. Past bedrock/ nothing throws for what the world does. */
export type Outcome<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly error: AppError};

export const success = <T>(value: T): Outcome<T> => ({ok: true, value});
export const failure = <T = never>(error: AppError): Outcome<T> => ({ok: false, error});
