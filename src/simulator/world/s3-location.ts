/** Where an S3 URI points: a bucket, and the prefix of the files under it. */

export interface S3Location {
  readonly bucket: string;
  /** Ends with a slash, unless it is the whole bucket. */
  readonly prefix: string;
}

/** Where the corrected files of a prefix are: v1-fixed/ for v1/, then v1-fixed2/, v1-fixed3/. */
export const correctedPrefix = (prefix: string): string => {
  const path = prefix.replace(/\/$/, '');
  const [, before = path, count = ''] = /^(.*-fixed)(\d*)$/.exec(path) ?? [];
  return before === path && !path.endsWith('-fixed') ? `${path}-fixed/` : `${before}${Number(count || 1) + 1}/`;
};

export const locationOf = (s3Uri: string): S3Location => {
  const [bucket = '', ...rest] = s3Uri.replace(/^s3:\/\//i, '').split('/');
  const path = rest.join('/').replace(/\/+$/, '');
  return {bucket, prefix: path === '' ? '' : `${path}/`};
};
