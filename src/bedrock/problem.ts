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

/** An Error of this name; `message` is a sentence for people. */
export const problem = (name: ProblemName, message: string): Error => Object.assign(new Error(message), {name});
