/** The regions with custom model import, from the AWS user guide. */
export const IMPORT_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1'];
