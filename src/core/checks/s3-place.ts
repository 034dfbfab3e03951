/** Where the files of a model are in S3: the bucket and the prefix, as an S3 URI names them. */

export interface S3Place {
  readonly bucket: string;
  /** Empty, or with a slash at its end: Bedrock reads the files directly under it. */
  readonly prefix: string;
}

/** The URI may end with a slash or without. AWS's own examples have the scheme in upper case as well. */
export const s3PlaceOf = (uri: string): S3Place => {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(uri) ?? [];
  return {bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/`};
};

export const s3UriOf = ({bucket, prefix}: S3Place): string => `s3://${bucket}/${prefix}`;
