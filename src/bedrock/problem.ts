/** Failures that this folder finds by itself, before or after the SDK: thrown here, turned into an AppError by errors.ts. */

/** The names that failure tables match on. */
export type ProblemName =
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
  | 'JobIncomplete'
  | 'OtherJob'
  | 'TokenRepeated'
  | 'TokenUnusable'
  | 'DemoMisconfigured'
  | 'AnswerTooLarge';

const problems = new WeakSet<object>();

/** An Error of this name; `message` is a sentence for people. */
export const problem = (name: ProblemName, message: string): Error => {
  const error = Object.assign(new Error(message), {name});
  problems.add(error);
  return error;
};

/** Whether this folder found the failure by itself. */
export const isProblem = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && problems.has(cause);
