/** An answer of the simulated service before it is sent: a result, or an error in Bedrock's form. */

export interface Reply {
  readonly status: number;
  /** Sent as JSON. If absent, the body is empty. */
  readonly body?: object | undefined;
  /** The exception's name if this is an error. */
  readonly error?: string | undefined;
  /** Whether the request was the repeat of an earlier one, and did nothing. */
  readonly isRepeat?: boolean | undefined;
}

const ERRORS = {
  MissingAuthenticationTokenException: 403,
  InvalidSignatureException: 403,
  UnknownOperationException: 404,
  SerializationException: 400,
  RequestEntityTooLargeException: 413,
  MisdirectedRequestException: 421,
  ValidationException: 400,
  ResourceNotFoundException: 404,
  ConflictException: 400,
  ServiceQuotaExceededException: 400,
  TooManyTagsException: 400,
  InternalServerException: 500,
} as const;

/** AWS's own words. Names of jobs are never free again. */
export const NAME_IN_USE = 'The provided job name is currently in use.';

export const answer = (body?: object): Reply => ({status: 200, body});

export const refusal = (error: keyof typeof ERRORS, message: string, members?: object): Reply => ({
  status: ERRORS[error],
  error,
  body: {message, ...members},
});

/** One ValidationException for all violations. `violations` must not be empty. */
export const invalid = (violations: readonly string[]): Reply => {
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return refusal('ValidationException', `${count} detected: ${violations.join('; ')}`);
};
