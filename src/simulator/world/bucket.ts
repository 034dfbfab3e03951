/** Buckets that are given to a world, in place of those that are made up from its jobs. */

export interface ObjectChoice {
  readonly key: string;
  /** By default empty. */
  readonly body?: string | Uint8Array | undefined;
  /** In bytes; by default that of the body. If it is larger, zeros follow the body. They are never stored. */
  readonly size?: number | undefined;
  /** ms since the epoch; by default when the world began. */
  readonly modifiedAt?: number | undefined;
  /** By default STANDARD. Reading an object in GLACIER or DEEP_ARCHIVE is refused, as on S3. */
  readonly storageClass?: string | undefined;
  /** Whether reading it is refused with AccessDenied. */
  readonly isDenied?: boolean | undefined;
}

export interface BucketChoice {
  readonly name: string;
  /** By default the world's. A request that is signed for another region is refused. */
  readonly region?: string | undefined;
  readonly objects?: readonly ObjectChoice[] | undefined;
  /** What is refused with AccessDenied: listing (with HeadBucket), reading objects, or both. */
  readonly denies?: readonly ('list' | 'get')[] | undefined;
  /** The answer to a request for another region: 301 PermanentRedirect, or 400 AuthorizationHeaderMalformed. By default 301. */
  readonly wrongRegion?: 301 | 400 | undefined;
}
