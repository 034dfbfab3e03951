/** Where an S3 URI points: a bucket, and the prefix of the files under it. */

export interface S3Location {
  readonly bucket: string;
  /** Ends with a slash, unless it is the whole bucket. */
  readonly prefix: string;
}

export const locationOf = (s3Uri: string): S3Location => {
  const [bucket = '', ...rest] = s3Uri.replace(/^s3:\/\//i, '').split('/');
  const path = rest.join('/').replace(/\/+$/, '');
  return {bucket, prefix: path === '' ? '' : `${path}/`};
};
