/** The errors that faults make, as S3 says them: it has other names and other statuses for them than Bedrock. */
import {errorAnswer, type S3Answer, type S3Error} from './answer.ts';

const S3_ERRORS: Readonly<Record<string, readonly [status: number, code: string, message?: string]>> = {
  ThrottlingException: [503, 'SlowDown', 'Please reduce your request rate.'],
  InternalServerException: [500, 'InternalError', 'We encountered an internal error. Please try again.'],
  ServiceUnavailableException: [503, 'ServiceUnavailable', 'Service is unable to handle request.'],
  AccessDeniedException: [403, 'AccessDenied'],
  ValidationException: [400, 'InvalidArgument', 'The continuation token provided is incorrect'],
  ExpiredTokenException: [400, 'ExpiredToken', 'The provided token has expired.'],
  UnrecognizedClientException: [
    403,
    'InvalidAccessKeyId',
    'The AWS Access Key Id you provided does not exist in our records.',
  ],
};

/** `error` and `message` as Bedrock would have them. */
export const s3Refusal = (status: number, error: string, message: string): S3Answer => {
  const [ownStatus = status, code = error, ownMessage = message] = S3_ERRORS[error] ?? [];
  const refused: S3Error = {status: ownStatus, code, message: ownMessage};
  return errorAnswer(refused);
};
