/** The operations of S3 that the simulator has, and the IAM action of each. */

export const S3_OPERATIONS = ['ListObjectsV2', 'GetObject', 'HeadObject', 'HeadBucket'] as const;
export type S3Operation = (typeof S3_OPERATIONS)[number];

const ACTIONS: Readonly<Record<S3Operation, string>> = {
  ListObjectsV2: 's3:ListBucket',
  HeadBucket: 's3:ListBucket',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
};

/** The IAM action of an operation of S3; undefined for other operations. */
export const s3ActionOf = (operation: string | undefined): string | undefined =>
  Object.entries(ACTIONS).find(([name]) => name === operation)?.[1];
