/** What is known about a request for credentials, and the services that can receive one. */

/** The services that provide credentials over HTTP. */
export type PeerId = 'sts' | 'sso' | 'sso-oidc' | 'signin' | 'container' | 'instance';

/** One request for credentials. It has a status or an error once something has come back. */
export interface PeerRequest {
  readonly id: PeerId;
  /** Scheme, host and port. */
  readonly url: string;
  status?: number | undefined;
  isHtml?: boolean | undefined;
  error?: unknown;
}

/** The requests of one search for credentials. Only the last one is kept: it decides how the search ends. */
export interface PeerRequests {
  last: PeerRequest | undefined;
}

export const isSuccess = (status = 0): boolean => status >= 200 && status < 300;

/** `type` is the content-type header. */
export const isHtml = (type: unknown): boolean => /\bhtml\b/i.test(String(type ?? ''));
