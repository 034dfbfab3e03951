/** What is known about a request for credentials. */

/** The services that give credentials over HTTP. */
export type PeerId = 'sts' | 'sso' | 'sso-oidc' | 'signin' | 'container' | 'instance';

/** One request for credentials. It has a status, an error, or neither as long as nothing has come. */
export interface Asked {
  readonly id: PeerId;
  /** Scheme, host and port. */
  readonly url: string;
  status?: number | undefined;
  isHtml?: boolean | undefined;
  error?: unknown;
}

/** The last request of a search for credentials is the one that decides how it ends. */
export interface Notes {
  last: Asked | undefined;
}

export const isGood = (status = 0): boolean => status >= 200 && status < 300;

export const isHtml = (type: unknown): boolean => /\bhtml\b/i.test(String(type ?? ''));
