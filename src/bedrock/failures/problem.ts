/** Failures that this folder itself finds, before or after the SDK. errors.ts turns them into AppErrors. */

/** The names that the failure tables match on. */
type ProblemName =
  | 'ProfileNotFound'
  | 'SsoSessionNotFound'
  | 'SharedFileRefused'
  | 'SecretUnusable'
  | 'SettingUnusable'
  | 'CredentialProcessFailed'
  | 'CredentialsSlow'
  | 'TokenFileUnreadable'
  | 'KeyOverPlainHttp'
  | 'RegionMalformed'
  | 'EndpointMalformed'
  | 'ProxyMalformed'
  | 'CaBundleUnreadable'
  | 'AnswerWithoutList'
  | 'AnswerNotEmpty'
  | 'JobIncomplete'
  | 'ModelIncomplete'
  | 'OtherJob'
  | 'OtherModel'
  | 'TokenRepeated'
  | 'TokenUnusable'
  | 'DemoMisconfigured'
  | 'AnswerTooLarge'
  | 'AnswerNotRange'
  | 'ApiKeyForS3'
  | 'TooManyFiles';

const problems = new WeakSet<object>();

/** Creates an Error of this name. `message` is a clause for people, without a full stop. */
export const problem = (name: ProblemName, message: string): Error => {
  const error = Object.assign(new Error(message), {name});
  problems.add(error);
  return error;
};

/** Whether `cause` was created by `problem`. */
export const isProblem = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && problems.has(cause);
