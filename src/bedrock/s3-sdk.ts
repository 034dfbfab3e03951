/** The SDK's client for S3. Only the check of a model's files imports it, lazily: it is as large as a fifth of the rest of the SDK. */
export {GetObjectCommand, ListObjectsV2Command, S3Client} from '@aws-sdk/client-s3';
