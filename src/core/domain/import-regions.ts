/** The regions with custom model import: the AWS user guide, as of November 2026. */
export const IMPORT_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1'];
