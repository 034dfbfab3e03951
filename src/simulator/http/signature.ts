/** What the Authorization header says. Signatures are not checked. */

/** By SigV4, or with an API key. */
export const isSigned = (authorization: string | undefined): boolean =>
  authorization !== undefined && /^(?:AWS4-HMAC-SHA256 .*Credential=[^,\s]|Bearer +\S)/.test(authorization);

/** Whether the credential scope names S3. */
export const isSignedForS3 = (authorization: string | undefined): boolean =>
  /^AWS4-HMAC-SHA256 .*Credential=[^/,\s]*\/[^/,\s]*\/[^/,\s]+\/s3\//.test(authorization ?? '');

/** The region in the credential scope of a SigV4 signature (key/date/region/service); undefined if there is none, as with API keys. */
export const signedRegion = (authorization: string | undefined): string | undefined =>
  /^AWS4-HMAC-SHA256 .*Credential=[^/,\s]*\/[^/,\s]*\/([^/,\s]+)\//.exec(authorization ?? '')?.[1];
